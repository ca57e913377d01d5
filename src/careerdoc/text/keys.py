"""Folded forms of texts, for comparing only; never stored as a value."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from careerdoc.text.repair.characters.marks import without_long_runs

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛ʼ`´′"), "'") | dict.fromkeys(map(ord, "“”„‟«»″"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
# Soft hyphens, zero-width characters, marks of direction and of byte order, variation selectors
# and tags say nothing.
_INVISIBLE = dict.fromkeys(
    [
        *(0xAD, 0x34F, 0x61C, 0xFEFF, 0xE0001),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xE0020, 0xE0080),
        *range(0xE0100, 0xE01F0),
    ]
)
_BLANKS = dict.fromkeys((0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0), " ")
_FOLDS = _QUOTES | _DASHES | _INVISIBLE | _BLANKS
_SHORT = 300
"""Characters."""
_NOT_A_WORD = re.compile(r"[\W_]+")
_MARKUP = re.compile(
    r"""^\s{0,3}(?:\#{1,6}\s+|>\s?|[-*+]\s+|\d{1,3}[.)]\s+)   # heading, quote, bullet, number
      | [*_`]{1,3}                                          # emphasis and code marks
      | !?\[(?P<label>[^\[\]]{0,200})\]\([^()\s]{0,500}\)   # link or image: its label stays
    """,
    re.VERBOSE | re.MULTILINE,
)


def fold(text: str) -> str:
    """`text` in compatibility form, lower case, with plain quotes, dashes and single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    return _folded(text) if len(text) > _SHORT else _known_folded(text)


def _folded(text: str) -> str:
    # In compatibility form these two fall apart; what is left out may have stood before a mark.
    told = without_long_runs(text.replace("´", "'").replace("″", '"'))
    plain = unicodedata.normalize("NFKC", told).translate(_FOLDS).casefold()
    return " ".join(unicodedata.normalize("NFKC", without_long_runs(plain)).split())


_known_folded = lru_cache(maxsize=4096)(_folded)
"""Of short texts: what a source says once, others say again, and rules ask for it many times."""


def words(text: str) -> tuple[str, ...]:
    """The folded words of `text` in order, accents kept, punctuation gone."""
    return tuple(word for word in _NOT_A_WORD.split(fold(text)) if word)


def word_key(text: str) -> str:
    """The folded words joined by single spaces."""
    return " ".join(words(text))


def without_marks(text: str) -> str:
    """`text` without markdown's marks: headings, quotes, bullets, emphasis, link targets."""
    return _MARKUP.sub(lambda mark: mark["label"] or "", text)
