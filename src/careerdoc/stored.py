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
        for name in _COLLECTIONS:
            for values in whole.get(name) or ():
                yield 1, values
        return
    for line in document.lines:
        if line.text.strip():
            yield line.number, _json_of(line.text, line.number)


def _json_of(text: str, line: int) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return _malformed("this is not JSON", line, text)


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
    return Issue(
        IssueCode.MALFORMED_RECORD, f"not a record of careerdoc: {reason}", line=line, raw=quoted(raw)
    )
