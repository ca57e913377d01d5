"""Records read back from what careerdoc wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from careerdoc.model.document import Document
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.records import SCHEMA, AnyRecord, record_from_json

_COLLECTIONS = ("roles", "education", "posts")
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
    whole = _json_of(document.text, 1)
    # A record has a kind; the JSON document leaves out the collections that are empty.
    if isinstance(whole, dict) and "schema" in whole and "kind" not in whole:
        yield from ((1, values) for values in _of_collections(whole))
        return
    for line in document.lines:
        if line.text.strip():
            yield line.number, _json_of(line.text, line.number)


def _of_collections(whole: dict[str, Any]) -> Iterator[Any]:
    for name, values in whole.items():
        if name in _COLLECTIONS and isinstance(values, list):
            yield from values
        elif name not in _ABOUT_RECORDS:
            yield _malformed(f"{name!r} is no list of records", 1, values)


def _json_of(text: str, line: int) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return _malformed("this is not JSON", line, text)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _record_of(values: Any, line: int) -> AnyRecord | Issue:
    if not isinstance(values, dict):
        return _malformed("a record is a JSON object", line, values)
    try:
        return record_from_json(values)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "record"
        return _malformed(f"{place}: {first['msg']}", line, values)
    except ValueError:
        return _malformed(f"its schema is not {SCHEMA}", line, values)


def _malformed(reason: str, line: int, values: Any) -> Issue:
    raw = values if isinstance(values, str) else json.dumps(values, ensure_ascii=False)
    # An escape such as \\ud800 is half a character, which no output can hold.
    whole = raw.encode("utf-8", "replace").decode("utf-8")
    message = f"not a record of careerdoc: {reason}"
    return Issue(IssueCode.MALFORMED_RECORD, message, line=line, raw=quoted(whole))
