"""A text cut into tokens, and its shape: two characters a token, the gap before it and its kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from careerdoc.fields.dates.words import UNKNOWN, lexicon, numeral, plain

TIGHT, BLANK, WIDE = "_", " ", "\t"
"""Gaps before a token: none, one blank, more than that."""
_GAPS = {"": TIGHT, " ": BLANK}
_ASCII_TOKEN = re.compile(r"([a-z]+|\d+|\S)")
_NUMERAL = re.compile("[〇零一二三四五六七八九十元]+")


@dataclass(frozen=True, slots=True)
class Shape:
    """`words` are the tokens by the names that the tables know; `pieces` gaps and tokens in turn."""

    kinds: str
    words: list[str]
    pieces: list[str]


def shape_of(text: str) -> Shape:
    """The shape of a text, in time that grows with its length."""
    known = lexicon()
    if text.isascii():
        pieces = _ASCII_TOKEN.split(text.lower())
        words = pieces[1::2]
    else:
        pieces = known.token.split(plain(text))
        words = pieces[1::2]
        if "年" in words or "月" in words:
            words = [numeral(word) if _NUMERAL.fullmatch(word) else word for word in words]
    kind_of, gap_of = known.kinds.get, _GAPS.get
    marks = [
        gap_of(gap, WIDE) + kind_of(word, UNKNOWN) for gap, word in zip(pieces[::2], words, strict=False)
    ]
    if not known.phrases.keys().isdisjoint(words) and not known.openings.isdisjoint(pairwise(words)):
        words, pieces, marks = _joined(words, pieces, marks)
    return Shape("".join(marks), words, pieces)


def _joined(words: list[str], pieces: list[str], marks: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The same with the tokens of each known phrase made one."""
    phrases = lexicon().phrases
    joined: tuple[list[str], list[str], list[str]] = ([], [], [])
    place = 0
    while place < len(words):
        size, kind, name = 1, "", words[place]
        for row, row_kind, row_name in phrases.get(name, ()):
            if tuple(words[place : place + len(row)]) == row:
                size, kind, name = len(row), row_kind, row_name
                break
        joined[0].append(name)
        joined[1].append(pieces[2 * place])
        joined[1].append("".join(pieces[2 * place + 1 : 2 * (place + size)]))
        joined[2].append(marks[place][0] + kind if kind else marks[place])
        place += size
    joined[1].append(pieces[-1])
    return joined
