"""What is fuzzed: each target takes the bytes of one input and raises where a promise is broken."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from careerdoc import Options, Source, merge, unmerge
from careerdoc.fields import dates, moments
from careerdoc.model.document import Repaired, split_lines
from careerdoc.model.records import AnyRecord
from careerdoc.model.result import ParseResult
from careerdoc.pipeline import collect, parse_source, read_records
from careerdoc.readers import READERS
from careerdoc.text.decode import decode
from careerdoc.text.html import html_to_text, inline_text, safe_html, unshown
from careerdoc.text.keys import fold
from careerdoc.text.markdown import inline_html, markdown_to_html
from careerdoc.text.repair import RepairMode, redo, repair_text, undo
from careerdoc.writers import json as json_writer, jsonl
from fuzz.flaws import Check
from fuzz.promises import (
    hold_for_document,
    hold_for_markup,
    hold_for_range,
    hold_for_record,
    hold_in_order,
    strict_json,
)
from tests.accounting import lost_lines, lost_words

_FULL = Options(provenance="full")
_BASE = "https://a.example/b/"
_YEARS = range(1900, 2101)
"""The years that every spelling of a date takes."""


def check_document(data: bytes, reader: str | None) -> None:
    """A document, read by one reader or by that which suits it best."""
    source = Source("input", data)
    parsed = parse_source(source, Options(reader=reader, provenance="full", html=True))
    hold_for_document(parsed, split_lines(decode(data).text))
    assert not lost_lines(data, reader), "no line is lost"
    if parsed.reader != "feed":  # no pattern tells the names of its elements from words
        assert not lost_words(source, reader), "no word is lost"


def check_detection(data: bytes) -> None:
    """A document as most callers give it: its reader is chosen, its records are merged and written."""
    check_document(data, None)
    result = collect([parse_source(Source("input", data), Options())])
    _check_reads_back(result)


def check_text(data: bytes) -> None:
    """Bytes to text, and the repair of what they hold."""
    decoded = decode(data)
    decoded.text.encode("utf-8")
    hold_in_order((repair.span_after for repair in decoded.repairs), len(decoded.text))
    for issue in decoded.issues:
        strict_json(issue.to_json())
    # Bytes that are no UTF-8 become halves of characters, which a caller's text may hold.
    for text in {decoded.text, data.decode("utf-8", "surrogateescape")}:
        _check_repair(text, "exact")
        _check_repair(text, "inferred").text.encode("utf-8")
        assert repair_text(text, "off").text == text
        folded = fold(text)
        assert fold(folded) == folded, "folding twice is folding once"


def _check_repair(text: str, mode: RepairMode) -> Repaired:
    repaired = repair_text(text, mode)
    assert repair_text(repaired.text, mode).text == repaired.text, "repairing twice is repairing once"
    assert undo(repaired.text, repaired.repairs) == text, "repairs can be undone"
    assert redo(text, repaired.repairs) == repaired.text, "repairs can be done again"
    before = after = 0
    for repair in repaired.repairs:
        assert before <= repair.span_before[0] <= repair.span_before[1]
        assert after <= repair.span_after[0] <= repair.span_after[1]
        assert text[slice(*repair.span_before)] == repair.before
        assert repaired.text[slice(*repair.span_after)] == repair.after
        before, after = repair.span_before[1], repair.span_after[1]
    return repaired


def check_markup(data: bytes) -> None:
    """HTML and markdown to text, to clean markup, and to what stands beside the text."""
    text = data.decode("utf-8", "replace")
    html_to_text(text), inline_text(text)
    beside, line_count = unshown(text), text.count("\n") + 1
    for lines in (*beside.links, *beside.images, *beside.labels, *beside.hidden):
        assert 1 <= lines.line <= lines.end_line <= line_count, "a piece lies in the text"
    for base in (None, _BASE):
        if (markup := safe_html(text, base)) is not None:
            hold_for_markup(markup)
    html_to_text(markdown_to_html(text)), html_to_text(inline_html(text))


def check_dates(data: bytes) -> None:
    """Each way to read a date, a range, a duration or a time."""
    text = data.decode("utf-8", "replace")
    stated = dates.parse_date_range(text)
    hold_for_range(stated, text)
    assert 0 <= dates.recognize(text) <= 1
    dates.is_present(text), dates.month_of(text)
    assert dates.duration_months(text) is None or dates.is_duration(text)
    if (span := dates.spanned(text)) is not None:
        hold_for_range(span.stated, text)
    found = dates.found_in(text)
    hold_in_order(((one.start_offset, one.end_offset) for one in found), len(text))
    for one in found:
        hold_for_range(one.stated, text[one.start_offset : one.end_offset])
    _check_one_date(text)
    _check_moment(text)


def _check_one_date(text: str) -> None:
    date = dates.parse(text)
    assert date.value is not None or date.issues, "a text without a date is told"
    if date.value is not None and date.value.year in _YEARS:
        assert dates.parse(str(date.value)).value == date.value, "a date reads back"


def _check_moment(text: str) -> None:
    moment = moments.parse(text)
    assert moment.value is not None or moment.issues, "a text without a time is told"
    if isinstance(moment.value, datetime):
        assert moment.value.tzinfo is not None, "a time has an offset"
        if moment.value.year in _YEARS:
            again = moments.parse(moment.value.isoformat()).value
            assert again == moment.value, "a time reads back"


def check_records(data: bytes) -> None:
    """JSON Lines or JSON that careerdoc wrote itself, or somebody else: read, merged, taken apart."""
    parsed = read_records(Source("input", data), _FULL)
    for issue in parsed.issues:
        strict_json(issue.to_json())
    for record in parsed.records:
        hold_for_record(record)
    merged = merge(parsed.records, options=_FULL)
    turned = merge(reversed(parsed.records), options=_FULL)
    assert (turned.records, turned.reviews) == (merged.records, merged.reviews), "order never matters"
    assert merge(merged.records, options=_FULL).records == merged.records, "merging twice is merging once"
    assert _texts_apart(merged.records) == _texts_apart(parsed.records), "what was merged comes back"
    _check_reads_back(merged)


def _texts_apart(records: Iterable[AnyRecord]) -> list[str]:
    return sorted({one.model_dump_json() for record in records for one in unmerge(record)})


def _check_reads_back(result: ParseResult) -> None:
    """The records of JSON Lines and of JSON are those that were written."""
    for write in (jsonl.write, json_writer.write):
        written = write(result).encode("utf-8")
        read = read_records(Source("input", written), _FULL)
        assert read.records == result.records, "what was written reads back"
        assert not read.issues or not result.records


def input_of(target: str, data: bytes) -> bytes:
    """The input that a target makes of any bytes: as they are, or what of them is UTF-8.

    Bytes of no encoding would cost a target of readers most of its time for guessing one.
    """
    return data if target in _OF_BYTES else data.decode("utf-8", "replace").encode("utf-8")


TARGETS: dict[str, Check] = {
    "detection": check_detection,
    **{reader.name: partial(check_document, reader=reader.name) for reader in READERS},
    "text": check_text,
    "markup": check_markup,
    "dates": check_dates,
    "records": check_records,
}
"""Each target by its name; those of the readers have theirs."""
_OF_BYTES = frozenset({"detection", "text"})
