"""What each line of a profile looks like by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from careerdoc.fields import dates, degrees, locations, organizations
from careerdoc.fields.sections import Section, section_of
from careerdoc.model.document import Document, Line, Repair, Repaired
from careerdoc.readers.base import mended
from careerdoc.readers.profile.phrases import is_title_phrase
from careerdoc.text.keys import fold
from careerdoc.text.prose import is_sentence

_RULE = re.compile(r"[\W_]{3,}")
_BULLET = re.compile(r"[-*•‣▪◦–·]\s+(?P<text>\S.*)")
_MARKS = "#*_` "
_NAME_WORDS = 8
_SURE = 0.8
"""From what score on a text is taken for what it looks like."""


class Mark(StrEnum):
    """What a line was taken for."""

    HEADING = "heading"
    MENU = "menu"
    DATES = "dates"
    PLACE = "place"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line that is not blank, what it looks like, and whether a blank line stands before it.

    `text` is what the line says without white space around it, after `repairs`.
    """

    line: Line
    text: str
    mark: Mark
    section: Section | None = None
    after_blank: bool = False
    repairs: tuple[Repair, ...] = ()

    @property
    def key(self) -> str:
        """The folded text, for finding repetitions."""
        return fold(self.text)


def marked_lines(document: Document) -> tuple[MarkedLine, ...]:
    """All lines that are neither blank nor only draw a rule ("-----"), in order."""
    marked: list[MarkedLine] = []
    after_blank = False
    for line in document.lines:
        repaired = mended(line, document)
        if _RULE.fullmatch(repaired.text):
            continue
        if repaired.text:
            marked.append(_marked(line, repaired, after_blank))
        after_blank = not repaired.text
    return tuple(marked)


def rules(document: Document) -> Iterator[Line]:
    """The lines that only draw a rule, which says nothing."""
    return (line for line in document.lines if _RULE.fullmatch(mended(line, document).text))


def bullet_text(text: str) -> str | None:
    """What stands behind the sign of a bullet; None where there is none."""
    bullet = _BULLET.fullmatch(text)
    return bullet["text"] if bullet else None


def is_bullet(text: str) -> bool:
    """Whether a line is a bullet."""
    return bullet_text(text) is not None


def is_name(text: str) -> bool:
    """Whether a line can be a name: short, no sentence, no label, and not lower case.

    "Initech Inc." is one although it ends in a dot.
    """
    if is_sentence(text) or len(text.split()) > _NAME_WORDS or ": " in text or text[:1].islower():
        return False
    return (not text.endswith((".", ":", ";", ",")) or is_organization(text)) and not is_bullet(text)


def is_title(text: str) -> bool:
    """Whether a text, or a piece of it between commas, names a kind of work."""
    return any(map(is_title_phrase, text.split(",")))


def is_organization(text: str) -> bool:
    """Whether a text says by a word or a legal form that it names an organization."""
    return organizations.recognize(text) >= _SURE


def is_institution(text: str) -> bool:
    """Whether a text names a school or university."""
    return organizations.recognize_institution(text) >= _SURE


def is_degree(text: str) -> bool:
    """Whether a short text starts with a degree."""
    return degrees.recognize(text) >= _SURE and not is_sentence(text)


def names_study(line: MarkedLine) -> bool:
    """Whether a line names a school or a degree."""
    return line.mark is Mark.TEXT and (is_institution(line.text) or is_degree(line.text))


def is_place(text: str) -> bool:
    """Whether a text is a place, and neither a title nor an organization in front of one."""
    if locations.recognize(text) < _SURE:
        return False
    before = text.split(",")[:-1]
    return not any(is_title_phrase(piece) or is_organization(piece) for piece in before)


def is_head(line: MarkedLine) -> bool:
    """Whether a line reads like what a record is headed by: title, employer, school or degree."""
    text = line.text
    if line.mark is not Mark.TEXT or not is_name(text):
        return False
    return is_title(text) or is_organization(text) or is_institution(text) or is_degree(text)


def _dates_in(text: str) -> str | None:
    """The dates that a whole line holds, without the marks of a heading, of emphasis or a bullet.

    One date alone behind a bullet is an item of a list.
    """
    if dates.recognize(text):
        return text
    plain = text.strip(_MARKS)
    if not is_bullet(text) and dates.recognize(plain):
        return plain
    item = (bullet_text(plain) or plain).strip(_MARKS)
    return item if dates.recognize(item) == 1.0 else None


def _marked(line: Line, repaired: Repaired, after_blank: bool) -> MarkedLine:
    text, section = repaired.text, section_of(repaired.text)
    if section is not None:
        mark = Mark.HEADING
    elif (stated := _dates_in(text)) is not None:
        text, mark = stated, Mark.DATES
    else:
        mark = Mark.PLACE if is_place(text) else Mark.TEXT
    return MarkedLine(line, text, mark, section, after_blank, repaired.repairs)
