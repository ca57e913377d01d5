"""Breaks in a career: parental leave, sabbaticals and the like, which are no roles."""

from __future__ import annotations

from functools import cache

from careerdoc.fields.wordings import key, keys_of
from careerdoc.text.tables import table

_LONGEST = 60
"""Characters."""


def is_career_break(text: str) -> bool:
    """Whether the whole text names a break ("Elternzeit", "Career break"), an aside left out.

    Behind a known break may follow what it was for, parted by a dash, a comma or brackets.
    """
    if len(text) > _LONGEST:
        return False
    plain = key(text)
    if plain in _breaks():
        return True
    words = plain.split(" ")
    return words[0] in _first_words() and key(_before_aside(text)) in _breaks()


def _before_aside(text: str) -> str:
    for sign in ("(", "（", " - ", " – ", " — ", ",", ":", "·", "/"):
        text = text.partition(sign)[0]
    return text


@cache
def _breaks() -> frozenset[str]:
    return keys_of(table(__package__, "breaks")["breaks"].values())


@cache
def _first_words() -> frozenset[str]:
    return frozenset(words.split(" ", 1)[0] for words in _breaks())
