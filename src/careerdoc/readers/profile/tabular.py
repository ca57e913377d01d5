"""Tables with a row of labels above their columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from careerdoc.fields.labels import label_of
from careerdoc.readers.profile.labelled import NAMES, LabelledRecord, Stated
from careerdoc.readers.profile.rows import DATED, Row

_SIGNS = tuple(map(re.compile, (r"\t", r"[|│¦]", r"\s{2,}", ";", ",")))
_FRAME = "|│¦ "
_EMPTY = frozenset({"", "-", "–", "—"})
_FEWEST_COLUMNS = 3
_LONGEST_HEADER = 1000
"""Characters of the longest row of labels."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the place of its row of labels, its records, and how many rows it has."""

    start: int
    records: tuple[LabelledRecord, ...]
    end: int


def table_in(rows: Sequence[Row]) -> Table | None:
    """The first table whose columns are labelled with parts of a record; None where there is none."""
    for index, row in enumerate(rows[:-1]):
        if row.is_text or (header := _header(row)) is None:
            continue
        sign, fields = header
        end = index + 1
        records: list[LabelledRecord] = []
        while end < len(rows) and (end == index + 1 or _header(rows[end]) is None):
            if (record := _record(rows[end], sign, fields)) is None:
                break
            records.append(record)
            end += 1
        if records:
            return Table(index, tuple(records), end)
    return None


def _header(row: Row) -> tuple[re.Pattern[str], list[str | None]] | None:
    """The sign that parts the columns and what each holds."""
    if len(row.lines[0].text) > _LONGEST_HEADER:
        return None
    text = row.lines[0].text.strip("\r\n" + _FRAME)
    for sign in _SIGNS:
        cells = sign.split(text)
        if len(cells) < _FEWEST_COLUMNS:
            continue
        fields = [_field_of(cell) for cell in cells]
        known = set(fields) - {None}
        if len(known) >= _FEWEST_COLUMNS - 1 and known & NAMES and 2 * len(known) >= len(cells):
            return (sign, fields) if known & DATED or len(known) > 2 else None
    return None


def _field_of(cell: str) -> str | None:
    """The field that a cell is the label of; of two labels in one the first that is known."""
    sides = (label_of(side) for side in (cell, *cell.split("/")) if side.strip())
    return next(filter(None, sides), None)


def _record(row: Row, sign: re.Pattern[str], fields: Sequence[str | None]) -> LabelledRecord | None:
    """A row of the table as a record; None for a row that has not its columns."""
    if row.section:
        return None
    text = (row.lines[0].text if not row.repairs else row.text).rstrip("\r\n").strip(_FRAME)
    cells = [cell.strip() for cell in sign.split(text, len(fields))]
    if not 2 <= len(cells) <= len(fields) or len(cells) < len(fields) - 2:
        return None
    stated = [
        Stated((row,), name or "unknown", cell)
        for name, cell in zip(fields, cells, strict=False)
        if cell not in _EMPTY
    ]
    return LabelledRecord(stated)
