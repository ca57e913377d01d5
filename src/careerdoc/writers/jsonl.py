"""JSON Lines: one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterable

from careerdoc.model.records import AnyRecord, record_to_json
from careerdoc.model.result import ParsedDocument, ParseResult


def write(result: ParseResult) -> str:
    """One line for each record, with all keys of its kind in fixed order."""
    return _lines(result.records)


def write_document(document: ParsedDocument) -> str:
    """The lines of the records of one input."""
    return _lines(document.records)


def line(record: AnyRecord) -> str:
    """The line of one record, with its end."""
    return f"{json.dumps(record_to_json(record), ensure_ascii=False, allow_nan=False)}\n"


def _lines(records: Iterable[AnyRecord]) -> str:
    return "".join(map(line, records))
