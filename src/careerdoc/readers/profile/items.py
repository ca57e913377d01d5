"""The lines of one record as raw values: what is a title, an organization, a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from careerdoc.fields import dates, degrees, employment, technologies
from careerdoc.model.document import Kind, Line, Lines, RawItem, RawValue
from careerdoc.readers.base import value_of
from careerdoc.readers.profile.headings import MarkedSection
from careerdoc.readers.profile.layout import Block
from careerdoc.readers.profile.marking import (
    Mark,
    MarkedLine,
    bullet_text,
    is_bullet,
    is_degree,
    is_institution,
    is_name,
    is_organization,
    is_place,
    is_title,
)
from careerdoc.readers.profile.phrases import is_name_phrase, starts_in_past

_PIECES = re.compile(r"\s+[|·•]\s+|\s+[-–—]\s+|\t+|\s{3,}|\s+(?:at|@)\s+")
_BRACKETED = re.compile(r"(?P<title>[^()]*[^()\s])\s*\((?P<type>[^()]+)\)")
_OWN_EMPLOYER = "self-employed"
_TALLEST_HEAD, _TALLEST_TOP = 3, 6
"""Lines below the dates that can name a record, and that can state facts of it."""
_PLACE_PARTS = 4
"""Parts between commas of the longest place: a quarter, a town, a region, a country."""
_NAMED, _DATED, _UNDATED = 0.9, 0.6, 0.4
"""How sure it is that lines are a record: with dates and a name, with dates, without."""


@dataclass(slots=True)
class _Gathered:
    values: list[RawValue] = field(default_factory=list)
    leftover: list[Lines] = field(default_factory=list)

    def has(self, name: str) -> bool:
        return any(value.field == name for value in self.values)

    def add(self, name: str, marked: MarkedLine, text: str | None = None) -> None:
        meant = marked.text if text is None else text
        self.values.append(value_of(name, [marked.line], meant, marked.repairs))

    def add_run(self, name: str, run: Sequence[MarkedLine], text: str) -> None:
        """A value that stands on several lines, the first of which says `text`."""
        meant = " ".join([text, *(marked.text for marked in run[1:] if marked.text != run[0].text)])
        repairs = tuple(repair for marked in run for repair in marked.repairs)
        self.values.append(value_of(name, [marked.line for marked in run], meant, repairs))

    def leave(self, marked: MarkedLine, piece: str) -> None:
        # What fits no field is kept as the source has it.
        text = marked.line.text if marked.repairs else piece
        self.leftover.append(Lines(marked.line.number, marked.line.number, text))


def item_of(block: Block, section: MarkedSection, are_named: bool) -> RawItem | None:
    """The record that a block of lines tells, by its heading or, against it, by what its lines name.

    `are_named` says that most records of the section have the employer beside their title.
    None for what stands where studies do and names neither a school nor a degree, nor can.
    """
    gathered = _Gathered()
    for marked in block.dates:
        gathered.add("dates", marked)
    kind = _kind_of(block, section)
    if section.heading is not None and (kind == "education") == (section.section == "education"):
        gathered.add("kind", section.heading)
    if kind == "education":
        _gather_education(block, gathered)
        if not _can_be_study(block, gathered):
            return None
    else:
        _gather_role(block, are_named, gathered)
        if (
            section.heading
            and employment.recognize(section.heading.text)
            and not gathered.has("employment_type")
        ):
            gathered.add("employment_type", section.heading)
    lines: list[Line] = [marked.line for marked in block.all_lines()]
    return RawItem(
        kind,
        lines[0].number,
        lines[-1].number,
        tuple(gathered.values),
        leftover=tuple(gathered.leftover),
        confidence=_confidence(block, gathered),
    )


def _kind_of(block: Block, section: MarkedSection) -> Kind:
    """Education under its heading, if a line names a study or none a job; else a Role.

    Elsewhere a school and a degree together make a study, too.
    """
    texts = [marked.text for marked in block.header or block.lines[:_TALLEST_HEAD]]
    schools, studies = any(map(is_institution, texts)), any(map(is_degree, texts))
    works = any(is_name(text) and is_title(text) and not is_degree(text) for text in texts)
    if section.section != "education":
        return "education" if schools and studies and not works else "role"
    is_placed = any(marked.mark is Mark.PLACE for marked in block.lines[:1])
    return "education" if schools or studies or not (works or is_placed) else "role"


def _confidence(block: Block, gathered: _Gathered) -> float:
    if not block.dates:
        return _UNDATED
    names = ("title", "organization", "institution", "degree")
    return _NAMED if any(gathered.has(name) for name in names) else _DATED


def _gather_role(block: Block, are_named: bool, gathered: _Gathered) -> None:
    below = _without_facts(block.lines, gathered)
    head = block.header or _head_below(below, are_named)
    _gather_head(head, gathered)
    below = [marked for marked in below if marked not in head]
    if below and below[0].mark is Mark.PLACE and not gathered.has("location"):
        gathered.add("location", below.pop(0))
    _gather_body(below, gathered)


def _without_facts(lines: Sequence[MarkedLine], gathered: _Gathered) -> list[MarkedLine]:
    """The lines without those near their top that state a type of employment and the like.

    "Remote" beside a place is a mode of work, alone it is the place.
    """
    top = list(takewhile(lambda line: line.mark is Mark.PLACE or is_name(line.text), lines[:_TALLEST_TOP]))
    is_placed = any(line.mark is Mark.PLACE and not employment.work_mode(line.text) for line in top)
    facts = [line for line in top if is_placed or line.mark is not Mark.PLACE]
    taken = {line.line.number for line in facts if _take_fact(line, line.text, gathered)}
    return [line for line in lines if line.line.number not in taken]


def _take_fact(marked: MarkedLine, text: str, gathered: _Gathered) -> bool:
    """Whether a whole text states a mode of work, a type of employment or a duration, which fits no field."""
    if employment.work_mode(text) and not gathered.has("work_mode"):
        gathered.add("work_mode", marked, text)
    elif employment.recognize(text) and not is_title(text) and not gathered.has("employment_type"):
        gathered.add("employment_type", marked, text)
    elif dates.is_duration(text):
        gathered.leave(marked, text)
    else:
        return False
    return True


def are_named(blocks: Sequence[Block]) -> bool:
    """Whether most records have a name right beside the title below their dates."""
    beside = [
        second for first, second, _ in map(_top_of, blocks) if first is not None and _has_title(first.text)
    ]
    named = [line for line in beside if line is not None and is_name_phrase(line.text)]
    return len(named) > 1 and 2 * len(named) > len(beside)


def _top_of(block: Block) -> tuple[MarkedLine | None, MarkedLine | None, MarkedLine | None]:
    plain = _without_facts(block.lines, _Gathered())
    first, second, third = (*plain[:3], None, None, None)[:3]
    return first, second, third


def _head_below(lines: Sequence[MarkedLine], are_named: bool) -> list[MarkedLine]:
    """The lines right below the dates that name the role: a title, and a name beside it.

    Where neither of the first two lines looks like a title, the names were lost.
    """
    first, second, third = (*lines[:3], None, None, None)[:3]
    if first is None or first.mark is Mark.PLACE or not is_name(first.text):
        return []
    is_shown = are_named or (third is not None and third.mark is Mark.PLACE)
    if _has_title(first.text):
        return [first, second] if second is not None and _is_employer_below(second, is_shown) else [first]
    if second is not None and is_name(second.text) and _has_title(second.text):
        return [first, second]
    return []


def _is_employer_below(line: MarkedLine, is_shown: bool) -> bool:
    """Whether a line beside a title names the employer: by a word, or where the layout shows it."""
    if line.mark is not Mark.TEXT or not is_name(line.text) or _has_title(line.text):
        return False
    is_said = is_organization(line.text) and not starts_in_past(line.text)
    return is_said or (is_shown and is_name_phrase(line.text))


def _gather_head(head: list[MarkedLine], gathered: _Gathered) -> None:
    """Title, organization and place from the lines that head a role; the rest is leftover."""
    pieces = [(marked, piece) for marked in head for piece in _pieces(marked.text)]
    title = next((entry for entry in pieces if _has_title(entry[1])), None)
    for marked, piece in pieces:
        if title is not None and (marked, piece) == title and not gathered.has("title"):
            _add_title(marked, piece, gathered)
        elif _take_fact(marked, piece, gathered):
            if title is not None and employment.parse(piece) == _OWN_EMPLOYER:
                gathered.add("organization", marked, piece)
        elif is_place(piece) and not gathered.has("location"):
            gathered.add("location", marked, piece)
        elif not gathered.has("organization") and _is_employer(piece, title is not None):
            gathered.add("organization", marked, piece)
        else:
            gathered.leave(marked, piece)


def _add_title(marked: MarkedLine, piece: str, gathered: _Gathered) -> None:
    """A title; a type of employment in brackets behind it is none of it."""
    found = _BRACKETED.fullmatch(piece)
    if found and employment.recognize(found["type"]) and not gathered.has("employment_type"):
        gathered.add("employment_type", marked, found["type"])
        piece = found["title"]
    gathered.add("title", marked, piece)


def _is_employer(piece: str, beside_title: bool) -> bool:
    # Beside a title any name is the employer; alone it takes a word that says so.
    is_named = is_organization(piece) or (beside_title and not is_title(piece))
    return is_name(piece) and is_named and not starts_in_past(piece)


def _pieces(text: str) -> list[str]:
    """A line of a head cut at its signs, and at commas where these part a title from a place."""
    return [part for piece in _PIECES.split(text) if piece for part in _comma_pieces(piece)]


def _comma_pieces(piece: str) -> list[str]:
    """Title, employer and place of "Engineer, Acme GmbH, Berlin"; the piece itself where unsure.

    Only what a table knows is cut off: "Charge Nurse, Paediatric Emergency" is one title.
    """
    first, *rest = (part.strip() for part in piece.split(","))
    if not rest or not is_title(first):
        return [piece]
    tails = reversed(range(max(0, len(rest) - _PLACE_PARTS), len(rest)))
    start = next((tail for tail in tails if is_place(", ".join(rest[tail:]))), len(rest))
    while 0 < start < len(rest) and is_place(rest[start - 1]):
        start -= 1
    names, place = rest[:start], rest[start:]
    if not place:
        return [piece]
    employer = next((index for index, name in enumerate(names) if is_organization(name)), len(names))
    parts = ([first, *names[:employer]], names[employer:], place)
    return [", ".join(part) for part in parts if part]


def _has_title(text: str) -> bool:
    return any(is_title(piece) for piece in _PIECES.split(text))


def _gather_education(block: Block, gathered: _Gathered) -> None:
    lines = [*block.header, *block.lines]
    body = [marked for marked in lines if not _take_study(marked, gathered)]
    if not gathered.has("institution") and body[:1] == lines[:1] and _names_the_school(lines[:2]):
        gathered.add("institution", lines[0])
        body = body[1:]
    _gather_body(body, gathered)


def _names_the_school(lines: list[MarkedLine]) -> bool:
    """Whether the first line is a name that no table knows, right above a degree."""
    return (
        len(lines) == 2
        and is_name(lines[0].text)
        and is_degree(lines[1].text)
        and not is_degree(lines[0].text)
    )


def _can_be_study(block: Block, gathered: _Gathered) -> bool:
    """Whether it has a school or degree, or a name that may be one beside a range of dates."""
    if gathered.has("institution") or gathered.has("degree"):
        return True
    named = [marked for marked in [*block.header, *block.lines][:1] if is_name(marked.text)]
    return bool(named) and any(dates.recognize(marked.text) == 1.0 for marked in block.dates)


def _take_study(marked: MarkedLine, gathered: _Gathered) -> bool:
    if is_degree(marked.text) and not gathered.has("degree"):
        degree, field_of_study = degrees.split(marked.text)
        gathered.add("degree", marked, degree)
        if field_of_study:
            gathered.add("field_of_study", marked, field_of_study)
        return True
    if is_institution(marked.text) and not gathered.has("institution"):
        gathered.add("institution", marked)
        return True
    if marked.mark is Mark.PLACE and not gathered.has("location"):
        gathered.add("location", marked)
        return True
    return False


def _with_continuations(lines: Iterable[MarkedLine]) -> list[list[MarkedLine]]:
    """The lines one by one, but for a bullet that is continued below its sign, and a line printed twice."""
    runs: list[list[MarkedLine]] = []
    for marked in lines:
        if runs and _continues(marked, runs[-1]):
            runs[-1].append(marked)
        else:
            runs.append([marked])
    return runs


def _continues(marked: MarkedLine, run: list[MarkedLine]) -> bool:
    is_next = marked.line.number == run[-1].line.number + 1
    is_deeper = _indent(marked) > _indent(run[0]) and not is_bullet(marked.text)
    return is_next and (marked.text == run[0].text or (is_bullet(run[0].text) and is_deeper))


def _indent(marked: MarkedLine) -> int:
    return len(marked.line.text) - len(marked.line.text.lstrip())


def _gather_body(lines: Iterable[MarkedLine], gathered: _Gathered) -> None:
    """Bullets as highlights, other lines as description; listed technologies besides."""
    for marked, *more in _with_continuations(lines):
        if bullet := bullet_text(marked.text):
            gathered.add_run("highlights", [marked, *more], bullet)
        else:
            gathered.add_run("description", [marked, *more], marked.text)
        for name in technologies.listed(marked.text) or ():
            gathered.add("technologies", marked, name)
