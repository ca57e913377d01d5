"""The library's entry points and options."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any, cast

import pytest

import careerdoc
from careerdoc import (
    CareerdocError,
    OptionError,
    Options,
    ParseResult,
    PartialDate,
    Role,
    Source,
    UnknownFormatError,
    iter_documents,
    merge,
    parse,
    parse_bytes,
    parse_sources,
    repair_text,
)
from careerdoc.model.document import Kind
from tests.growth import growth

BODY = (
    "The harbour office wanted forecasts that a tired pilot could trust, so I wrote a solver for the tides.\n"
    "It ran on one machine for six years and was wrong twice, both times because the gauge had been stolen.\n"
    "When I left, the pilots gave me the broken gauge, and it now stands on my desk and holds my pencils.\n"
)
HEAD = "---\ntitle: Tide Engineer\ncompany: Marlow Hydrography\nstart: 2015\nend: 2021\n---\n"
ROLE = f"{HEAD}\n# Tides\n\n{BODY}"


def write(folder: Path, **files: str) -> list[Path]:
    paths = [folder / name.replace("_", ".") for name in files]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def test_a_page_joins_its_role_whatever_kinds_are_asked_for(tmp_path: Path) -> None:
    paths = write(tmp_path, role_md=ROLE, page_txt=BODY)
    for kinds in ((), ("role",)):
        (role,) = parse(*paths, options=Options(kinds=kinds)).records
        assert len(role.sources) == 2
    assert parse(*paths, options=Options(kinds=("post",))).records == ()
    apart = parse(*paths, options=Options(kinds=("post",), merge=False))
    assert [record.kind for record in apart.records] == ["post"]


def test_sightings_are_the_records_before_merging(tmp_path: Path) -> None:
    result = parse(*write(tmp_path, role_md=ROLE, page_txt=BODY))
    assert [record.kind for record in result.sightings] == ["role", "post"]
    (role,) = result.roles
    assert set(role.members) == {record.id for record in result.sightings}


@pytest.mark.parametrize("merging", [True, False])
def test_provenance(tmp_path: Path, merging: bool) -> None:
    paths = write(tmp_path, role_md=ROLE)
    full, source, none = (
        parse(*paths, options=Options(provenance=provenance, merge=merging)).records[0]
        for provenance in ("full", "source", "none")
    )
    assert full.evidence["title"][0].line == 2
    assert full.evidence["title"][0].raw == "title: Tide Engineer"
    assert source.evidence == {}
    assert source.sources == full.sources
    assert none.sources == ()
    assert none.members == ()
    assert full.id == source.id == none.id


def test_provenance_does_not_change_what_is_merged(tmp_path: Path) -> None:
    # Two jobs of one document are never one fact, even where the output names no source.
    job = "  - {title: Tide Engineer, company: Tarn, start: 2019-03, end: 2020-04, type: "
    jobs = f"---\nexperience:\n{job}Full-time}}\n{job}Part-time}}\n---\n"
    paths = write(tmp_path, jobs_md=jobs)
    counts = {
        len(parse(*paths, options=Options(provenance=kind)).roles) for kind in ("full", "source", "none")
    }
    assert counts == {2}


def test_possible_duplicates_are_told() -> None:
    records = [
        Role(title="Tide Engineer", organization="Marlow", start=PartialDate(2015), end=PartialDate(2017)),
        Role(title="Tide Engineer", organization="Marlow"),
    ]
    result = merge(records)
    assert len(result.records) == 2
    (review,) = result.reviews
    (issue,) = result.issues
    assert issue.code == "possible-duplicate"
    assert review.left in issue.message
    assert review.right in issue.message


def test_merge_names_what_has_no_name_and_keeps_the_names_it_is_given() -> None:
    unnamed, named = Role(title="Diver", organization="Salvage"), Role(title="Cook", id="role-x")
    ids = {record.id for record in merge([unnamed, named]).records}
    assert "role-x" in ids
    assert all(ids)
    assert merge([named, unnamed]).records == merge([unnamed, named]).records


def test_the_owner_is_on_every_record_and_in_its_id() -> None:
    hers = parse_bytes(ROLE.encode(), options=Options(owner="a")).records[0]
    his = parse_bytes(ROLE.encode(), options=Options(owner="b")).records[0]
    assert (hers.owner, his.owner) == ("a", "b")
    assert hers.id != his.id
    assert len(merge([hers, his]).records) == 2


def test_ids_do_not_depend_on_names_or_positions() -> None:
    moved = parse_bytes(b"\n\n" + ROLE.encode(), name="elsewhere.md").records[0]
    assert moved.id == parse_bytes(ROLE.encode()).records[0].id


def test_documents_come_one_by_one(tmp_path: Path) -> None:
    paths = write(tmp_path, role_md=ROLE, page_txt=BODY)
    documents = iter_documents([*paths, tmp_path / "nowhere"])
    assert [(next(documents).reader, len(next(documents).records))] == [("frontmatter", 1)]
    assert next(documents).status == "failed"


def test_the_content_decides_before_the_suffix(tmp_path: Path) -> None:
    readers = [document.reader for document in iter_documents(write(tmp_path, a_xml=ROLE, b_md=BODY))]
    assert readers == ["frontmatter", "article"]


def test_a_reader_can_be_named(tmp_path: Path) -> None:
    (document,) = iter_documents(write(tmp_path, a_md=ROLE), options=Options(reader="article"))
    assert document.reader == "article"


def test_repair_can_be_turned_off() -> None:
    damaged = ROLE.replace("Tide Engineer", "IngÃ©nieure")
    assert parse_bytes(damaged.encode()).roles[0].title == "Ingénieure"
    off = parse_bytes(damaged.encode(), options=Options(repair="off"))
    assert off.roles[0].title == "IngÃ©nieure"
    assert off.issues == ()


def test_today_is_an_argument() -> None:
    codes = [
        [issue.code for issue in parse_bytes(ROLE.encode(), options=Options(today=today)).issues]
        for today in (None, date(2014, 12, 31), date(2015, 1, 1))
    ]
    assert codes == [[], ["future-date"], []]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ({"repair": "more"}, "off, exact, inferred"),
        ({"provenance": "some"}, "none, source, full"),
        ({"kinds": ("talk",)}, "role, education, post"),
        ({"kinds": "role"}, "('role',)"),
        ({"kinds": None}, "('role',)"),
        ({"kind": "talk"}, "role, education, post"),
        ({"max_bytes": 0}, "at least 1"),
        ({"max_bytes": "10"}, "at least 1"),
        ({"max_bytes": True}, "at least 1"),
        ({"today": "2020-01-01"}, "datetime.date"),
        ({"today": datetime(2020, 1, 1)}, "datetime.date"),
        ({"html": "yes"}, "True or False"),
        ({"merge": 1}, "True or False"),
        ({"reader": 5}, "name of a reader"),
        ({"owner": 5}, "a text"),
        ({"owner": ""}, "leave it out"),
    ],
    ids=str,
)
def test_a_wrong_option_raises_and_says_what_is_right(wrong: dict[str, Any], right: str) -> None:
    with pytest.raises(OptionError) as caught:
        Options(**wrong)
    assert caught.value.option == next(iter(wrong))
    assert right in caught.value.reason


def test_kinds_of_any_sequence_become_a_tuple() -> None:
    kinds: Any = ["role", "post"]
    assert Options(kinds=kinds) == Options(kinds=("role", "post"))


MISUSES: dict[str, tuple[Callable[[Any], object], Any, str]] = {
    "data is text": (parse_bytes, "2019", "from_text"),
    "data is a number": (parse_bytes, 2019, "bytes"),
    "a list of paths for one path": (parse, ["a", "b"], "each path"),
    "a path is a number": (parse, 0, "path"),
    "a path for a source": (parse_sources, ["a.md"], "careerdoc.Source"),
    "a dict for a record": (merge, [{"kind": "role"}], "record_from_json"),
    "one record for many": (merge, Role(title="Diver"), "record_from_json"),
    "a result for records": (merge, ParseResult(), "those of a result"),
    "nothing for sources": (parse_sources, None, "careerdoc.Source"),
    "a source of text": (parse_sources, [Source("a", cast(Any, "2019"))], "bytes"),
    "a number for a range": (careerdoc.parse_date_range, 2019, "a text"),
    "text to decode": (careerdoc.decode, "2019", "bytes"),
    "bytes to repair": (repair_text, b"2019", "a text"),
    "a list to write": (lambda records: careerdoc.write(records, "out.json"), [], "careerdoc.ParseResult"),
    "a blank owner": (lambda owner: Options(owner=owner), " ", "leave it out"),
    "an unknown mode of repair": (lambda mode: repair_text("", mode), "some", "off, exact, inferred"),
    "a name that is no parameter": (lambda named: parse(**named), {"readers": "feed"}, "reader, kind, owner"),
    "an option by name": (lambda named: parse(**named), {"merge": False}, "options="),
    "a dict for options": (lambda options: parse(options=options), {"owner": "a"}, "careerdoc.Options"),
}


@pytest.mark.parametrize("misuse", MISUSES)
def test_misuse_raises_and_names_the_way_out(misuse: str) -> None:
    call, given, way_out = MISUSES[misuse]
    with pytest.raises(OptionError, match=re.escape(way_out)):
        call(given)


def test_what_is_said_by_name_counts_before_the_options(tmp_path: Path) -> None:
    (path,) = write(tmp_path, a_md=ROLE)
    options = Options(owner="a", reader="frontmatter")
    said = parse(path, options=options, owner="b", reader="article")
    assert [(record.kind, record.owner) for record in said.records] == [("post", "b")]
    (kept,) = parse(path, options=options, owner=None).records
    assert (kept.kind, kept.owner) == ("role", "a")
    (document,) = iter_documents([path], owner="c")
    assert document.records[0].owner == "c"


@pytest.mark.parametrize("kind", ["role", "education", "post"])
def test_a_kind_that_is_said_needs_no_signs_of_it(kind: Kind) -> None:
    data = b"---\ntitle: On Tides\nmood: calm\n---\n"
    assert parse_bytes(data).records == ()
    (record,) = parse_bytes(data, kind=kind).records
    assert record.kind == kind
    assert "calm" in str(record.extra)


@pytest.mark.parametrize("form", [bytes, bytearray, memoryview])
def test_bytes_of_any_type_and_a_path_for_a_name(form: Callable[[bytes], bytes]) -> None:
    (source,) = parse_bytes(form(ROLE.encode()), name=PurePosixPath("some/role.md")).records[0].sources
    assert source.name == "some/role.md"


def test_one_path_is_not_its_characters(tmp_path: Path) -> None:
    (path,) = write(tmp_path, a_md=ROLE)
    for given in (path, str(path)):
        assert [document.status for document in iter_documents(given)] == ["ok"]


def test_an_unknown_reader_raises_at_once(tmp_path: Path) -> None:
    for read in (parse, iter_documents):
        with pytest.raises(UnknownFormatError, match="frontmatter") as caught:
            read(tmp_path, reader="word")
        assert isinstance(caught.value, CareerdocError)
        assert caught.value.name == "word"


def test_an_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="parse_everything"):
        _ = getattr(careerdoc, "parse_" + "everything")
    assert "parse" in dir(careerdoc)


@pytest.mark.parametrize("blank", ["", " \n"])
def test_a_blank_text_says_nothing(blank: str) -> None:
    role = Role(title=blank, owner=blank, url=blank, employment_type=blank)
    assert role == Role()
    assert careerdoc.record_from_json({"kind": "post", "title": blank}) == careerdoc.Post()
    assert careerdoc.Person(name=blank, email="a@b.example").name is None


def test_the_text_of_a_post_is_the_longer_one() -> None:
    assert careerdoc.Post(summary="longer text", content="short").text == "longer text"
    assert careerdoc.Post().text is None


def test_a_partial_date_can_only_be_a_date() -> None:
    for year, month, day in ((2019, None, 7), (2019, 2, 30), (0, None, None), (2019, 13, None)):
        with pytest.raises(ValueError, match=r"."):
            careerdoc.PartialDate(year, month, day)
    with pytest.raises(ValueError, match="YYYY"):
        careerdoc.PartialDate.parse("2019-6")


def test_a_record_of_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match="careerdoc/1"):
        careerdoc.record_from_json({"schema": "careerdoc/9", "kind": "role"})


def test_the_cost_of_a_long_line_of_blanks_grows_in_step() -> None:
    assert (
        growth(lambda text: parse_bytes(text.encode()), lambda size: " " * size + "\nfew words\n", 20_000) < 8
    )
