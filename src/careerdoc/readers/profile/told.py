"""One fact of a career as a sentence tells it."""

from __future__ import annotations

from dataclasses import dataclass

from careerdoc.fields import dates
from careerdoc.model.document import Kind
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.splitting import Segment


@dataclass(slots=True)
class Told:
    """A role or course of study told in a sentence: what it names, and when it was.

    `place` and `end` are where it stands, in characters of the row's text. Its dates are `found`
    beside it in the same row, or `dated_row` is the row above it that says only a year: `start` is
    that year's text where something began in it, None where it ended. `closing` is the row that
    tells the end, and its year.
    """

    kind: Kind
    row: Row
    segments: list[Segment]
    place: int
    end: int = 0
    found: dates.Found | None = None
    start: str | None = None
    closing: tuple[Row, str] | None = None
    dated_row: Row | None = None
