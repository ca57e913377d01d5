"""People as authors."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from careerdoc.model.records import Person
from careerdoc.text.keys import fold, word_key
from careerdoc.text.tables import alternatives, row_of

_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_ADDRESS = re.compile(r"https?://[^\s<>()]+")
_BRACKETS = re.compile(r"[()<>\[\]\"]+")
_LONGEST = 1_024
_NAME_WORDS = range(2, 6)


@lru_cache(maxsize=256)
def parse(text: str) -> Person | None:
    """The person that `text` names: "Jo Doe", "jo@ex.org (Jo Doe)", "Jo <jo@ex.org> https://jo.ex".

    None when there is neither a name, an email nor an address. Text over 1,024 characters
    names nobody.
    """
    if len(text) > _LONGEST:
        return None
    email = _EMAIL.search(text)
    address = _ADDRESS.search(text)
    rest = text
    for found in (address, email):
        rest = rest.replace(found[0], " ") if found else rest
    name = " ".join(_BRACKETS.sub(" ", rest.replace("mailto:", " ")).split()).strip(" ,;:-–—")
    if not (name or email or address):
        return None
    return Person(
        name=name or None,
        email=email[0] if email else None,
        url=address[0] if address else None,
    )


def parted(text: str) -> tuple[str, ...]:
    """The names in "Jo Doe and Al Poe", each for itself; any other text alone.

    Each must be a whole name: "Simon and Garfunkel" may be one.
    """
    names = tuple(_and().split(text.strip()))
    return names if len(names) > 1 and all(map(_is_name, names)) else (text,)


def _is_name(text: str) -> bool:
    words = text.split()
    is_short = len(words) in _NAME_WORDS and not text.endswith((".", "!", "?"))
    return is_short and words[0][0].isupper() and words[-1][0].isupper()


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:&|{alternatives(row_of(__package__, 'people', 'and'))})\s+")


def byline(text: str) -> str | None:
    """The name or names in a line that says who wrote it ("By Jo Doe"); None for any other line.

    A name has two to five words, the first and the last with a capital.
    """
    first, _, name = text.strip().partition(" ")
    if fold(first).strip(":") not in row_of(__package__, "people", "by"):
        return None
    return " ".join(name.split()) if all(map(_is_name, parted(name))) else None


def key(name: str) -> str:
    """The folded words of a name."""
    return word_key(name)
