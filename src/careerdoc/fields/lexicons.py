"""Word lists of the fields' tables, and the words of a text as those lists spell them."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from careerdoc.fields.wordings import entries
from careerdoc.text.keys import fold, words
from careerdoc.text.tables import table

# Vowel signs of Hindi, Thai, Arabic and Hebrew belong to their words, which `keys.words` cuts there.
_GAP = re.compile("(?:[^\\w\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0963\u0e31-\u0e4e]|_)+")
_LETTER_DOT = re.compile(r"(?<!\w)(\w)\.")


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The folded words of `text`, each as the lists spell it.

    Dots between single letters are gone ("S.p.A." is "spa"), and vowel signs stay inside words.
    """
    if "." in text:
        text = _LETTER_DOT.sub(r"\1", text)
    return parts_of(text)


def parts_of(text: str) -> tuple[str, ...]:
    """The folded words of `text`; vowel signs stay inside words, dots part them."""
    if text.isascii():
        return words(text)
    # A Turkish capital dotted I falls into two characters.
    folded = fold(text).replace("i\u0307", "i")
    return tuple(word for word in _GAP.split(folded) if word)


@cache
def listed(package: str, name: str, *path: str) -> frozenset[str]:
    """The entries of one list of a table, or of all lists of a section; `path` leads there.

    A list is one text with its entries parted by commas and line ends.
    """
    found: Any = table(package, name)
    for step in path:
        found = found[step]
    rows = found.values() if isinstance(found, dict) else (found,)
    return frozenset(entry for row in rows for entry in entries(row))


class Ends:
    """Endings or starts of words, looked up by length rather than one by one."""

    def __init__(self, entries: frozenset[str]) -> None:
        self._entries = entries
        self._lengths = sorted(set(map(len, entries)), reverse=True)

    def ends(self, word: str) -> str | None:
        """The longest entry that `word` ends with and is longer than; None where none does."""
        size = len(word)
        return next(
            (word[-n:] for n in self._lengths if n < size and word[-n:] in self._entries),
            None,
        )

    def starts(self, word: str) -> str | None:
        """The longest entry that `word` starts with; None where none does."""
        return next((word[:n] for n in self._lengths if word[:n] in self._entries), None)


@cache
def ends_of(package: str, name: str, *path: str) -> Ends:
    """The entries of a list, or of all lists of a section, as ends of words."""
    return Ends(listed(package, name, *path))
