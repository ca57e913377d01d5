"""Jobs told in sentences: "a nurse at Larkmead House in Leeds"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from careerdoc.fields import degrees, locations, organizations, titles
from careerdoc.readers.profile.looks import Part
from careerdoc.readers.profile.naming import (
    LONGEST_TITLE,
    Phrase,
    is_opened,
    name_after,
    place_after,
    title_before,
    words_in,
)
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.sentencewords import links, words_for
from careerdoc.readers.profile.splitting import Segment
from careerdoc.readers.profile.told import Told
from careerdoc.text.keys import fold

_SURE_DEGREE = 0.8
_LIKELY_TITLE = 0.5
_LIKELY_NAME, _SURE_NAME = 0.6, 0.75
"""Scores of an employer's name behind a word that leads to much else, and behind no known title."""
_PLACE = 0.75


def roles_in(row: Row, start: int, end: int) -> Iterator[Told]:
    """Every "<title> at <employer>" of a sentence, with the place behind it, in order."""
    text = row.text
    words = words_in(text, start, end)
    reached = start
    for link in links().finditer(text, start, end):
        if link.start() < reached:
            continue
        last = bisect_right(words, link.start(), key=re.Match.end)
        title = title_before(text, words[max(0, last - LONGEST_TITLE) : last])
        name = name_after(text, link.end(), end)
        if title is not None and name is not None and _is_role(text, link, title, name):
            reached = name.end
            yield _role(row, title, name, end)


def _is_role(text: str, link: re.Match[str], title: Phrase, name: Phrase) -> bool:
    """Whether a title and a name are one's job: each alone may be anything."""
    known = organizations.recognize(name.text)
    is_told = is_opened(text, title.start)
    if degrees.recognize(title.text) >= _SURE_DEGREE:
        return False
    if titles.recognize(title.text) < _LIKELY_TITLE and not (known >= _SURE_NAME and is_told):
        return False
    if known >= _LIKELY_NAME:
        return True
    if fold(link[0]) in words_for("of") and not (is_told or _is_defined(text, link.end())):
        return False
    return locations.recognize(name.text) < _PLACE


def _is_defined(text: str, start: int) -> bool:
    return text.startswith(tuple(f"{word} " for word in words_for("the")), start)


def _role(row: Row, title: Phrase, name: Phrase, end: int) -> Told:
    segments = [Segment(Part.TITLE, title.text, 2.0), Segment(Part.ORGANIZATION, name.text, 2.0)]
    place = place_after(row.text, name.end, end)
    if place is not None:
        segments.append(Segment(Part.PLACE, place.text, 1.0))
    return Told("role", row, segments, title.start, (place or name).end)
