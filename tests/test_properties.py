"""What must hold for any input."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

import careerdoc
from careerdoc import Options, PartialDate, Source, parse_bytes
from careerdoc.fields import (
    dates,
    degrees,
    employment,
    locations,
    moments,
    organizations,
    people,
    technologies,
    titles,
    urls,
)
from careerdoc.fields.rules import FIELDS
from careerdoc.model.document import Document, RawItem, RawValue
from careerdoc.model.records import AnyRecord, record_from_json, record_to_json
from careerdoc.normalize import Normalizer
from careerdoc.pipeline import parse_source
from careerdoc.readers import READERS
from careerdoc.text.decode import decode
from careerdoc.text.html import html_to_text, inline_text, safe_html
from careerdoc.text.keys import fold
from careerdoc.text.repair import redo, repair_text, undo
from tests.accounting import document_of, lost_lines, lost_words
from tests.fixture_cases import Case, all_cases

# Lines of every format, so that random documents reach deep into every reader.
PIECES = st.sampled_from(
    [
        "---",
        "title: Keeper of Bells",
        "company: Klockgjuteriet Ansgar",
        "start: 2001-02-30",
        "tags: [a, *b, {c: d]",
        "? [x]",
        "2019 — Now",
        "2016 - 2018",
        "Since March 2021",
        "Oslo",
        "Vienna, VA",
        "Education",
        "Experience",
        "SKILLS",
        "Yale University",
        "BSc in Physics",
        "Staff Engineer | Halyard Grid",
        "- Moved 400 jobs",
        "Keywords: Go, SQL",
        "# Heading",
        "It was the last boat of the year and the crew had gone home.Â",
        "IngÃ©nieure d’essai",
        "<rss><channel><item>",
        "<title>A &amp; B</title>",
        "</item></channel></rss>",
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        "<entry><id>x</id><link href='/a'/>",
        "</entry></feed>",
        "<!doctype html><html><body><p>One two three</p>",
        "&#xD800; &nbsp; &lt;T&gt;",
        "\x0c\x1f\x00",
        "",
    ]
)
ANY_TEXT = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.text(max_size=30)), max_size=14).map("\n".join))
ANY_BYTES = st.one_of(
    st.binary(max_size=300),
    ANY_TEXT.map(lambda text: text.encode("utf-8", "replace")),
    ANY_TEXT.map(lambda text: text.encode("utf-16", "replace")),
    ANY_TEXT.map(lambda text: text.encode("cp1252", "replace")),
)
READER_NAMES = [None, *(reader.name for reader in READERS)]


def records_of(data: bytes, **options: Any) -> tuple[AnyRecord, ...]:
    return parse_source(Source("input", data), Options(provenance="full", **options)).records


@given(ANY_BYTES, st.sampled_from(READER_NAMES), st.booleans())
@example(b"", None, False)
@example(b"\x00" * 40, "feed", False)
@example(b"<rss><channel><item><title>" + b"<a>" * 400, "feed", True)
@example(b"---\na: " + b"[" * 5_000 + b"\n---\n", "frontmatter", False)
def test_no_input_raises(data: bytes, reader: str | None, html: bool) -> None:
    document = parse_source(Source("input", data), Options(reader=reader, html=html))
    assert document.status in {"ok", "partial", "failed", "skipped"}
    if document.status in {"failed", "skipped"}:
        assert document.issues


@given(ANY_BYTES, st.sampled_from(READER_NAMES))
def test_output_is_strict_json_and_reads_back(data: bytes, reader: str | None) -> None:
    for record in records_of(data, reader=reader):
        line = json.dumps(record_to_json(record), allow_nan=False, ensure_ascii=False)
        line.encode("utf-8")
        assert record_from_json(json.loads(line)) == record


@given(ANY_BYTES, st.sampled_from(READER_NAMES))
def test_nothing_is_an_empty_text(data: bytes, reader: str | None) -> None:
    for record in records_of(data, reader=reader):
        for name in record.FACTS:
            value = getattr(record, name)
            assert value != ""
            if isinstance(value, tuple):
                assert "" not in value


@given(ANY_TEXT, st.sampled_from(READER_NAMES))
def test_every_line_is_accounted_for(text: str, reader: str | None) -> None:
    assert not lost_lines(text.encode("utf-8", "replace"), reader)


@given(ANY_TEXT, st.sampled_from([None, "frontmatter", "profile", "article", "page"]))
def test_every_word_is_accounted_for(text: str, reader: str | None) -> None:
    assert not lost_words(Source("input", text.encode("utf-8", "replace")), reader)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_every_word_of_a_fixture_is_accounted_for(case: Case) -> None:
    name, declared = case.about.get("name", case.input.name), case.about.get("declared")
    source = Source(name, case.input.read_bytes(), declared)
    assert not lost_words(source, case.about.get("options", {}).get("reader"))


@given(ANY_TEXT)
def test_evidence_quotes_its_lines(text: str) -> None:
    data = text.encode("utf-8", "replace")
    document = document_of(data)
    for record in records_of(data, reader="profile"):
        for piece in (piece for pieces in record.evidence.values() for piece in pieces):
            for number, quoted_line in enumerate(piece.raw.split("\n"), start=piece.line):
                assert quoted_line in document.lines[number - 1].text


@given(ANY_TEXT)
def test_each_line_of_a_profile_is_explained_once(text: str) -> None:
    data = text.encode("utf-8", "replace")
    read = parse_source(Source("input", data), Options(reader="profile", explain=True))
    if read.lines:
        filled = [line.number for line in document_of(data).lines if line.text.strip()]
        assert [line.number for line in read.lines] == filled
        assert "nothing" not in {line.taken_for for line in read.lines}


@given(st.sampled_from(sorted(FIELDS)), ANY_TEXT, st.sampled_from(["role", "education", "post"]))
def test_normalizing_a_normal_form_changes_nothing(field: str, text: str, kind: Any) -> None:
    once = normalized(field, text, kind)
    if once is None or field in {"kind", "dates", "date", "current", "authors", "degree", "work_mode"}:
        return  # these have a normal form that is no single text, or that lies in another field
    assert normalized(field, once, kind) == once


def normalized(field: str, text: str, kind: Any) -> str | None:
    """The text that a field holds after one raw value was normalized; None without any."""
    text = text.replace("\r", " ")
    document = Document(Source("input", b""), text, "utf-8")
    item = RawItem(kind, 1, 1, (RawValue(field, text, 1, 1, text),))
    record = Normalizer(document, "test", Options()).sighting(item).record
    value = getattr(record, field, None)
    if isinstance(value, tuple):
        value = value[0] if value else None
    return (
        None
        if value is None or isinstance(value, bool)
        else record.model_dump(mode="json")[field]
        and (value if isinstance(value, str) else str(value).replace(" ", "T"))
    )


@given(
    st.lists(
        st.sampled_from(
            [b"2019 - Now\nOslo\nRan the ferry desk.\n", b"2016 - 2018\nBergen\nSold tickets.\n"]
        ),
        max_size=3,
    )
)
def test_same_bytes_give_the_same_records(parts: list[bytes]) -> None:
    data = b"".join(parts)
    assert parse_bytes(data, name="a").records == parse_bytes(data, name="a").records


@given(ANY_TEXT)
def test_line_ends_do_not_matter(text: str) -> None:
    # Controls are counted to tell binary input, so they must not lie at the threshold.
    text = re.sub("[\x00-\x09\x0b-\x1f\x7f]", "", text)
    with_lf = [
        record.model_dump(exclude={"evidence"}) for record in records_of(text.encode("utf-8", "replace"))
    ]
    with_crlf = text.replace("\n", "\r\n").encode("utf-8", "replace")
    assert [record.model_dump(exclude={"evidence"}) for record in records_of(with_crlf)] == with_lf


@given(ANY_TEXT, st.sampled_from(["off", "exact", "inferred"]))
@example("Zo\u00c3\u00ab\r\nS.\u00c3\u00a0 r.l.\x1f\ufeff e\u0301", "inferred")
def test_undoing_the_repairs_gives_the_input_back(text: str, mode: Any) -> None:
    repaired = repair_text(text, mode)
    assert undo(repaired.text, repaired.repairs) == text
    assert redo(text, repaired.repairs) == repaired.text
    assert mode != "off" or repaired.text == text


@given(ANY_TEXT)
def test_a_log_of_repairs_is_in_order_and_quotes_both_texts(text: str) -> None:
    repaired = repair_text(text)
    before = after = 0
    for repair in repaired.repairs:
        assert repair.span_before[0] >= before
        assert repair.span_after[0] >= after
        assert text[slice(*repair.span_before)] == repair.before
        assert repaired.text[slice(*repair.span_after)] == repair.after
        before, after = repair.span_before[1], repair.span_after[1]


@given(ANY_TEXT)
def test_repair_is_idempotent(text: str) -> None:
    once = repair_text(text).text
    assert repair_text(once).text == once


@given(st.binary(max_size=400))
def test_decode_takes_any_bytes(data: bytes) -> None:
    decode(data).text.encode("utf-8")


@given(st.text(max_size=80))
@example("ISO 9001:2015")
@example("-" * 64)
@example("1 " * 32)
def test_field_parsers_take_any_text(text: str) -> None:
    stated = dates.parse_date_range(text)
    assert not stated.is_empty or stated.issues
    for known in (dates, titles, organizations, degrees, locations, employment):
        assert 0 <= known.recognize(text) <= 1
        known.key(text) if hasattr(known, "key") else None
    moments.parse(text), people.parse(text), urls.parse(text, text), urls.key(text), technologies.listed(text)
    degrees.split(text), employment.parse(text), locations.country(text)


@given(st.dates(), st.integers(1, 3))
def test_a_partial_date_reads_back_and_keeps_its_precision(day: Any, precision: int) -> None:
    date = PartialDate(*(day.year, day.month, day.day)[:precision])
    assert PartialDate.parse(str(date)) == date
    assert date.earliest <= day <= date.latest
    if 1900 <= date.year <= 2100:
        assert dates.parse(str(date)).value == date


@given(ANY_TEXT)
def test_markup_becomes_text_and_safe_markup_stays_as_it_is(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    html_to_text(text), inline_text(text)
    safe = safe_html(text, "https://a.example/")
    assert safe is None or safe_html(safe, None) == safe


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_the_public_names_exist() -> None:
    for name in careerdoc.__all__:
        assert getattr(careerdoc, name) is not None
