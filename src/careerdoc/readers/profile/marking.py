"""What each line of a profile looks like by itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from careerdoc.fields import dates, locations
from careerdoc.fields.sections import Section, section_of
from careerdoc.model.document import Document, Line
from careerdoc.text.keys import fold


class Mark(StrEnum):
    """What a line was taken for."""

    HEADING = "heading"
    DATES = "dates"
    PLACE = "place"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line that is not blank, what it looks like, and whether a blank line stands before it."""

    line: Line
    mark: Mark
    section: Section | None = None
    after_blank: bool = False

    @property
    def text(self) -> str:
        """The line without outer white space."""
        return self.line.text.strip()

    @property
    def key(self) -> str:
        """The folded text, for finding repetitions."""
        return fold(self.text)


@dataclass(frozen=True, slots=True)
class MarkedSection:
    """The lines under one heading; the first section of a document may have none."""

    section: Section | None
    heading: MarkedLine | None
    lines: tuple[MarkedLine, ...]


def marked_lines(document: Document) -> tuple[MarkedLine, ...]:
    """All lines that are not blank, in order."""
    marked: list[MarkedLine] = []
    blank = False
    for line in document.lines:
        if line.text.strip():
            marked.append(_marked(line, blank))
        blank = not line.text.strip()
    return tuple(marked)


def sections_of(lines: tuple[MarkedLine, ...]) -> tuple[MarkedSection, ...]:
    """The lines cut at their headings."""
    cuts = [index for index, line in enumerate(lines) if line.mark is Mark.HEADING]
    head = lines[: cuts[0]] if cuts else lines
    sections = [MarkedSection(None, None, head)] if head else []
    for start, end in pairwise([*cuts, len(lines)]):
        sections.append(MarkedSection(lines[start].section, lines[start], lines[start + 1 : end]))
    return tuple(sections)


def _marked(line: Line, after_blank: bool) -> MarkedLine:
    text = line.text.strip()
    if section := section_of(text):
        return MarkedLine(line, Mark.HEADING, section, after_blank)
    if dates.recognize(text):
        return MarkedLine(line, Mark.DATES, None, after_blank)
    mark = Mark.PLACE if locations.recognize(text) >= 0.8 else Mark.TEXT
    return MarkedLine(line, mark, None, after_blank)
