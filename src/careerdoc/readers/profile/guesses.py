"""Rows that only their place makes a part of a head, with nobody to agree."""

from __future__ import annotations

from dataclasses import replace

from careerdoc.readers.profile.agreement import Agreement
from careerdoc.readers.profile.heads import Entry
from careerdoc.readers.profile.looks import NEVER, Part
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.splitting import RowReading

_LEAST_SAID = {
    Part.TITLE: 0.2,
    Part.ORGANIZATION: 0.7,
    Part.INSTITUTION: 0.7,
    Part.SUBJECT: 0.0,
    Part.PLACE: 0.5,
}
"""Points from which on a row says by itself which part it is."""
_PAIR = Part.TITLE | Part.ORGANIZATION
_AGREED = 0.45
"""Share of records, of all and one more, that makes a part of what says nothing by itself."""


def without_guesses(entry: Entry, agreement: Agreement) -> Entry:
    """The entry without the rows below its dates that say nothing by themselves and that no other has.

    They are text of the record then. Rows above the dates stand apart from the text and stay, but
    for two names of which nothing tells which is the job, where no other record shows it.
    """
    kept: list[tuple[Row, RowReading]] = []
    guessed: list[Row] = []
    count = len(entry.head.rows)
    for place, (row, reading) in enumerate(entry.head.rows):
        offset = place - count + entry.below + 1
        is_agreed = agreement.share((offset, reading.shape)) >= _AGREED
        is_guess = _is_guess(reading, entry.head.parts) and not is_agreed
        if is_guess and (offset > 0 or (reading.parts == _PAIR and not agreement.shares)):
            guessed.append(row)
        else:
            kept.append((row, reading))
    if not guessed:
        return entry
    return replace(entry, head=entry.head.with_rows(kept), body=(*guessed, *entry.body))


def _is_guess(reading: RowReading, parts: int) -> bool:
    """Whether nothing in a row says that it is what it was taken for.

    A name that can be a school's is one beside a degree.
    """
    if reading.shape.endswith(":"):
        return False
    if reading.parts == Part.INSTITUTION and parts & Part.DEGREE:
        return reading.segments[0].points < 0.0
    return all(segment.points < _LEAST_SAID.get(segment.part, NEVER) for segment in reading.segments)
