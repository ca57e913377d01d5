"""Text copied off a profile page or a resume: roles and education, anchored at their dates."""

from __future__ import annotations

from careerdoc.model.document import Document, RawItem, Reader, Reading
from careerdoc.readers.base import nothing_found
from careerdoc.readers.profile.items import item_of
from careerdoc.readers.profile.layout import blocks_of, layout_of
from careerdoc.readers.profile.marking import Mark, marked_lines, sections_of

_LAYOUT_SHARE = 0.04
"""The least share of lines with dates; below it the dates are only mentioned."""


def _sniff(document: Document) -> float:
    lines = marked_lines(document)
    dates = sum(1 for line in lines if line.mark is Mark.DATES)
    headings = {line.section for line in lines if line.mark is Mark.HEADING}
    career = bool(headings & {"experience", "education"})
    if not career and dates <= _LAYOUT_SHARE * len(lines):
        return 0.0
    return min(0.95, 0.3 + 0.2 * min(dates, 3) + 0.1 * career)


def _read(document: Document) -> Reading:
    items: list[RawItem] = []
    layouts: list[str] = []
    for section in sections_of(marked_lines(document)):
        if section.section == "other":
            continue
        items += [item_of(block, section) for block in blocks_of(section.lines)]
        layout = layout_of(section.lines)
        layouts += [layout] if layout else []
    if not items:
        return nothing_found(document, "a profile without lines of dates")
    return Reading(items=tuple(items), layout=" + ".join(dict.fromkeys(layouts)))


READER = Reader(
    name="profile",
    title="Text of a profile page or resume: roles and education",
    suffixes=(".txt", ".text"),
    media_types=("text/plain",),
    sniff=_sniff,
    read=_read,
)
