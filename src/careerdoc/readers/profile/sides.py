"""The ways to read the rows above, beside and below the dates of each record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter, itemgetter

from careerdoc.model.document import Kind
from careerdoc.readers.profile.agreement import Agreement, order_feature
from careerdoc.readers.profile.anchors import Anchor
from careerdoc.readers.profile.heads import PARTS_OF, Head, head_readings
from careerdoc.readers.profile.looks import Part
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.splitting import RowReading, readings_of

_MOST_WAYS = 6
"""Ways to read one side that are followed further."""
_SINGLE = ~(Part.OTHER | Part.LENGTH | Part.TYPE)
"""Parts that a head tells once."""
CROSSED = -2.0
"""Points for a blank line inside a head."""
_GRADE_ABOVE = -1.5
"""Points for a grade in front of all else."""
_DEEPER, _OPENED = -1.0, -0.7
"""Points for a row above the dates that is set in deeper than they, or where they open their row."""
_NO_READING = -99.0
_ABOVE, _BESIDE, _BELOW = -1, 0, 1
_points = attrgetter("points")


@dataclass(frozen=True, slots=True)
class _Side:
    """A way to read some rows on one side of an anchor: a chain of rows, the farthest first.

    `order` names the parts that all records of a layout have, in the order of the rows, each with
    a comma behind.
    """

    parts: int
    points: float
    order: str = ""
    row: Row | None = None
    reading: RowReading | None = None
    feature: tuple[object, str] | None = None
    inner: _Side | None = None

    def chain(self) -> Iterator[_Side]:
        """The rows from the farthest to the nearest."""
        side: _Side | None = self
        while side is not None and side.row is not None:
            yield side
            side = side.inner


_EMPTY = (_Side(0, 0.0),)
_Choice = tuple[float, _Side, _Side, _Side]
"""The points of a head and the ways to read the rows above, beside and below its dates."""


class Sides:
    """The heads that the rows around the anchors of a section can be, for one kind of record."""

    def __init__(self, rows: Sequence[Row], anchors: Sequence[Anchor], kind: Kind) -> None:
        self._rows, self._anchors, self._kind = rows, anchors, kind
        self._agreement = Agreement()
        self._options: dict[int, tuple[RowReading, ...]] = {}
        self._choices: dict[tuple[int, int, int], _Choice] = {}
        self._sides: dict[tuple[int, int, int], tuple[_Side, ...]] = {}
        self._tops: dict[tuple[int, int], list[tuple[int, float, _Side, _Side]]] = {}

    def vote(self, agreement: Agreement) -> None:
        """Takes what the records agree on into account."""
        self._agreement = agreement
        self._choices.clear()
        self._sides.clear()
        self._tops.clear()

    def options(self, index: int) -> tuple[RowReading, ...]:
        """The ways to read a row as part of a head."""
        if index not in self._options:
            self._options[index] = head_readings(self._rows[index], self._kind)
        return self._options[index]

    def points(self, number: int, above: int, below: int) -> float:
        """The points of the best reading of so many rows above and below an anchor as a head."""
        return self._choice(number, above, below)[0]

    def head(self, number: int, above: int, below: int) -> Head:
        """The best reading of so many rows above and below an anchor as a head."""
        value, upper, middle, lower = self._choice(number, above, below)
        sides = [*upper.chain(), *middle.chain(), *reversed([*lower.chain()])]
        order = upper.order + middle.order + lower.order
        return Head(
            upper.parts | middle.parts | lower.parts,
            value,
            tuple((side.row, side.reading) for side in sides if side.row and side.reading),
            (*(side.feature for side in sides), order_feature(order)),
            order,
        )

    def _choice(self, number: int, above: int, below: int) -> _Choice:
        key = (number, above, below)
        known = self._choices.get(key)
        if known is None:
            known = self._choices[key] = self._best(number, above, below)
        return known

    def _best(self, number: int, above: int, below: int) -> _Choice:
        best: _Choice = (_NO_READING, _EMPTY[0], _EMPTY[0], _EMPTY[0])
        missed, order_points = self._agreement.missed, self._agreement.order_points
        tops = self._top(number, above)
        for lower in self._side(number, below, _BELOW):
            for parts, value, upper, middle in tops:
                if parts & lower.parts & _SINGLE:
                    continue
                total = value + lower.points + missed * _missing(parts | lower.parts, self._kind)
                total += order_points(upper.order + middle.order + lower.order)
                if total > best[0]:
                    best = (total, upper, middle, lower)
        return best

    def _top(self, number: int, above: int) -> list[tuple[int, float, _Side, _Side]]:
        """The best ways to read the rows above an anchor and what stands beside it."""
        key = (number, above)
        if key not in self._tops:
            found = [
                (upper.parts | middle.parts, upper.points + middle.points, upper, middle)
                for upper in self._side(number, above, _ABOVE)
                for middle in self._side(number, 1, _BESIDE)
                if not upper.parts & middle.parts & _SINGLE
            ]
            found.sort(key=itemgetter(1), reverse=True)
            self._tops[key] = found[:_MOST_WAYS]
        return self._tops[key]

    def _side(self, number: int, height: int, direction: int) -> tuple[_Side, ...]:
        """The best ways to read so many rows above or below an anchor, or beside it."""
        if not height:
            return _EMPTY
        key = (number, height, direction)
        if key not in self._sides:
            is_beside = direction == _BESIDE
            self._sides[key] = self._beside(number) if is_beside else self._farther(number, height, direction)
        return self._sides[key]

    def _beside(self, number: int) -> tuple[_Side, ...]:
        anchor = self._anchors[number]
        if not anchor.beside:
            return _EMPTY
        where = ("left" if anchor.left else "") + ("right" if anchor.right else "")
        readings = readings_of(anchor.beside, PARTS_OF[self._kind])
        found = [self._with_row(_EMPTY[0], anchor.row, reading, where, 0.0) for reading in readings]
        return tuple(sorted(found, key=_points, reverse=True)[:_MOST_WAYS]) or _EMPTY

    def _farther(self, number: int, height: int, direction: int) -> tuple[_Side, ...]:
        """The ways to read one row less, each with one more row; of equal parts the best alone."""
        index = self._anchors[number].index + direction * height
        row = self._rows[index]
        extra = self._against(number, row) if direction == _ABOVE else CROSSED * row.after_blank
        sides: dict[int, _Side] = {}
        for inner in self._side(number, height - 1, direction):
            for reading in self.options(index):
                if inner.parts & reading.parts & _SINGLE:
                    continue
                graded = _GRADE_ABOVE if direction == _ABOVE and reading.parts == Part.GRADE else 0.0
                side = self._with_row(inner, row, reading, direction * height, extra + graded)
                known = sides.get(side.parts)
                if known is None or side.points > known.points:
                    sides[side.parts] = side
        return tuple(sorted(sides.values(), key=_points, reverse=True)[:_MOST_WAYS])

    def _against(self, number: int, row: Row) -> float:
        """What speaks against a row above an anchor: it is set in deeper, or the dates open their row."""
        anchor = self._anchors[number]
        is_deeper = row.indent > anchor.row.indent
        return _DEEPER * is_deeper + _OPENED * (bool(anchor.right) and not anchor.left)

    def _with_row(self, inner: _Side, row: Row, reading: RowReading, where: int | str, extra: float) -> _Side:
        feature = (where, reading.shape)
        value = inner.points + reading.points + extra + self._agreement.points(feature)
        is_above = isinstance(where, int) and where < 0
        order = reading.order + inner.order if is_above else inner.order + reading.order
        return _Side(inner.parts | reading.parts, value, order, row, reading, feature, inner)


@cache
def _missing(parts: int, kind: Kind) -> float:
    """What it costs that a head does not tell a part that most records have."""
    if kind == "role":
        return -1.2 * (not parts & Part.TITLE) - 1.0 * (not parts & Part.ORGANIZATION)
    studied = parts & (Part.DEGREE | Part.SUBJECT)
    return -1.3 * (not parts & Part.INSTITUTION) - 0.8 * (not studied)
