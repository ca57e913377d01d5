"""Dates and ranges that stand inside a line of other text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from careerdoc.fields.dates.forms import parts_without_year
from careerdoc.fields.dates.grammar import grammar
from careerdoc.fields.dates.ranges import stated_by
from careerdoc.fields.dates.shape import TIGHT, WIDE, Shape, shape_of
from careerdoc.fields.dates.stated import DateRange, Found
from careerdoc.fields.dates.words import UNSPACED, lexicon

_LIKELY_YEARS = range(1940, 2036)
"""A bare number inside other text is a year only among these."""
_DIGIT = re.compile("[0-9０-９٠-٩۰-۹०-९๐-๙年]")
_LIKELY = re.compile(r"\d\d|\d[年월月]|年|\b[RHSrhs]\d")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_JOINING = frozenset("-/.:,'@#_\\=&+–")
_NEVER_BESIDE = frozenset("$€£¥₹₽%‰°@#+=\\&§^")


def found_in(text: str) -> tuple[Found, ...]:
    """All dates and ranges that stand anywhere in `text`, in order, none overlapping another.

    The longest reading wins. A span holds words such as "since", "until now", "expected", a
    printed duration right beside, and brackets around nothing else. A bare number is a year
    only from 1940 to 2035, as a word of its own, and not beside units, currencies or names of
    products and norms.

    >>> [found.stated.current for found in found_in("Head of Maths @ Elmscar (2020 → now)")]
    [True]
    """
    if not _DIGIT.search(text) or not _LIKELY.search(text):
        return ()
    shape = shape_of(text)
    return tuple(_found(shape, text)) if grammar().hint.search(shape.kinds) else ()


def _found(shape: Shape, text: str) -> Iterator[Found]:
    search, place, offsets = grammar().stated.search, 0, list(accumulate(map(len, shape.pieces)))
    while match := search(shape.kinds, place):
        end_offset = offsets[match.end() - 1]
        stated = stated_by(match, shape, text) if _stands_alone(match, shape, text, end_offset) else None
        if stated is None or (stated.single and not _is_likely(match, shape, stated)):
            # A range that begins in a year that nobody wrote is no single date of its end.
            place = match.end() if _begins_earlier(match) else match.start() + 2
            continue
        place = match.end()
        yield Found(offsets[match.start()], end_offset, stated)


def _begins_earlier(match: re.Match[str]) -> bool:
    if match["yearless"] is None or match["end"] is None:
        return False
    return "alone" not in parts_without_year(match["yearless"])


def _stands_alone(match: re.Match[str], shape: Shape, text: str, end_offset: int) -> bool:
    """Whether nothing is joined to the match: letters, digits, parts of numbers and addresses.

    Columns that a conversion glued together are: "342Aug 2020", "2011 – 2014Available".
    """
    kinds, start, end = shape.kinds, match.start(), match.end()
    before, behind = start // 2 - 1, end // 2
    if start and kinds[start] == TIGHT and _is_joined(shape, before, -1):
        is_glued = shape.words[before][0].isdigit() and shape.words[before + 1][0].isalpha()
        if not is_glued:
            return False
    if end == len(kinds) or kinds[end] != TIGHT or not _is_joined(shape, behind, 1):
        return True
    return match["end"] is not None and text[end_offset].isupper()


def _is_joined(shape: Shape, token: int, step: int) -> bool:
    word = shape.words[token]
    if word in _NEVER_BESIDE:
        return True
    if word[0].isalnum():
        return not _UNSPACED.match(word)
    if word not in _JOINING:
        return False
    beyond = token + step
    if not 0 <= beyond < len(shape.words):
        return False
    gap = shape.kinds[2 * max(token, beyond)]
    if gap != "_":
        return False
    letter = shape.words[beyond][0]
    return letter.isdigit() if word in ":," and step < 0 else letter.isalnum()


def _is_likely(match: re.Match[str], shape: Shape, stated: DateRange) -> bool:
    """Whether a lone year is one: words, norms and amounts beside it say that it is not."""
    first, end = match.start("start") // 2, match.end("start") // 2
    if end - first > 1 or not shape.words[first].isdecimal():
        return True
    if stated.start is None or stated.start.year not in _LIKELY_YEARS:
        return False
    if match["paren"] is not None:
        return True
    before, behind = match.start() // 2 - 1, match.end() // 2
    return not (
        (before >= 0 and _is_counted(shape, before, lexicon().refused_before, before + 1))
        or (behind < len(shape.words) and _is_counted(shape, behind, lexicon().refused_behind, behind))
    )


def _is_counted(shape: Shape, token: int, refused: frozenset[str], gap: int) -> bool:
    word = shape.words[token]
    return word in refused or (word.isdecimal() and shape.kinds[2 * gap] != WIDE)
