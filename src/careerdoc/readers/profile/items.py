"""The lines of one record as raw values: what is a title, an organization, a place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from careerdoc.fields import degrees, locations, organizations, technologies, titles
from careerdoc.model.document import Kind, Line, Lines, RawItem, RawValue
from careerdoc.readers.base import value_of
from careerdoc.readers.profile.layout import Block
from careerdoc.readers.profile.marking import Mark, MarkedLine, MarkedSection
from careerdoc.text.prose import is_sentence

_BULLET = re.compile(r"\s*[-*•‣▪◦–·]\s+(?P<text>\S.*)")
_PIECES = re.compile(r"\s+[|·•]\s+|\s+[-–—]\s+|\t+|\s{3,}|\s+(?:at|@)\s+")
_NAME_WORDS = 8
_TITLE_SCORE = 0.7


@dataclass(slots=True)
class _Gathered:
    values: list[RawValue] = field(default_factory=list)
    leftover: list[Lines] = field(default_factory=list)

    def has(self, name: str) -> bool:
        return any(value.field == name for value in self.values)

    def add(self, name: str, marked: MarkedLine, text: str | None = None) -> None:
        self.values.append(value_of(name, [marked.line], marked.text if text is None else text))


def item_of(block: Block, section: MarkedSection) -> RawItem:
    """The record that a block of lines tells: Education under its heading, else a Role."""
    gathered = _Gathered()
    for dates in block.dates:
        gathered.add("dates", dates)
    kind: Kind = "education" if section.section == "education" else "role"
    if section.heading is not None:
        gathered.add("kind", section.heading)
    if kind == "education":
        _gather_education(block, gathered)
    else:
        _gather_role(block, gathered)
    lines: list[Line] = [marked.line for marked in block.all_lines()]
    return RawItem(
        kind,
        lines[0].number,
        lines[-1].number,
        tuple(gathered.values),
        leftover=tuple(gathered.leftover),
        confidence=_confidence(block, gathered),
    )


def _confidence(block: Block, gathered: _Gathered) -> float:
    if not block.dates:
        return 0.4
    return 0.9 if any(gathered.has(name) for name in ("title", "organization", "institution")) else 0.6


def _gather_role(block: Block, gathered: _Gathered) -> None:
    below = list(block.lines)
    head = block.header or _head_below(below)
    _gather_head(head, gathered)
    if not block.header:
        below = below[len(head) :]
    if below and below[0].mark is Mark.PLACE and not gathered.has("location"):
        gathered.add("location", below.pop(0))
    _gather_body(below, gathered)


def _head_below(lines: list[MarkedLine]) -> list[MarkedLine]:
    """The lines right below the dates that name the role: a title, and a name beside it.

    Where neither of the first two lines looks like a title, the names were lost.
    """
    first, second = (*lines[:2], None, None)[:2]
    if first is None or first.mark is Mark.PLACE or not _is_name(first.text):
        return []
    if _has_title(first.text):
        return [first, second] if second is not None and _is_organization_below(second) else [first]
    if second is not None and _is_name(second.text) and _has_title(second.text):
        return [first, second]
    return []


def _is_organization_below(line: MarkedLine) -> bool:
    return line.mark is Mark.TEXT and _is_name(line.text) and not _has_title(line.text)


def _gather_head(head: list[MarkedLine], gathered: _Gathered) -> None:
    """Title, organization and place from the lines that head a role; the rest is leftover."""
    pieces = [(marked, piece) for marked in head for piece in _PIECES.split(marked.text) if piece]
    title = next((entry for entry in pieces if _has_title(entry[1])), None)
    for marked, piece in pieces:
        if title is not None and (marked, piece) == title and not gathered.has("title"):
            gathered.add("title", marked, piece)
        elif locations.recognize(piece) >= 0.8 and not gathered.has("location"):
            gathered.add("location", marked, piece)
        elif not gathered.has("organization") and _is_employer(piece, title is not None):
            gathered.add("organization", marked, piece)
        else:
            gathered.leftover.append(Lines(marked.line.number, marked.line.number, piece))


def _is_employer(piece: str, beside_title: bool) -> bool:
    # Beside a title any name is the employer; alone it takes a word that says so.
    return _is_name(piece) and (beside_title or organizations.recognize(piece) >= 0.8)


def _gather_education(block: Block, gathered: _Gathered) -> None:
    body: list[MarkedLine] = []
    for marked in [*block.header, *block.lines]:
        if not _take_study(marked, gathered):
            body.append(marked)
    _gather_body(body, gathered)


def _take_study(marked: MarkedLine, gathered: _Gathered) -> bool:
    score = degrees.recognize(marked.text)
    if score >= 0.8 and not gathered.has("degree") and not is_sentence(marked.text):
        degree, field_of_study = degrees.split(marked.text)
        gathered.add("degree", marked, degree)
        if field_of_study:
            gathered.add("field_of_study", marked, field_of_study)
        return True
    if organizations.recognize_institution(marked.text) >= 0.8 and not gathered.has("institution"):
        gathered.add("institution", marked)
        return True
    if marked.mark is Mark.PLACE and not gathered.has("location"):
        gathered.add("location", marked)
        return True
    return False


def _gather_body(lines: Iterable[MarkedLine], gathered: _Gathered) -> None:
    """Bullets as highlights, other lines as description; listed technologies besides."""
    for marked in lines:
        if bullet := _BULLET.fullmatch(marked.text):
            gathered.add("highlights", marked, bullet["text"])
        else:
            gathered.add("description", marked)
        for name in technologies.listed(marked.text) or ():
            gathered.add("technologies", marked, name)


def _has_title(text: str) -> bool:
    return any(titles.recognize(piece) >= _TITLE_SCORE for piece in _PIECES.split(text))


def _is_name(text: str) -> bool:
    """Whether a line can be a name: short, no sentence, no label, and not lower case."""
    if (
        is_sentence(text)
        or len(text.split()) > _NAME_WORDS
        or text.endswith((".", ":", ";", ","))
        or ": " in text
    ):
        return False
    return not _BULLET.fullmatch(text) and not text[:1].islower()
