"""How often the characters of a language follow each other."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from json import loads

# What `tools/train_letters.py` writes the table with.
STEPS_PER_NAT = 1.5
"""Weights are whole steps of natural logarithms, all of them zero or below."""
FIRST_CODE = 2
"""What numbers are counted from when they are written as characters: 0 and 1 part the lists."""
FILTERS = [{"id": lzma.FILTER_LZMA1, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4, "lp": 0, "pb": 0}]
"""How the languages of a script are packed."""
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Letters:
    """One language: the weight of each row of characters, and what falling back from a context costs."""

    single: str
    """The characters it knows, the likeliest first."""
    rows: dict[str, float]
    back_offs: dict[str, float]

    def log_probability(self, before: str, character: str) -> float | None:
        """The natural logarithm of how likely `character` is after `before`; None if it is unknown.

        The last three characters of `before` count; fewer may be given.
        """
        rows = self.rows
        context = before[1 - _LONGEST :]
        fallen = 0.0
        while context:
            found = rows.get(context + character)
            if found is not None:
                return found + fallen
            fallen += self.back_offs.get(context, 0.0)
            context = context[1:]
        found = rows.get(character)
        return None if found is None else found + fallen


@cache
def letters_of(language: str) -> Letters:
    """The letters of one language, by the table that is shipped."""
    return read_letters(_shipped(), language)


def read_letters(table: bytes, language: str) -> Letters:
    """The letters of one language in a table as `tools/train_letters.py` writes it."""
    offset, length, place = _index(table)[language]
    return _letters(_block(table, offset, length)[place])


def _letters(listed: str) -> Letters:
    single, *parts = listed.split("\0")
    characters = dict(enumerate(single, FIRST_CODE))
    lists = iter(parts)
    found = list(single)
    rows = dict(zip(found, _weights(next(lists)), strict=True))
    back_offs: dict[str, float] = {}
    for sizes, follow, weights, fallen in zip(lists, lists, lists, lists, strict=True):
        longer: list[str] = []
        contexts: list[str] = []
        for context, names in _followers(found, sizes, follow.translate(characters)):
            contexts.append(context)
            longer += [context + name for name in names]
        rows.update(zip(longer, _weights(weights), strict=True))
        back_offs.update(zip(contexts, _weights(fallen), strict=True))
        found = longer
    return Letters(single, rows, back_offs)


def _followers(rows: list[str], sizes: str, follow: str) -> Iterator[tuple[str, str]]:
    at = 0
    for row, size in zip(rows, sizes, strict=True):
        count = ord(size) - FIRST_CODE
        if count:
            yield row, follow[at : at + count]
            at += count


def _weights(levels: str) -> list[float]:
    return [(FIRST_CODE - ord(level)) / STEPS_PER_NAT for level in levels]


@cache
def _shipped() -> bytes:
    return files(__package__).joinpath("letters.bin").read_bytes()


@cache
def _index(table: bytes) -> dict[str, list[int]]:
    found: dict[str, list[int]] = loads(table[4 : _start(table)])
    return found


@cache
def _block(table: bytes, offset: int, length: int) -> list[str]:
    """What is listed of each language of one script."""
    start = _start(table) + offset
    packed = table[start : start + length]
    return lzma.decompress(packed, lzma.FORMAT_RAW, filters=FILTERS).decode("utf-8").split("\x01")


def _start(table: bytes) -> int:
    return 4 + int.from_bytes(table[:4], "big")
