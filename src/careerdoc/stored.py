"""Records read back from what careerdoc wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from math import isinf
from typing import Any

from careerdoc.model.document import KINDS, Document, Line
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.records import SCHEMA, AnyRecord, record_from_json, refusal_of

_COLLECTIONS = ("roles", "education", "posts")
_OTHER_SCHEMA = f"its schema is not {SCHEMA}"
_ABOUT_RECORDS = frozenset({"schema", "reviews", "issues"})
"""Parts of the JSON document that merging makes anew."""


def stored_records(document: Document) -> tuple[list[AnyRecord], list[Issue]]:
    """The records of JSON Lines or of one JSON document, and an issue for all that is none."""
    records: list[AnyRecord] = []
    issues: list[Issue] = []
    for line, values in _stored_values(document):
        found = values if isinstance(values, Issue) else _record_of(values, line)
        if isinstance(found, Issue):
            issues.append(found)
        else:
            records.append(found)
    return records, issues


def _stored_values(document: Document) -> Iterator[tuple[int, Any]]:
    """Every value that should be a record, with its line."""
    try:
        whole = _json_of(document.text)
    except ValueError:
        yield from _of_lines(document)
        return
    # A record has a kind; the JSON document leaves out the collections that are empty.
    if isinstance(whole, dict) and "schema" in whole and "kind" not in whole:
        yield from ((1, values) for values in _of_collections(whole))
    else:
        yield 1, whole


def _of_lines(document: Document) -> Iterator[tuple[int, Any]]:
    """The value of each line; lines in a row that are not JSON are one issue."""
    values = [(line, _value_of(line)) for line in document.lines if line.text.strip()]
    for is_unread, run in groupby(values, key=lambda pair: isinstance(pair[1], Issue)):
        found = list(run)
        first = found[0][0].number
        if is_unread:
            yield first, no_json("\n".join(line.text for line, _ in found), first)
        else:
            yield from ((line.number, value) for line, value in found)


def _of_collections(whole: dict[str, Any]) -> Iterator[Any]:
    if whole["schema"] != SCHEMA:
        yield _malformed(_OTHER_SCHEMA, 1, whole)
        return
    for name, values in whole.items():
        if name in _COLLECTIONS and isinstance(values, list):
            yield from values
        elif name not in _ABOUT_RECORDS:
            yield _malformed(f"{name!r} is no list of records", 1, values)


def _value_of(line: Line) -> Any:
    try:
        return _json_of(line.text)
    except ValueError:
        return no_json(line.text, line.number)


def no_json(text: str, line: int) -> Issue:
    """The issue of lines in a row that are no JSON, by the first of them."""
    return _malformed("this is not JSON", line, text)


def _json_of(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise ValueError(f"{digits} is more than a number can be")
    return number


def record_of_line(line: bytes, number: int) -> AnyRecord | Issue:
    """The record of one line of JSON Lines, or the issue that says why it is none."""
    try:
        values = _json_of(line.decode("utf-8"))
    except ValueError:
        return no_json(line.decode("utf-8", "replace").strip(), number)
    return _record_of(values, number)


def _record_of(values: Any, line: int) -> AnyRecord | Issue:
    if not isinstance(values, dict):
        return _malformed("a record is a JSON object", line, values)
    if values.get("kind") not in KINDS:
        return _malformed(f"its kind is none of {', '.join(KINDS)}", line, values)
    try:
        return record_from_json(values)
    except ValueError as error:
        _, reason = refusal_of(error)
        return _malformed(reason, line, values)


def _malformed(reason: str, line: int, values: Any) -> Issue:
    raw = values if isinstance(values, str) else json.dumps(values, ensure_ascii=False)
    # An escape such as \\ud800 is half a character, which no output can hold.
    whole = raw.encode("utf-8", "replace").decode("utf-8")
    message = f"not a record of careerdoc: {reason}"
    return Issue(IssueCode.MALFORMED_RECORD, message, line=line, raw=quoted(whole))
