"""Wordings as they stand in tables, and the key that they are looked up by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

LONGEST_KEYED = 200
"""Characters of the longest text that a key is made of; no wording is longer."""

# Accents, which capitals often go without, vowel points, soft hyphens and variation selectors.
_DROPPED = re.compile("[\u0300-\u036f\u00ad\u05b0-\u05c7\u0640\u064b-\u0655\u200d\ufe00-\ufe0f]+")
_ALIKE = {
    **{"ł": "l", "ı": "i", "đ": "d", "ø": "o", "ð": "d", "æ": "ae", "œ": "oe", "ς": "σ"},
    **{"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه"},
}
_TOLD_APART = re.compile(f"[{''.join(_ALIKE)}]")
# Vowel signs of Hindi and Thai are parts of words that "\w" leaves out.
_WORD = re.compile("[\u0900-\u0963\u0966-\u097f\u0e01-\u0e4e]+|[^\\W_]+")


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The words of `text` in lower case without accents, parted by single spaces.

    Capitals and small letters, marks of emphasis, punctuation and width make no difference, nor
    do letters that capitals or keyboards of one language write alike ("İ" and "I", "ي" and "ی").
    Empty for a text longer than any wording.
    """
    return " ".join(_WORD.findall(_folded(text))) if len(text) <= LONGEST_KEYED else ""


def entries(block: str) -> list[str]:
    """The entries of a block of a table, which commas or line ends part; blanks around them go."""
    found = (entry.strip() for entry in block.replace("\n", ",").split(","))
    return [entry for entry in found if entry]


def keys(block: str) -> list[str]:
    """The keys of a block's entries, folded all at once."""
    found = (" ".join(_WORD.findall(entry)) for entry in _folded(block).replace("\n", ",").split(","))
    return [entry for entry in found if entry]


def keys_of(blocks: Iterable[str]) -> frozenset[str]:
    """The keys of the entries of all blocks."""
    return frozenset(entry for block in blocks for entry in keys(block))


def names_by_key(sections: Mapping[str, Mapping[str, str]], names: Sequence[str]) -> dict[str, Any]:
    """The key of each entry of a table, and which of its sections `names` it stands in; of two the first."""
    return {
        entry: name for name in reversed(names) for block in sections[name].values() for entry in keys(block)
    }


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = _DROPPED.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return _TOLD_APART.sub(_alike, unicodedata.normalize("NFC", plain))


def _alike(letter: re.Match[str]) -> str:
    return _ALIKE[letter[0]]
