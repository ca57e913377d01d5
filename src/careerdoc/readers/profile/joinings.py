"""Starts told by a verb: "joined Cobalt & Crane in Stoke as a thrower"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from careerdoc.fields import organizations
from careerdoc.readers.profile.looks import Part
from careerdoc.readers.profile.naming import Phrase, name_after, place_after
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.sentencewords import any_of
from careerdoc.readers.profile.splitting import Segment
from careerdoc.readers.profile.studies import LIKELY_SCHOOL, degrees_in
from careerdoc.readers.profile.told import Told

_FARTHEST_DEGREE = 240
"""Characters behind a school within which its degree begins."""


def joinings_in(row: Row, start: int, end: int) -> Iterator[Told]:
    """Every "joined <employer> as <title>" of a sentence, in order."""
    for verb in _verbs().finditer(row.text, start, end):
        name = name_after(row.text, verb.end(), end)
        fact = joining(row, name) if name is not None else None
        if fact is not None and any(segment.part == Part.TITLE for segment in fact.segments):
            fact.place = verb.start()
            yield fact


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('join')}\s+", re.IGNORECASE)


def joining(row: Row, name: Phrase) -> Told:
    """The fact that somebody joined a named employer, or a school for the degree told behind it.

    The title and the place of a role may stand in either order.
    """
    text = row.text
    if organizations.recognize_institution(name.text) >= LIKELY_SCHOOL:
        degree = next(degrees_in(text, name.end, _end_of_word(text, name.end + _FARTHEST_DEGREE)), None)
        if degree is not None:
            named = [Segment(Part.INSTITUTION, name.text, 2.0), Segment(Part.DEGREE, degree.text, 2.0)]
            return Told("education", row, named, name.start, degree.end)
    segments = [Segment(Part.ORGANIZATION, name.text, 2.0)]
    place, end = place_after(text, name.end, len(text)), name.end
    if place is not None:
        segments.append(Segment(Part.PLACE, place.text, 1.0))
        end = place.end + text.startswith(")", place.end)
    if role := _role_behind().match(text, end):
        segments.append(Segment(Part.TITLE, role["title"].strip(), 2.0))
        end = role.end()
        if place is None and (place := place_after(text, end, len(text))) is not None:
            segments.append(Segment(Part.PLACE, place.text, 1.0))
            end = place.end
    return Told("role", row, segments, name.start, end)


def _end_of_word(text: str, place: int) -> int:
    """The end of the word that stands at `place`."""
    blank = text.find(" ", place)
    return len(text) if blank < 0 else blank


@cache
def _role_behind() -> re.Pattern[str]:
    # The title is bounded: what is longer is no title, and many verbs in one sentence without a
    # comma would each read it to its end.
    return re.compile(
        rf"\s+{any_of('as')}\s+(?:{any_of('one')}\s+)?"
        rf"(?P<title>[^.,;()\d]{{1,160}}?)(?=[.,;()]|\s+{any_of('in_year')}\s+\d|$)"
    )
