"""What the lines of a profile were taken for that tell no record, in words for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from careerdoc.model.document import Line
from careerdoc.readers.profile.parts import Chapter
from careerdoc.readers.profile.rows import Row


def remarks_on(
    rows: Sequence[Row], chapters: Sequence[Chapter], idle: Iterable[Line]
) -> Iterator[tuple[int, str]]:
    """A remark on each line of `rows` and on those that say nothing; the last one of a line counts.

    `heading: experience`, `furniture: menu`, `text under skills`, `text under no heading`, `repeated`
    or `drawn rule`.
    """
    for chapter in chapters:
        under = f"text under {_named(chapter)}"
        yield from ((line.number, under) for row in chapter.rows for line in row.lines)
    for row in rows:
        if row.noise:
            yield from ((line.number, f"furniture: {row.noise}") for line in row.lines)
        elif row.section:
            yield from ((line.number, f"heading: {row.section}") for line in row.lines)
    for line in idle:
        yield line.number, "repeated" if any(map(str.isalnum, line.text)) else "drawn rule"


def _named(chapter: Chapter) -> str:
    if chapter.section is not None:
        return chapter.section
    return "no heading" if chapter.heading is None else "an unknown heading"
