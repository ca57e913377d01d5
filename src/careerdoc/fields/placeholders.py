"""Texts that keep a place for a value."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from careerdoc.text.keys import fold
from careerdoc.text.tables import table

_LONGEST = 200
"""Characters. A longer text says something, whatever signs stand in it, unless it begins to fill a place."""
_MOST_WORDS = 6
_WORD_END = re.compile(r"[\W_]+")
_IN_BRACKETS = re.compile(r"[\[<({].*[\]>)}]")
# A date whose digits are not filled in: "20XX - 20XX", "MM/YYYY", "2XXX".
_UNFILLED_DATE = re.compile(
    r"(?=.*(?:\d[xX]{2}|[xX]{4}|YYYY|yyyy))[\dxXyYmMdD/. –-]+(?:(?:to|Present|present)\s*[\dxXyYmMdD/. –-]*)?"
)


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Whether `text` only keeps a place: "TODO", "{{ title }}", "Your Job Title", "[Company]", "20XX"."""
    known = table(__package__, "placeholders")
    folded = fold(text[:_LONGEST])
    if any(folded == start or folded.startswith(f"{start} ") for start in known["starts"]):
        return True
    if len(text) > _LONGEST:
        return False
    if any(mark in text for mark in known["marks"]) or folded.strip(" .<>[]()") in known["texts"]:
        return True
    return bool(_UNFILLED_DATE.fullmatch(text.strip())) or _only_names_a_place(text.strip(), folded)


def _only_names_a_place(text: str, folded: str) -> bool:
    """Whether all words only say what should stand here."""
    words = [word for word in _WORD_END.split(folded) if word]
    if not 0 < len(words) <= _MOST_WORDS:
        return False
    signs, others = _row("signs"), _row("words")
    if not all(word in signs or word in others for word in words):
        return False
    if _IN_BRACKETS.fullmatch(text):
        return True
    return len(words) > 1 and (not signs.isdisjoint(words) or "," in text)


@cache
def _row(name: str) -> frozenset[str]:
    return frozenset(table(__package__, "placeholders")[name])
