"""Folded forms of texts, for comparing only; never stored as a value."""

from __future__ import annotations

import re
import unicodedata

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛ʼ`´′"), "'") | dict.fromkeys(map(ord, "“”„‟«»″"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
# Soft hyphen, zero-width characters, direction marks and the byte order mark say nothing.
_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])
_FOLDS = _QUOTES | _DASHES | _INVISIBLE
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
    plain = unicodedata.normalize("NFKC", text).translate(_FOLDS).casefold()
    return " ".join(plain.split())


def words(text: str) -> tuple[str, ...]:
    """The folded words of `text` in order, accents kept, punctuation gone."""
    return tuple(word for word in _NOT_A_WORD.split(fold(text)) if word)


def word_key(text: str) -> str:
    """The folded words joined by single spaces."""
    return " ".join(words(text))


def without_marks(text: str) -> str:
    """`text` without markdown's marks: headings, quotes, bullets, emphasis, link targets."""
    return _MARKUP.sub(lambda mark: mark["label"] or "", text)
