"""The ways to read one row of a head: which of its pieces tells which part of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from careerdoc.fields import organizations
from careerdoc.readers.profile.looks import NEVER, Part, points
from careerdoc.readers.profile.pieces import (
    MOST_PIECES,
    Piece,
    Separator,
    bare,
    is_torn,
    pieces_of,
    text_between,
)

_MOST_READINGS = 8
_SEVERAL = Part.OTHER | Part.LENGTH | Part.TYPE
"""Parts that may stand more than once."""
_EMPLOYERS = Part.ORGANIZATION | Part.INSTITUTION
_LIKELY = 0.3
"""Points of a part that is what it is taken for rather than not."""
_LONE_PLACE = -0.6
"""Points for a row that is nothing but a name that may be a place."""
_PLACE_JOIN, _DEGREE_JOIN, _FORM_JOIN = -0.05, 0.3, 1.0
"""Points for a place over commas; share of the price for a degree; points for a legal form behind."""
_UNKNOWN_BEHIND = -0.8
"""Points for a title that nothing shows, behind an employer: it is rather a place."""
_TORN_PLACE = -3.0
"""Points for parts that are one place together: "Vienna" and "VA"."""
_ORDERED = frozenset({Part.TITLE, Part.ORGANIZATION, Part.INSTITUTION, Part.DEGREE, Part.SUBJECT})
"""The parts that a layout is known by; others may be missing."""
_DOTTED = re.compile(r"(?:[A-Z]\.\s?){2,4}")
_JOIN = {
    Separator.WIDE: -2.5,
    Separator.DASH: -0.9,
    Separator.AT: -0.8,
    Separator.COMMA: -0.35,
    Separator.STOP: -1.5,
    Separator.BRACKET: -0.3,
    Separator.SPACE: -0.1,
}
"""Points for a part that goes on over a separator."""
_CUT = {
    Separator.WIDE: 0.2,
    Separator.DASH: 0.0,
    Separator.AT: -0.6,
    Separator.COMMA: -0.2,
    Separator.STOP: 0.0,
    Separator.BRACKET: -0.2,
    Separator.SPACE: -0.6,
}
"""Points for two parts with a separator between them."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a record, the text that tells it, and how much that looks like it."""

    part: int
    text: str
    points: float


@dataclass(frozen=True, slots=True)
class RowReading:
    """One way to read a row: its parts in order, their sum of points, and its shape.

    `shape` names the parts that most records have and what stands between them: it is the same in
    all records of a layout. It ends in a colon where the row tells none of these.
    """

    parts: int
    points: float
    segments: tuple[Segment, ...]
    shape: str

    @property
    def order(self) -> str:
        """The parts that all records of a layout have, in order, each with a comma behind."""
        return _order(self.segments)


@dataclass(frozen=True, slots=True)
class _Path:
    """A way to read the first pieces of a row."""

    points: float
    segments: tuple[Segment, ...]
    shape: str

    def with_part(self, segment: Segment, separator: Separator | None, value: float) -> _Path:
        """The path with one more part behind a separator."""
        shape = self.shape
        if segment.part in _ORDERED:
            shape += f"{separator.value if separator else ''}{segment.part}"
        return _Path(self.points + value, (*self.segments, segment), shape)


@lru_cache(maxsize=4096)
def _order(segments: tuple[Segment, ...]) -> str:
    return "".join(f"{segment.part}," for segment in segments if segment.part in _ORDERED)


@lru_cache(maxsize=4096)
def readings_of(text: str, allowed: tuple[int, ...]) -> tuple[RowReading, ...]:
    """The best ways to read `text` as parts among `allowed`, the best first; () where there is none.

    No part is told twice but those that say nothing of their own; of readings with equal parts
    the best counts. Ties keep the order of `allowed`.
    """
    pieces = pieces_of(text)
    if not 0 < len(pieces) <= MOST_PIECES:
        return ()
    paths: list[dict[int, _Path]] = [{} for _ in range(len(pieces) + 1)]
    paths[0][0] = _Path(0.0, (), "")
    for first in range(len(pieces)):
        for last in range(first, len(pieces)):
            for segment, value in _segments(text, pieces, first, last, allowed):
                _extend(paths[first], segment, pieces[first].before, value, paths[last + 1])
    found = [
        RowReading(parts, path.points, path.segments, path.shape or f"{parts}:")
        for parts, path in paths[-1].items()
    ]
    if len(pieces) == 1:
        found = [_with_doubt(reading) for reading in found]
    found.sort(key=lambda reading: -reading.points)
    return tuple(found[:_MOST_READINGS])


def _with_doubt(reading: RowReading) -> RowReading:
    """A row that is one piece; a name that no table knows is seldom a place by itself."""
    if reading.parts == Part.PLACE and reading.points < _LIKELY:
        return replace(reading, points=reading.points + _LONE_PLACE)
    return reading


def _segments(
    text: str, pieces: Sequence[Piece], first: int, last: int, allowed: Sequence[int]
) -> Iterator[tuple[Segment, float]]:
    """The parts that the pieces from `first` to `last` can tell together, with their points there."""
    segment_text = text_between(text, pieces[first].start, pieces[last].end)
    if is_torn(segment_text):
        return
    joined = sum(_JOIN[piece.before] for piece in pieces[first + 1 : last + 1] if piece.before)
    is_row = first == 0 and last == len(pieces) - 1
    is_listed = last > first > 0 and pieces[last].before is Separator.COMMA
    for part in (*allowed, Part.OTHER):
        if part == Part.OTHER and last > first and not is_row:
            continue
        if part == Part.PLACE and is_listed:
            continue  # what is surely one place is one piece already
        value = points(part, segment_text)
        if value > NEVER:
            price = _price(part, joined, bare(text, pieces[last]), is_row)
            yield Segment(part, segment_text, value), value + price


def _price(part: int, joined: float, last: str, is_row: bool) -> float:
    """What it costs that a part goes on over separators, the `joined` price of which parts may share."""
    if not joined or (part == Part.OTHER and is_row):
        return 0.0
    if part == Part.ORGANIZATION and (_DOTTED.fullmatch(last) or organizations.is_legal_form(last)):
        return _FORM_JOIN
    if part == Part.PLACE and joined >= -1.0:
        return _PLACE_JOIN
    return _DEGREE_JOIN * joined if part == Part.DEGREE else joined


def _extend(
    paths: dict[int, _Path],
    segment: Segment,
    separator: Separator | None,
    value: float,
    onto: dict[int, _Path],
) -> None:
    """Adds to the paths `onto` those that go on with a segment; of equal parts the best stays."""
    part = segment.part
    for parts, path in paths.items():
        if parts & part & ~_SEVERAL:
            continue
        beside = _beside(path.segments[-1], separator, segment) if separator else 0.0
        reached = path.points + value + beside
        known = onto.get(parts | part)
        if known is None or reached > known.points:
            onto[parts | part] = path.with_part(segment, separator, value + beside)


def _beside(left: Segment, separator: Separator, segment: Segment) -> float:
    """Points for two parts with a separator between them."""
    value = _CUT[separator] + _fit(left, separator, segment.part)
    if segment.part == Part.TITLE and segment.points < 0 and left.part == Part.ORGANIZATION:
        value += _UNKNOWN_BEHIND
    if separator is Separator.COMMA and _is_place_going_on(left, segment.text):
        value += _TORN_PLACE
    return value


def _is_place_going_on(left: Segment, text: str) -> bool:
    """Whether a piece is the region or country of the place in front of it: "Vienna, VA"."""
    last = left.text.rpartition(", ")[2]
    if left.part != Part.PLACE and left.points > 0.8 and last == left.text:
        return False
    return points(Part.PLACE, f"{last}, {text}") > 1.0


def _fit(left: Segment, separator: Separator, part: int) -> float:
    """Points for how parts use to stand beside each kind of separator."""
    if separator is Separator.AT:
        return _fit_at(left, part)
    if separator is Separator.STOP:
        return 0.5 if part == Part.OTHER else -1.0 if part == Part.TYPE else 0.0
    if part == Part.PLACE and left.part & _EMPLOYERS:
        return 0.9
    if separator is Separator.COMMA and left.part == Part.PLACE and part != Part.PLACE:
        return -1.0
    if separator is Separator.BRACKET and part in {Part.TITLE, Part.ORGANIZATION}:
        return -0.4
    return 0.5 if left.part == Part.DEGREE and part == Part.SUBJECT else 0.0


def _fit_at(left: Segment, part: int) -> float:
    """Points for what stands behind "at": whom a job is with."""
    if part == Part.TYPE:
        return -3.0
    is_job = left.part == Part.TITLE and left.points > _LIKELY
    return 1.8 if is_job and part & _EMPLOYERS else -0.4
