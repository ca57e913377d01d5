"""JSON Lines: one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterable

from careerdoc.model.records import AnyRecord, record_to_json
from careerdoc.model.result import ParseResult


def write(result: ParseResult) -> str:
    """One line for each record, with all keys of its kind in fixed order."""
    return write_records(result.records)


def write_records(records: Iterable[AnyRecord]) -> str:
    """The lines of some records, each with its line end."""
    return "".join(f"{json.dumps(record_to_json(record), ensure_ascii=False)}\n" for record in records)
