"""Comma-separated values: one record a row, roles, education and posts in one table."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from careerdoc.model.records import AnyRecord, Education, Post, Role, record_to_json
from careerdoc.model.result import ParseResult

COLUMNS: tuple[str, ...] = (
    "kind",
    "id",
    "owner",
    "owner_name",
    *dict.fromkeys((*Role.FACTS, *Education.FACTS, *Post.FACTS)),
)
"""The columns, in order: who and what first, then the facts of all kinds."""


def write(result: ParseResult) -> str:
    """A header and one row for each record; unknown values are empty.

    Lists are joined with `; `. Values stand as they are: one that begins with `=` is a
    formula to a spreadsheet, so load text from people you do not trust as text columns.
    """
    text = StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_cells(record) for record in result.records)
    return text.getvalue()


def _cells(record: AnyRecord) -> list[str]:
    values = record_to_json(record)
    return [_cell(values.get(column)) for column in COLUMNS]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_cell(one) for one in value)
    if isinstance(value, dict):
        return _person_cell(**value)
    if isinstance(value, bool):
        return "true" if value else "false"
    # Before Python 3.13 a lone CR is written without quotes, and then no reader takes the row.
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _person_cell(name: str | None, email: str | None, url: str | None) -> str:
    if name and email:
        return f"{name} <{email}>"
    return name or email or url or ""
