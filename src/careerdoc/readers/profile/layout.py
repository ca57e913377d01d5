"""How the records of a section follow each other: where each starts and what heads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from careerdoc.fields import employment
from careerdoc.readers.profile.headings import MarkedSection
from careerdoc.readers.profile.marking import Mark, MarkedLine, is_bullet, is_head, is_name, names_study
from careerdoc.readers.profile.phrases import ends_open

DATES_FIRST = "dates-first"
HEADER_FIRST = "header-first"
_TALLEST_HEADER = 3
"""Lines above the dates that can belong to the same record."""
_TEXT_WORDS = 4
"""Words of the shortest line that tells of work."""


@dataclass(slots=True)
class Block:
    """The lines of one record: what stands above its dates, its dates, what stands below.

    `is_closed` when its dates stand a second time at its end.
    """

    header: list[MarkedLine] = field(default_factory=list)
    dates: list[MarkedLine] = field(default_factory=list)
    lines: list[MarkedLine] = field(default_factory=list)
    is_closed: bool = False

    def all_lines(self) -> list[MarkedLine]:
        """Every line of the record in the order of the document."""
        return sorted([*self.header, *self.dates, *self.lines], key=lambda marked: marked.line.number)


def layout_of(section: MarkedSection) -> str | None:
    """The layout of a section; None without any dates.

    Under a heading the first line decides. Without one other text may stand above the first
    record, so all dates vote; on a tie the first line decides, too.
    """
    lines = section.lines
    anchors = list(_anchors(lines))
    if not anchors:
        return None
    votes = 0 if section.heading else sum(_vote(lines, index) for index in anchors)
    if votes == 0:
        return DATES_FIRST if lines[0].mark is Mark.DATES else HEADER_FIRST
    return DATES_FIRST if votes > 0 else HEADER_FIRST


def blocks_of(section: MarkedSection, layout: str) -> list[Block]:
    """The records of a section with lines of dates in this layout. Dates at its end are none.

    Lines above the first record and below the repeated dates of a closed one are in none.
    """
    blocks = _dates_first(section.lines) if layout == DATES_FIRST else _header_first(section.lines)
    return blocks if blocks[-1].header or blocks[-1].lines else blocks[:-1]


def _anchors(lines: Sequence[MarkedLine]) -> Iterator[int]:
    """Where dates stand; dates that repeat the ones before them close a record and do not count."""
    last = None
    for index, line in enumerate(lines):
        if line.mark is Mark.DATES:
            if line.key != last:
                yield index
            last = line.key


def _vote(lines: Sequence[MarkedLine], anchor: int) -> int:
    """What one line of dates says: above 0 for dates first, below for a header above them."""
    below = lines[anchor + 1 : anchor + 2]
    vote = 2 if below and not below[0].after_blank and is_head(below[0]) else 0
    if not anchor:
        return vote + 2
    if lines[anchor - 1].mark is Mark.DATES or lines[anchor].after_blank:
        return vote + 1
    header = lines[_header_start(lines, anchor) : anchor]
    if any(map(is_head, header)):
        return vote - 2
    if header and len(header) in {anchor, *_paragraph_heights(lines, anchor)}:
        return vote - 1
    is_placed = bool(below) and below[0].mark is Mark.PLACE
    return vote + 1 + is_placed


def _header_start(lines: Sequence[MarkedLine], anchor: int) -> int:
    """The first of the at most three names that stand right above the dates."""
    start = anchor
    while start > _paragraph_start(lines, anchor):
        above = lines[start - 1]
        if above.mark is not Mark.PLACE and not is_name(above.text):
            break
        start -= 1
    return start


def _paragraph_heights(lines: Sequence[MarkedLine], anchor: int) -> set[int]:
    """How many lines stand above the dates in their paragraph, where blanks part paragraphs."""
    start = _paragraph_start(lines, anchor)
    return {anchor - start} if lines[start].after_blank else set()


def _dates_first(lines: Sequence[MarkedLine]) -> list[Block]:
    """Records that each start with their dates.

    Where every record has its place right below its dates, a bare place further down may start
    a record whose dates were lost. A closed record is a study, which has a school there.
    """
    closings = _closings(lines)
    shapes = _place_shapes(lines, closings)
    blocks: list[Block] = []
    for index, line in enumerate(lines):
        if index in closings:
            blocks[-1].dates.append(line)
            blocks[-1].is_closed = True
        elif line.mark is Mark.DATES:
            blocks.append(Block(dates=[line]))
        elif blocks and (_opens_study(line, blocks[-1]) or _opens_role(lines, index, blocks[-1], shapes)):
            blocks.append(Block(lines=[line]))
        elif blocks and not blocks[-1].is_closed:
            blocks[-1].lines.append(line)
    return blocks


def _opens_study(line: MarkedLine, last: Block) -> bool:
    return last.is_closed and names_study(line)


def _opens_role(lines: Sequence[MarkedLine], index: int, last: Block, shapes: frozenset[str]) -> bool:
    """Whether a place stands alone above a text, not in a list, and is written like the other places."""
    place, above, below = lines[index], lines[index - 1], lines[index + 1 : index + 2]
    if place.mark is not Mark.PLACE or _place_shape(place) not in shapes or len(last.lines) < 2:
        return False
    is_listed = above.mark is Mark.PLACE or ends_open(above.text)
    is_told = any(line.mark is Mark.TEXT and len(line.text.split()) >= _TEXT_WORDS for line in below)
    return is_told and not is_listed


def _place_shape(place: MarkedLine) -> str:
    return employment.work_mode(place.text) or ("town, region" if "," in place.text else "one name")


def _place_shapes(lines: Sequence[MarkedLine], closings: set[int]) -> frozenset[str]:
    """How places are written below dates.

    None where fewer than two records start here, or one that is not closed has no place there.
    """
    anchors = [index for index, line in enumerate(lines) if line.mark is Mark.DATES]
    followed = zip(anchors, [*anchors[1:], None], strict=True)
    starts = [index for index, following in followed if not {index, following} & closings]
    placed = [index for index in starts if index + 1 < len(lines) and lines[index + 1].mark is Mark.PLACE]
    if len(placed) < 2 or len(placed) < len(starts):
        return frozenset()
    return frozenset(_place_shape(lines[index + 1]) for index in placed)


def _closings(lines: Sequence[MarkedLine]) -> set[int]:
    """Where dates only repeat, at the end of a record, the dates that it starts with.

    Where one record surely ends so, in front of other dates, of the section's end or of lines
    without a name, all do. So do studies, if none of them has dates that stand only once.
    """
    anchors = [index for index, line in enumerate(lines) if line.mark is Mark.DATES]
    repeated: dict[int, int] = {}
    start: int | None = None
    for index in anchors:
        if start is not None and lines[index].key == lines[start].key and index > start + 1:
            repeated[index] = start
            start = None
        else:
            start = index
    ends = {index - 1 for index in anchors} | {len(lines) - 1}
    is_sure = any(index in ends or _is_closed_here(lines, start, index) for index, start in repeated.items())
    is_sure = is_sure or (
        2 * len(repeated) == len(anchors) and any(map(names_study, lines[: next(iter(repeated), 0)]))
    )
    return set(repeated) if is_sure else set()


def _is_closed_here(lines: Sequence[MarkedLine], start: int, repeated: int) -> bool:
    """Whether a record with a name stands from its dates to their repetition, and no name below."""
    below = next(
        (index for index in range(repeated + 1, len(lines)) if lines[index].mark is Mark.DATES), len(lines)
    )
    return any(map(is_head, lines[start + 1 : repeated])) and not any(
        is_head(line) or line.mark is Mark.PLACE for line in lines[repeated + 1 : below]
    )


def _header_first(lines: Sequence[MarkedLine]) -> list[Block]:
    """Records with their header above the dates; dates on two lines in a row are printed twice."""
    anchors = [index for index, line in enumerate(lines) if line.mark is Mark.DATES]
    anchors = [index for index in anchors if not index or lines[index].key != lines[index - 1].key]
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
        while floor < len(lines) and lines[floor].key == lines[anchor].key:
            floor += 1
        below = lines[floor : max(end, floor)]
        blocks.append(Block(list(lines[start:anchor]), list(lines[anchor:floor]), list(below)))
    return blocks


def _paragraph_start(lines: Sequence[MarkedLine], anchor: int) -> int:
    """The first of at most three lines above the dates that stand in their paragraph."""
    start = anchor
    while start > 0 and anchor - start < _TALLEST_HEADER and not lines[start].after_blank:
        if is_bullet(lines[start - 1].text) or lines[start - 1].mark is Mark.DATES:
            break
        start -= 1
    return start
