"""A row cut where one part of a head may end and another begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from careerdoc.fields import locations, titles
from careerdoc.readers.profile.looks import Part, is_region, points
from careerdoc.text.tables import alternatives

MOST_PIECES = 8
"""Pieces of the longest row that is split; a row of more is a list or a text."""
_TRIM = " \t\u3000,;:|·•-–—―()（）[]/，、；："
_OPENING, _CLOSING = "(（", ")）"
_MIRRORED = str.maketrans("()（）", ")(）（")
_PLACE = 0.75
"""Score of a known place, or of a name in front of one."""
_LIKELY = 0.3
"""Points of a part that is what it is taken for rather than not."""
_NAME_ALONE = 0.7
"""Points that any name has for an organization."""


class Separator(StrEnum):
    """What stands between two pieces of a row."""

    WIDE = "|"
    DASH = "-"
    AT = "@"
    COMMA = ","
    STOP = "."
    BRACKET = "("
    SPACE = "_"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of a row, from `start` up to `end`, and what stands in front of it."""

    start: int
    end: int
    before: Separator | None


def pieces_of(text: str) -> list[Piece]:
    """The pieces of a row, without those of signs alone; more than MOST_PIECES for a row of many."""
    pieces: list[Piece] = []
    start, before = 0, None
    for found in _separators().finditer(text):
        separator = Separator[str(found.lastgroup).upper()]
        if text[start : found.start()].strip(_TRIM):
            pieces.append(Piece(start, found.start(), before))
        before = separator if pieces else None
        start = found.end()
        if len(pieces) > MOST_PIECES:
            return pieces
    if text[start:].strip(_TRIM):
        pieces.append(Piece(start, len(text), before))
    return _with_whole_places(text, pieces)


def text_between(text: str, start: int, end: int) -> str:
    """The text between two offsets without separators around it; brackets stay in pairs."""
    while start < end and text[start] in _TRIM and not _opens_pair(text, start, end):
        start += 1
    while end > start and text[end - 1] in _TRIM and not _closes_pair(text, start, end):
        end -= 1
    if text[end : end + 1] in _CLOSING and text[end : end + 1] and _is_open(text[start:end]):
        end += 1
    return text[start:end]


def is_torn(text: str) -> bool:
    """Whether a bracket in a text has no other half."""
    return _is_open(text) or _is_open(text[::-1].translate(_MIRRORED))


def bare(text: str, piece: Piece) -> str:
    """The text of a piece without any separator or bracket around it."""
    return text[piece.start : piece.end].strip(_TRIM)


def _is_open(text: str) -> bool:
    return sum(map(text.count, _OPENING)) > sum(map(text.count, _CLOSING))


def _opens_pair(text: str, start: int, end: int) -> bool:
    return text[start] in _OPENING and any(sign in text[start + 1 : end - 1] for sign in _CLOSING)


def _closes_pair(text: str, start: int, end: int) -> bool:
    return text[end - 1] in _CLOSING and any(sign in text[start : end - 1] for sign in _OPENING)


def _with_whole_places(text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces, where a town, its region and its country are one: "Erie, PA", "Oslo, Viken, Norway"."""
    last = len(pieces) - 1
    while last > 0:
        first = last
        while first > 0 and pieces[first].before is Separator.COMMA:
            first -= 1
        start = _start_of_place(text, pieces, first, last)
        if start < last:
            whole = Piece(pieces[start].start, pieces[last].end, pieces[start].before)
            pieces = [*pieces[:start], whole, *pieces[last + 1 :]]
        last = first - 1
    return pieces


def _start_of_place(text: str, pieces: Sequence[Piece], first: int, last: int) -> int:
    """The first of the pieces that make one place with the last of their run; the last if none does.

    At most two pieces in front of the last, of which the one beside it is a region then.
    """
    for start in range(max(first, last - 2), last):
        is_between = first < start == last - 2
        if is_between and not is_region(bare(text, pieces[last - 1])):
            continue
        if _is_place(text, pieces, start, last, start == first):
            return start
    return last


def _is_place(text: str, pieces: Sequence[Piece], start: int, last: int, opens_run: bool) -> bool:
    """Whether the pieces from `start` to `last` are one place.

    A name right in front of a region or country is a town, unless it opens the row and surely
    names a job or an employer. In front of a town it is one only where it opens the run.
    """
    name = bare(text, pieces[start])
    whole = text[pieces[start].start : pieces[last].end].strip(_TRIM)
    named = max(points(Part.TITLE, name), points(Part.ORGANIZATION, name) - _NAME_ALONE)
    is_behind = start == last - 1 and pieces[start].before is not None
    if (named < _LIKELY or is_behind) and is_region(bare(text, pieces[last])):
        return locations.recognize(whole) >= _PLACE
    return opens_run and named < _LIKELY and points(Part.PLACE, whole) > 1.0


@cache
def _separators() -> re.Pattern[str]:
    """What can part a row. A comma needs a blank behind it, a dash blanks on both sides."""
    at = alternatives(titles.at_words())
    east = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af）)]"
    return re.compile(
        r"(?P<wide>\t+\s*|\s{3,}|\s*[|¦│]\s*|\s+[·•∙‧]\s*|\s?\u3000+\s?|\s-{2,}\s|\s//\s|\s[→⇒]\s)"
        r"|(?P<dash>\s+[-–—―~]\s+|[—–]|\s+/\s+)"
        rf"|(?P<at>\s+@\s*|\s+(?:{at})\s+)"
        r"|(?P<comma>,\s+|，\s*|;\s+|；\s*|، ?)"
        r"|(?P<stop>:\s+|：|(?<=[^\W\d_]{5})\.\s+(?=[^\W\d_a-z]))"
        r"|(?P<bracket>\s*[(（](?![주株有社]\)|[주株有社]）)|(?<![주株有社])[)）]\s*)"
        rf"|(?P<space>(?<={east})\s(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]))"
    )
