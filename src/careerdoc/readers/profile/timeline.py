"""Lives told year by year: a year on its own row, and what happened in it below."""

from __future__ import annotations

from collections.abc import Sequence

from careerdoc.fields import organizations
from careerdoc.readers.profile.jobs import roles_in
from careerdoc.readers.profile.joinings import joining
from careerdoc.readers.profile.looks import Part
from careerdoc.readers.profile.naming import name_after
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.sentencewords import start_of
from careerdoc.readers.profile.studies import studies_in
from careerdoc.readers.profile.told import Told
from careerdoc.text.keys import fold

_FEWEST = 2
_FEWEST_WORDS = 3
_MOST_OPEN = 50
"""Roles that may have begun since the one that ends."""


def timeline_in(rows: Sequence[Row]) -> list[Told]:
    """The facts told under years, in order; none where fewer than two rows tell one.

    A year in which somebody left ends the role at the employer that is named.
    """
    told: list[Told] = []
    going_on: list[Told] = []
    year: Row | None = None
    for row in rows:
        if _ends_in_year(row):
            year = row if row.found[0].start_offset == 0 else year
        elif year is None or len(row.text.split()) < _FEWEST_WORDS:
            continue
        elif (name := _left_in(row)) is not None:
            _end(name, year, row, going_on)
        elif (fact := _told_under(year, row)) is not None:
            told.append(fact)
            if fact.kind == "role":
                going_on.append(fact)
    return told if len(told) >= _FEWEST else []


def _ends_in_year(row: Row) -> bool:
    if len(row.found) != 1:
        return False
    found = row.found[0]
    return found.stated.single and found.end_offset == len(row.text)


def _end(name: str, year: Row, row: Row, going_on: list[Told]) -> None:
    """Ends the last role at an employer whose name starts like `name`."""
    wanted = organizations.key(name)
    for place in reversed(range(max(0, len(going_on) - _MOST_OPEN), len(going_on))):
        fact = going_on[place]
        names = (segment.text for segment in fact.segments if segment.part == Part.ORGANIZATION)
        if any(organizations.key(one).startswith(wanted) for one in names):
            fact.closing = (row, year.text)
            del going_on[place]
            return


def _left_in(row: Row) -> str | None:
    """The name of the employer that a row says was left; None for any other row."""
    verb = start_of(row.text, "leave")
    if verb is None or fold(row.text[: len(verb) + 1]) != verb:
        return None
    name = name_after(row.text, len(verb) + 1, len(row.text))
    return name.text if name is not None else None


def _told_under(year: Row, row: Row) -> Told | None:
    """The fact that a row tells under the year above it: "2012 / Joined Cobalt & Crane as Thrower"."""
    text = row.text
    verb = start_of(text, "join")
    name = name_after(text, len(verb) + 1, len(text)) if verb is not None else None
    if name is not None:
        fact = joining(row, name)
        fact.start, fact.dated_row = year.text, year
        return fact
    facts = list(studies_in(row, 0, len(text)))
    if start_of(text, "appoint") is not None:
        facts += roles_in(row, 0, len(text))
    if not facts:
        return None
    fact = facts[0]
    fact.dated_row = year
    if fact.kind == "role" or start_of(text, "graduate") is None:
        fact.start = year.text
    return fact
