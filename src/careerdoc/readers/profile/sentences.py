"""Roles and education told in sentences: "From 2014 to 2019 she was a nurse at Larkmead House"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import attrgetter

from careerdoc.fields import dates
from careerdoc.readers.profile.jobs import roles_in
from careerdoc.readers.profile.joinings import joinings_in
from careerdoc.readers.profile.rows import Row, joined
from careerdoc.readers.profile.studies import studies_in
from careerdoc.readers.profile.told import Told

__all__ = ["Told", "folded", "told_in"]

_SENTENCE = re.compile(r"(?:(?<=[^\W\d_]{2}[.!?])|(?<=[)\]\"”’\d][.!?]))\s+(?=[^\W\d_a-z\"“])|;\s+")
_END = ".!?:;"
_FULL_ROW = 45
"""Characters of the shortest row that a sentence goes on behind."""
_FARTHEST = 180
"""Characters between a fact and its dates."""
_IN_FRONT = 8
"""Characters that dates in front of a fact are further from it than those behind."""
_MOST_AT_ONCE = 32
"""Roles of a sentence that can reach into one another."""


def folded(rows: Sequence[Row]) -> list[Row]:
    """The rows, where sentences that were folded at a width are whole again."""
    runs: list[list[Row]] = []
    for row in rows:
        if runs and _goes_on(runs[-1][-1], row):
            runs[-1].append(row)
        else:
            runs.append([row])
    return [_joined(run) for run in runs]


def _goes_on(above: Row, row: Row) -> bool:
    last = above.lines[-1]
    is_next = not row.after_blank and not row.is_bullet and row.lines[0].number == last.number + 1
    return is_next and len(last.text.strip()) >= _FULL_ROW and above.text[-1] not in _END


def _joined(run: Sequence[Row]) -> Row:
    if len(run) == 1:
        return run[0]
    text = " ".join(row.text for row in run)
    return joined(run, text, found=dates.found_in(text))


def told_in(row: Row) -> list[Told]:
    """The facts with dates that a row of running text tells, in order; none for a row without dates."""
    told: list[Told] = []
    for start, end in _sentences(row.text):
        found = _found_within(row.found, start, end)
        if found:
            told_by_verbs = list(joinings_in(row, start, end))
            facts = [*told_by_verbs, *studies_in(row, start, end)]
            facts += _apart(roles_in(row, start, end), told_by_verbs)
            told += _dated(facts, found)
    return sorted(told, key=lambda fact: fact.place)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in _SENTENCE.finditer(text):
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def _found_within(found: Sequence[dates.Found], start: int, end: int) -> list[dates.Found]:
    first = bisect_left(found, start, key=attrgetter("start_offset"))
    last = bisect_left(found, end, key=attrgetter("start_offset"))
    return [one for one in found[first:last] if one.end_offset <= end]


def _apart(roles: Iterable[Told], told_by_verbs: Sequence[Told]) -> Iterator[Told]:
    """The roles that do not begin inside another, nor inside what a verb tells."""
    verbs = [fact for fact in told_by_verbs if fact.kind == "role"]
    places = [fact.place for fact in verbs]
    reached = list(accumulate((fact.end for fact in verbs), max))
    near: deque[Told] = deque(maxlen=_MOST_AT_ONCE)
    for role in roles:
        before = bisect_right(places, role.place)
        is_told = before > 0 and reached[before - 1] > role.place
        if not is_told and not any(one.place <= role.place < one.end for one in near):
            near.append(role)
            yield role


def _dated(facts: Sequence[Told], found: Sequence[dates.Found]) -> list[Told]:
    """The facts with the dates nearest to each, each used once; one without any is none.

    Of equally near pairs the first fact counts, then the first dates.
    """
    pairs = sorted(
        (distance, number, place)
        for number, fact in enumerate(facts)
        for place, distance in _near(fact, found)
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, number, place in pairs:
        if number not in taken and place not in used:
            taken[number] = place
            used.add(place)
    for number, place in taken.items():
        facts[number].found = found[place]
    return [fact for number, fact in enumerate(facts) if number in taken]


def _near(fact: Told, found: Sequence[dates.Found]) -> Iterator[tuple[int, int]]:
    """The dates near a fact by number, each with the characters between both."""
    first = bisect_left(found, fact.place - _FARTHEST + _IN_FRONT, key=attrgetter("end_offset"))
    last = bisect_right(found, fact.end + _FARTHEST, key=attrgetter("start_offset"))
    for place in range(first, last):
        one = found[place]
        if one.start_offset >= fact.end:
            yield place, one.start_offset - fact.end
        else:
            yield place, max(0, fact.place - one.end_offset) + _IN_FRONT
