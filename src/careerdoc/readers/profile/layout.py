"""How the records of a section follow each other: where each starts and what heads it."""

from __future__ import annotations

from dataclasses import dataclass, field

from careerdoc.readers.profile.marking import Mark, MarkedLine

DATES_FIRST = "dates-first"
HEADER_FIRST = "header-first"
_TALLEST_HEADER = 3
"""Lines above the dates that can belong to the same record."""


@dataclass(slots=True)
class Block:
    """The lines of one record: what stands above its dates, its dates, what stands below."""

    header: list[MarkedLine] = field(default_factory=list)
    dates: list[MarkedLine] = field(default_factory=list)
    lines: list[MarkedLine] = field(default_factory=list)

    def all_lines(self) -> list[MarkedLine]:
        """Every line of the record in the order of the document."""
        return sorted([*self.header, *self.dates, *self.lines], key=lambda marked: marked.line.number)


def layout_of(lines: tuple[MarkedLine, ...]) -> str | None:
    """The layout of a section, by what stands above its first dates; None without any."""
    first = _first_dates(lines)
    if first is None:
        return None
    return DATES_FIRST if first == 0 else HEADER_FIRST


def blocks_of(lines: tuple[MarkedLine, ...]) -> list[Block]:
    """The records of a section; empty when it has no line of dates."""
    layout = layout_of(lines)
    if layout is None:
        return []
    return _dates_first(lines) if layout == DATES_FIRST else _header_first(lines)


def _first_dates(lines: tuple[MarkedLine, ...]) -> int | None:
    return next((index for index, line in enumerate(lines) if line.mark is Mark.DATES), None)


def _dates_first(lines: tuple[MarkedLine, ...]) -> list[Block]:
    """Records that each start with their dates.

    Where every record so far has its place right below its dates, a bare place further down
    starts a record whose dates were lost.
    """
    blocks: list[Block] = []
    dated = placed = 0
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if blocks and _closes(blocks[-1], line, following):
            blocks[-1].dates.append(line)
        elif line.mark is Mark.DATES:
            blocks.append(Block(dates=[line]))
            dated += 1
            placed += following is not None and following.mark is Mark.PLACE
        elif line.mark is Mark.PLACE and 1 < dated == placed and len(blocks[-1].lines) > 1:
            blocks.append(Block(lines=[line]))
        else:
            blocks[-1].lines.append(line)
    return blocks


def _closes(block: Block, line: MarkedLine, following: MarkedLine | None) -> bool:
    """Whether `line` prints a record's dates a second time, below it."""
    if line.mark is not Mark.DATES or not block.dates or not block.lines:
        return False
    ends_here = following is None or following.mark is Mark.DATES
    return ends_here and line.key == block.dates[0].key


def _header_first(lines: tuple[MarkedLine, ...]) -> list[Block]:
    anchors = [index for index, line in enumerate(lines) if line.mark is Mark.DATES]
    parted_by_blanks = any(line.after_blank for line in lines[1:])
    height = min(anchors[0], _TALLEST_HEADER)
    starts = [
        _paragraph_start(lines, anchor) if parted_by_blanks else max(anchor - height, 0) for anchor in anchors
    ]
    blocks: list[Block] = []
    floor = 0
    for number, anchor in enumerate(anchors):
        start = max(starts[number], floor)
        end = starts[number + 1] if number + 1 < len(anchors) else len(lines)
        floor = anchor + 1
        below = lines[floor : max(end, floor)]
        blocks.append(Block(list(lines[start:anchor]), [lines[anchor]], list(below)))
    return blocks


def _paragraph_start(lines: tuple[MarkedLine, ...], anchor: int) -> int:
    start = anchor
    while start > 0 and anchor - start < _TALLEST_HEADER and not lines[start].after_blank:
        start -= 1
    return start
