"""Which rows around its dates head each record: a vote over all records of a document.

Each record's rows can be read in many ways. First each is read for itself; what most records
agree on, such as "title above, employer and place on the line of the dates", then counts for
all of them. A record that clearly says otherwise keeps its own reading.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter

from careerdoc.model.document import Kind
from careerdoc.readers.profile.agreement import Agreement, height_feature
from careerdoc.readers.profile.anchors import Anchor
from careerdoc.readers.profile.guesses import without_guesses
from careerdoc.readers.profile.heads import Entry, Head, body_points
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.sides import CROSSED, Sides

_MOST_ABOVE, _MOST_BELOW = 4, 8
"""Rows above and below the dates that can head a record."""
_PARAGRAPH = 0.6
"""Points for a head that starts behind a blank line or with the section."""
_HEADLINE, _DATES_FIRST = -6.0, -3.5
"""Points for rows above the first dates where others have none, and above later dates where the
section starts with dates."""
_LEFT = -1.0
"""Points for rows that stand between a heading and the first head below it."""
_Step = dict[int, tuple[float, int, int]]
"""Rows above an anchor -> the best points so far, and the rows above and below the anchor before."""


class Section:
    """The rows of one section, divided among the records around its anchors."""

    def __init__(
        self, rows: Sequence[Row], anchors: Sequence[Anchor], kind: Kind, is_headed: bool = False
    ) -> None:
        self.rows, self.anchors, self.kind, self.is_headed = rows, anchors, kind, is_headed
        self._sides = Sides(rows, anchors, kind)
        self._agreement = Agreement()
        self._body = [0.0, *accumulate(map(body_points, rows))]

    def vote(self, agreement: Agreement) -> None:
        """Takes what the records agree on into account."""
        self._agreement = agreement
        self._sides.vote(agreement)

    def head(self, number: int, above: int, below: int) -> Head:
        """The best reading of so many rows above and below an anchor as a head."""
        return self._sides.head(number, above, below)

    def entries(self) -> tuple[Entry, ...]:
        """The records of the best division of the rows into heads and texts, one for each anchor.

        Found by dynamic programming over the rows above each anchor; of equal divisions the one
        with the lower heads.
        """
        if not self.anchors:
            return ()
        steps: list[_Step] = [self._first()]
        for number in range(1, len(self.anchors)):
            steps.append(self._following(number, steps[-1]))
        return self._traced(steps)

    def _gap(self, number: int) -> tuple[int, int]:
        """The rows between an anchor and the one before it, first and behind last."""
        start = self.anchors[number - 1].index + 1 if number else 0
        end = self.anchors[number].index if number < len(self.anchors) else len(self.rows)
        return start, end

    def _text(self, start: int, end: int) -> float:
        """The points of the rows from `start` up to `end` as text of a record."""
        return self._body[end] - self._body[start]

    def _first(self) -> _Step:
        start = self.anchors[0].index if self.is_headed else 0
        return {
            above: (self._edge(0, above) + _LEFT * (start > above), 0, 0) for above in self._heights_above(0)
        }

    def _following(self, number: int, before: _Step) -> _Step:
        start, end = self._gap(number)
        heights = self._heights_below(number - 1)
        told = [
            (total + self._sides.points(number - 1, earlier, below), earlier, below)
            for earlier, (total, _, _) in before.items()
            for below in heights
        ]
        step: _Step = {}
        for above in self._heights_above(number):
            edge = self._edge(number, above)
            fitting = (
                (value + self._text(start + below, end - above) + edge, earlier, below)
                for value, earlier, below in told
                if below + above <= end - start
            )
            step[above] = max(fitting, key=itemgetter(0))
        return step

    def _edge(self, number: int, above: int) -> float:
        """What speaks for and against a head that starts so many rows above its dates."""
        index = self.anchors[number].index
        start = index - above
        value = _PARAGRAPH if self.rows[start].after_blank or start == 0 else 0.0
        value += CROSSED * sum(self.rows[place].after_blank for place in range(start + 1, index + 1))
        if above and not number:
            value += _HEADLINE * self._agreement.share(height_feature(0))
        elif above and not self.anchors[0].index:
            value += _DATES_FIRST
        return value + self._agreement.points(height_feature(above))

    def _heights_above(self, number: int) -> range:
        start, end = self._gap(number)
        height = 0
        while height < min(_MOST_ABOVE, end - start) and self._is_above(end - height - 1):
            height += 1
        return range(height + 1)

    def _is_above(self, index: int) -> bool:
        return not self.rows[index].is_bullet and bool(self._sides.options(index))

    def _heights_below(self, number: int) -> range:
        start, end = self._gap(number + 1)
        height = 0
        while height < min(_MOST_BELOW, end - start) and self._sides.options(start + height):
            height += 1
        return range(height + 1)

    def _traced(self, steps: Sequence[_Step]) -> tuple[Entry, ...]:
        """The entries of the best way through the steps, followed back from the last."""
        last = len(self.anchors) - 1
        start, end = self._gap(last + 1)
        finals = (
            (total + self._sides.points(last, above, below) + self._text(start + below, end), -below, above)
            for above, (total, _, _) in steps[last].items()
            for below in self._heights_below(last)
        )
        _, below, above = max(finals)
        chosen = [(above, -below)]
        for number in range(last, 0, -1):
            _, earlier, lower = steps[number][chosen[-1][0]]
            chosen.append((earlier, lower))
        chosen.reverse()
        return tuple(self._entry(number, chosen) for number in range(len(self.anchors)))

    def _entry(self, number: int, chosen: Sequence[tuple[int, int]]) -> Entry:
        above, below = chosen[number]
        anchor = self.anchors[number]
        _, end = self._gap(number + 1)
        until = end - chosen[number + 1][0] if number + 1 < len(chosen) else end
        body = tuple(self.rows[anchor.index + 1 + below : until])
        head = self.head(number, above, below)
        entry = Entry(self.kind, anchor, head, above, below, body, anchor.index - above)
        return without_guesses(entry, self._agreement) if self._agreement.is_vote else entry
