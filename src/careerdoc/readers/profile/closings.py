"""Dates that a page prints a second time, below the record that they open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from careerdoc.readers.profile.anchors import Anchor, anchors_of
from careerdoc.readers.profile.looks import STUDY_PARTS, Part
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.splitting import readings_of

_STUDY = Part.INSTITUTION | Part.DEGREE
_SURE = 1.5
Closed = tuple[tuple[Row, ...], tuple[Anchor, ...], Row | None]
"""Rows that belong together, the dates in them, and the row behind them that repeats the last dates."""


def closed_parts(rows: tuple[Row, ...]) -> Iterator[Closed]:
    """The rows of a chapter, cut behind the dates that only repeat those a record starts with."""
    anchors = anchors_of(rows)
    closings = _closings(rows, anchors)
    start = 0
    for closing in [*(anchors[number] for number in sorted(closings)), None]:
        end = closing.index if closing is not None else len(rows)
        part = tuple(
            replace(anchor, index=anchor.index - start)
            for number, anchor in enumerate(anchors)
            if start <= anchor.index < end and number not in closings
        )
        if end > start:
            yield rows[start:end], part, closing.row if closing is not None else None
        start = end + 1


def _closings(rows: Sequence[Row], anchors: Sequence[Anchor]) -> set[int]:
    """Which anchors only repeat, at the end of a record, the dates it starts with.

    All dates stand in pairs then, or one repetition stands right in front of other dates or at
    the end, where nothing of another record can follow.
    """
    repeated: set[int] = set()
    for number in range(1, len(anchors)):
        one, two = anchors[number - 1], anchors[number]
        is_same = one.found.stated == two.found.stated and not one.beside and not two.beside
        if is_same and number - 1 not in repeated and two.index > one.index + 1:
            repeated.add(number)
    starts = {anchor.index for anchor in anchors} | {len(rows)}
    is_sure = any(anchors[number].index + 1 in starts for number in repeated)
    is_sure = is_sure or any(
        _is_one_paragraph(rows, anchors[number - 1], anchors[number]) for number in repeated
    )
    names = all(
        any(names_study(row) for row in rows[anchors[number - 1].index + 1 : anchors[number].index])
        for number in repeated
    )
    return repeated if repeated and (is_sure or (names and 2 * len(repeated) == len(anchors))) else set()


def _is_one_paragraph(rows: Sequence[Row], one: Anchor, two: Anchor) -> bool:
    """Whether only a blank line parts two equal dates from what follows, and nothing parts them."""
    inside = rows[one.index + 1 : two.index + 1]
    return not any(row.after_blank for row in inside) and any(
        row.after_blank for row in rows[two.index + 1 : two.index + 2]
    )


def names_study(row: Row) -> bool:
    """Whether a row surely names a school or a degree."""
    readings = readings_of(row.text, STUDY_PARTS)
    segments = (segment for reading in readings[:2] for segment in reading.segments)
    return any(segment.part & _STUDY and segment.points > _SURE for segment in segments)
