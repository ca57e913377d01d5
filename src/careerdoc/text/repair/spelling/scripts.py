"""The script of a letter, and what a character counts as in the table of letters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from careerdoc.text.tables import table

_TABLE = table(__package__, "scripts")
_SCRIPTS: tuple[str, ...] = tuple(_TABLE["ranges"].values())
_STARTS = [int(start, 16) for start in _TABLE["ranges"]]
_FAMILIES: dict[str, str] = _TABLE["families"]
LANGUAGES: dict[str, tuple[str, ...]] = {
    script: tuple(languages) for script, languages in _TABLE["languages"].items()
}
"""The languages that the table of letters has of each script."""


def characters_tried() -> Iterator[str]:
    """The characters that a damaged piece may stand for wherever it stands: alphabets and common marks."""
    for bounds in _TABLE["characters"]["ranges"]:
        first, last = bounds.split("-")
        yield from map(chr, range(int(first, 16), int(last, 16) + 1))


@cache
def script_of(character: str) -> str:
    """The script of a letter; empty for those that no table covers."""
    return _SCRIPTS[bisect_right(_STARTS, ord(character)) - 1]


@cache
def family_of(character: str) -> str:
    """The script of a letter, or the one that stands for all that stand together with it in words."""
    script = script_of(character)
    return _FAMILIES.get(script, script)


@cache
def symbol(character: str) -> str:
    """What a character counts as in the tables: small letter, blank, 0, ’ or . for other marks."""
    if character.isalpha() or _goes_on_in_words(character):
        return character.lower()[0]
    if character.isspace():
        return " "
    if character.isdigit():
        return "0"
    return "’" if character in "'’" else "."


def _goes_on_in_words(character: str) -> bool:
    """Whether it is a mark that belongs to a letter, as the vowels of Hindi and Thai do."""
    return not character.isascii() and not character.isdigit() and ("a" + character).isidentifier()


@cache
def kind_of(character: str) -> str:
    """Letter, digit, blank or other mark: `L`, `D`, `S`, `P`; `C` for letters that no blanks part."""
    if family_of(character) in ("han", "thai"):
        return "C"
    return {" ": "S", "0": "D", "’": "P", ".": "P"}.get(symbol(character), "L")
