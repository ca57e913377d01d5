"""Texts that keep a place for a value."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from careerdoc.text.keys import fold
from careerdoc.text.tables import alternatives, row_of

_LONGEST = 200
"""Characters. A longer text says something, whatever signs stand in it, unless it begins to fill a place."""
_MOST_WORDS = 6
_WORD = re.compile(r"[^\W_]+")
_IN_BRACKETS = re.compile(r"[\[<({].*[\]>)}]")
# A date whose digits are not filled in: "20XX - 20XX", "MM/YYYY", "2XXX".
_UNFILLED_DATE = re.compile(
    r"(?=[\dxXyYmMdD/. –-])(?=.*(?:\d[xX]{2}|[xX]{4}|YYYY|yyyy))"
    r"[\dxXyYmMdD/. –-]+(?:(?:to|Present|present)\s*[\dxXyYmMdD/. –-]*)?"
)


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Whether `text` only keeps a place: "TODO", "{{ title }}", "Your Job Title", "[Company]", "20XX"."""
    start = text[:_LONGEST]
    # Folding can change the first word of any other text.
    if text.isascii() and not _may_be_one(start):
        return False
    folded = fold(start)
    if _starts().match(folded):
        return True
    if len(text) > _LONGEST:
        return False
    if any(map(text.__contains__, _marks())) or folded.strip(" .<>[]()") in _row("texts"):
        return True
    return bool(_UNFILLED_DATE.fullmatch(text.strip())) or _only_names_a_place(text.strip(), folded)


def _may_be_one(text: str) -> bool:
    """Whether ASCII text begins with a word of a placeholder, or holds a mark or an unfilled date."""
    first = _WORD.search(text)
    if first is not None and first[0].lower() in _first_words():
        return True
    return any(map(text.__contains__, _marks())) or _UNFILLED_DATE.fullmatch(text.strip()) is not None


@cache
def _first_words() -> frozenset[str]:
    rows = (*_row("texts"), *_row("starts"), *_row("signs"), *_row("words"))
    return frozenset(word[0] for word in map(_WORD.search, rows) if word)


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(_row('starts'))})(?: |$)")


@cache
def _marks() -> tuple[str, ...]:
    return tuple(_row("marks"))


def _only_names_a_place(text: str, folded: str) -> bool:
    """Whether all words only say what should stand here."""
    signs, others = _row("signs"), _row("words")
    words: list[str] = []
    for word in _WORD.finditer(folded):
        if (word[0] not in signs and word[0] not in others) or len(words) == _MOST_WORDS:
            return False
        words.append(word[0])
    if words and _IN_BRACKETS.fullmatch(text):
        return True
    is_listed = "," in text and not all(map(str.isdecimal, words))  # "2,1" is a number
    return len(words) > 1 and (not signs.isdisjoint(words) or is_listed)


@cache
def _row(name: str) -> frozenset[str]:
    return row_of(__package__, "placeholders", name)
