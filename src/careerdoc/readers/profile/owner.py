"""Whose profile it is: the name above everything else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from careerdoc.fields import people
from careerdoc.model.document import RawValue
from careerdoc.readers.base import value_of
from careerdoc.readers.profile.rows import Row

_TOP = 14
"""Rows at the top among which the name stands."""
_SURE = 0.8


def owner_of(rows: Sequence[Row]) -> RawValue | None:
    """The name of the person, from the rows above the first heading; None where none surely says it.

    A label such as "Name:" counts before a row that only looks like a name; of several rows the
    likeliest, of equal ones the first.
    """
    top = [*takewhile(lambda row: row.section is None, rows[:_TOP])]
    for row in top:
        if row.label is not None and row.label.field == "name" and row.label.value:
            return value_of("owner_name", row.lines, row.label.value, row.repairs)
    likely = max(filter(_may_name, top), key=lambda row: people.recognize_name(row.text), default=None)
    if likely is None or people.recognize_name(likely.text) < _SURE:
        return None
    return value_of("owner_name", likely.lines, likely.text, likely.repairs)


def _may_name(row: Row) -> bool:
    return not (row.section or row.noise or row.found or row.is_bullet or row.label or row.is_text)
