"""Schools and degrees told in sentences: "studied History at Larkmead University"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter

from careerdoc.fields import degrees, organizations
from careerdoc.readers.profile.looks import Part
from careerdoc.readers.profile.naming import Phrase, name_after, words_in
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.sentencewords import any_of, links, words_for
from careerdoc.readers.profile.splitting import Segment
from careerdoc.readers.profile.told import Told
from careerdoc.text.keys import fold

LIKELY_SCHOOL = 0.7
"""Score of a name that is a school's."""
_SURE_DEGREE = 0.95
_LONGEST_DEGREE = 5
_NO_DEGREE = frozenset(",;:()")
_FARTHEST_VERB = 160
"""Characters in front of a school within which the verb of studying stands."""


def studies_in(row: Row, start: int, end: int) -> Iterator[Told]:
    """The schools of a sentence, each with the degree nearest to it; of two the first.

    A school without a degree counts only where a word of studying tells why it is named.
    """
    text = row.text
    schools = list(_schools_in(text, start, end))
    if not schools:
        return
    left = list(degrees_in(text, start, end))
    is_studied = _is_studied(text[start:end])
    for school in schools:
        degree = _nearest(left, school.start)
        segments = [Segment(Part.INSTITUTION, school.text, 2.0)]
        if (subject := _subject_before(text, start, school.start)) is not None:
            segments.append(Segment(Part.SUBJECT, subject, 1.0))
        if degree is not None:
            segments.append(Segment(Part.DEGREE, degree.text, 2.0))
            yield Told(
                "education", row, segments, min(school.start, degree.start), max(school.end, degree.end)
            )
        elif is_studied:
            yield Told("education", row, segments, school.start, school.end)


def _nearest(left: list[Phrase], place: int) -> Phrase | None:
    """The phrase that begins nearest to `place`, taken out of those that are `left` in order."""
    if not left:
        return None
    behind = bisect_left(left, place, key=attrgetter("start"))
    beside = range(max(0, behind - 1), min(behind + 1, len(left)))
    return left.pop(min(beside, key=lambda number: abs(left[number].start - place)))


def _subject_before(text: str, start: int, end: int) -> str | None:
    """What is said to have been studied in front of a school: "studied History at"."""
    found = _studied().search(text, max(start, end - _FARTHEST_VERB), end)
    return found["subject"].strip() if found else None


@cache
def _studied() -> re.Pattern[str]:
    return re.compile(
        rf"\b{any_of('study_verbs')}\s+(?P<subject>[^\W\d_a-z][^.,;:()\d]{{2,50}}?)"
        rf"\s+{any_of('at')}\s(?:[^\W\d_]{{2,4}}\s)?$",
        re.IGNORECASE,
    )


def _is_studied(text: str) -> bool:
    folded = fold(text)
    return any(word in folded for name in ("graduate", "study") for word in words_for(name))


def _schools_in(text: str, start: int, end: int) -> Iterator[Phrase]:
    """The names of schools behind the words that lead to one, each once."""
    reached = start
    for pattern in (links(), _from()):
        for link in pattern.finditer(text, start, end):
            if link.end() < reached:
                continue
            name = name_after(text, link.end(), end)
            if name is not None and organizations.recognize_institution(name.text) >= LIKELY_SCHOOL:
                reached = name.end
                yield name
        if reached > start:
            return


@cache
def _from() -> re.Pattern[str]:
    return re.compile(rf"(?:\b{any_of('from')}|,)\s+(?=[^\W\d_a-z])")


def degrees_in(text: str, start: int, end: int) -> Iterator[Phrase]:
    """The degrees of a sentence in order, the longest wording of each, with the subject behind it."""
    words = words_in(text, start, end)
    reached = start
    for place, word in enumerate(words):
        if word.start() < reached or not word[0][0].isupper():
            continue
        found = _degree_at(text, words[place : place + _LONGEST_DEGREE])
        if found is not None:
            phrase = _with_subject(text, found, end)
            reached = phrase.end
            yield phrase


def _degree_at(text: str, words: Sequence[re.Match[str]]) -> Phrase | None:
    start = words[0].start()
    for last in reversed(words):
        phrase = text[start : last.end()].rstrip(".,")
        if _NO_DEGREE.isdisjoint(phrase) and degrees.recognize(phrase) >= _SURE_DEGREE:
            return Phrase(start, start + len(phrase), phrase)
    return None


def _with_subject(text: str, degree: Phrase, end: int) -> Phrase:
    link = _to_subject().match(text, degree.end, end)
    subject = name_after(text, link.end(), end) if link is not None else None
    if subject is None or subject.text[:1].isdecimal():
        return degree
    return Phrase(degree.start, subject.end, text[degree.start : subject.end])


@cache
def _to_subject() -> re.Pattern[str]:
    return re.compile(rf"\s+{any_of('to_subject')}\s+(?=[^\W\d_a-z])")
