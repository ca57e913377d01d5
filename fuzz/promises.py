"""What must hold for every input: each function raises where a promise is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from careerdoc.fields.dates import DateRange
from careerdoc.identity import wording_key
from careerdoc.model.document import Line, texts_of_lines
from careerdoc.model.issue import RAW_LIMIT, Issue, IssueCode
from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import AnyRecord, Post, record_from_json, record_to_json
from careerdoc.model.result import ParsedDocument
from careerdoc.text.html import safe_html

_NUMBER = re.compile(r"\d+|[〇一二三四五六七八九十元]+")
_READERS_OF_LINES = frozenset({"article", "profile"})
"""Other readers quote values, which escapes, references or folding make differ from their lines."""
_ALIAS = re.compile(r"\*\w")
"""Stands in YAML for a value that is written elsewhere."""
_HALF_A_CHARACTER = "ends inside a character"
_STATUSES = frozenset({"ok", "partial", "failed", "skipped"})


def hold_for_document(parsed: ParsedDocument, lines: Sequence[Line]) -> None:
    """What the records and issues of one document promise; `lines` are those of its text."""
    assert parsed.status in _STATUSES
    assert parsed.issues or parsed.status in {"ok", "partial"}, "a document that is not read says why"
    codes = {issue.code for issue in parsed.issues}
    for issue in parsed.issues:
        _hold_for_issue(issue, lines)
    for record in parsed.records:
        hold_for_record(record)
        # A record that careerdoc wrote itself names the files that told it, if any, and not this one.
        if any(source.name == parsed.name for source in record.sources):
            _hold_for_places(record, lines)
            _hold_for_times(record, codes)
    wordings = {(record.id, wording_key(record)) for record in parsed.records}
    assert len({name for name, _ in wordings}) == len(wordings), "an id stands for one wording"


def hold_for_record(record: AnyRecord) -> None:
    """A record reads back, holds no empty text, and its markup is as clean as it gets."""
    line = strict_json(record_to_json(record))
    assert record_from_json(json.loads(line)) == record, "a record reads back"
    for name in record.FACTS:
        value = getattr(record, name)
        assert value != "", f"{name} is empty"
        assert not isinstance(value, tuple) or "" not in value, f"{name} holds an empty text"
    if isinstance(record, Post) and record.content_html is not None:
        hold_for_markup(record.content_html)


def hold_for_markup(markup: str) -> None:
    """Cleaning clean markup again changes nothing."""
    assert safe_html(markup, None) == markup, "clean markup stays as it is"


def strict_json(value: object) -> str:
    """The value as JSON that any reader takes: no NaN, no halves of characters."""
    text = json.dumps(value, allow_nan=False, ensure_ascii=False)
    text.encode("utf-8")
    return text


def _hold_for_issue(issue: Issue, lines: Sequence[Line]) -> None:
    """An issue lies in the document, and quotes lines that follow each other: they count as told."""
    strict_json(issue.to_json())
    if issue.line is None:
        return
    # Bytes of a character that is cut off may be all that stands on the last line.
    last = max(1, len(lines)) + (_HALF_A_CHARACTER in issue.message)
    assert 1 <= issue.line <= last, f"{issue.code} lies in the document"
    raw = texts_of_lines(issue.raw or " ")
    is_markup = "<" in raw[0]  # quoted as it was read: mended, or made of markdown
    if len(raw) > 1 and not is_markup and len(issue.raw or "") < RAW_LIMIT:
        assert _are_quoted(raw, issue.line, lines), f"{issue.code} quotes its lines"


def _hold_for_places(record: AnyRecord, lines: Sequence[Line]) -> None:
    """Every source and every piece of evidence lies in the document, and texts quote their lines."""
    for source in record.sources:
        if source.line is not None:
            end_line = source.end_line or source.line
            assert 1 <= source.line <= end_line <= len(lines), "a source lies in the document"
    for name, pieces in record.evidence.items():
        for piece in pieces:
            assert 1 <= piece.line <= len(lines), f"the evidence of {name} lies in the document"
            assert piece.source < len(record.sources)
            assert all(1 <= repair.line <= len(lines) for repair in piece.repairs)
            if record.sources[piece.source].reader in _READERS_OF_LINES:
                assert _are_quoted(piece.raw.split("\n"), piece.line, lines), "evidence quotes its lines"


def _are_quoted(raw: Sequence[str], first: int, lines: Sequence[Line]) -> bool:
    """Whether each text stands in its line, counted from the first."""
    if first + len(raw) - 1 > len(lines):
        return False
    return all(text.strip() in line.text for text, line in zip(raw, lines[first - 1 :], strict=False))


def _hold_for_times(record: AnyRecord, codes: set[IssueCode]) -> None:
    """Dates are no more precise than their evidence, and ends agree with what is said of them."""
    if isinstance(record, Post):
        for name in ("published", "updated"):
            moment = getattr(record, name)
            assert not isinstance(moment, datetime) or moment.tzinfo is not None, "a time has an offset"
            _hold_for_stated(moment, _evidence_of(record, name))
        return
    assert not (record.current and record.end), "what goes on has no end"
    for name in ("start", "end"):
        _hold_for_stated(getattr(record, name), _evidence_of(record, name))
    if record.start and record.end and record.start.earliest > record.end.latest:
        assert IssueCode.END_BEFORE_START in codes, "an end before its start is told"


def _evidence_of(record: AnyRecord, name: str) -> str:
    return "\n".join(piece.raw for piece in record.evidence.get(name, ()))


def hold_for_range(stated: DateRange, text: str) -> None:
    """A range says no more than its text."""
    assert not stated.is_empty or stated.issues, "a text without a date is told"
    assert not (stated.current and stated.end), "what goes on has no end"
    for date in (stated.start, stated.end):
        _hold_for_stated(date, text)


def _hold_for_stated(date: PartialDate | datetime | None, text: str) -> None:
    """Year, month and day stand in the text, as numbers or words; text before repair may hide them."""
    if not isinstance(date, PartialDate) or _ALIAS.search(text):
        return
    numbers = _NUMBER.findall(text)
    longest = max(map(len, numbers), default=0)
    assert numbers, "a date needs a number"
    if longest > 4 or not all(number.isdecimal() for number in numbers):
        return  # 20190630 and numerals in words hold more than one part
    values = [int(number) for number in numbers]
    if date.day is not None:
        assert date.day in values, "nobody wrote this day"
        values.remove(date.day)
    if date.month is not None and not any(map(str.isalpha, text)):
        assert date.month in values, "nobody wrote this month"


def hold_in_order(spans: Iterable[tuple[int, int]], length: int) -> None:
    """Spans stand in the text, in order, and none touches what stands before it."""
    end = 0
    for start_offset, end_offset in spans:
        assert end <= start_offset < end_offset <= length, "spans stand in order"
        end = end_offset
