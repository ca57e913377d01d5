"""Types of employment and modes of work."""

from __future__ import annotations

from functools import cache
from typing import Literal

from careerdoc.text.keys import word_key
from careerdoc.text.tables import table

WorkMode = Literal["on-site", "hybrid", "remote"]


def recognize(text: str) -> float:
    """1.0 when the whole text is a known type of employment, else 0.0."""
    return 1.0 if word_key(text) in _types() else 0.0


def parse(text: str) -> str:
    """The normal form of a type ("Full time" gives "full-time"), else the text as cleaned."""
    return _types().get(word_key(text), " ".join(text.split()))


def key(employment_type: str) -> str:
    """The folded normal form."""
    return word_key(parse(employment_type))


def work_mode(text: str) -> WorkMode | None:
    """The mode of work that the whole text names ("Remoto" gives "remote"), else None."""
    return _modes().get(word_key(text))


@cache
def _types() -> dict[str, str]:
    names: dict[str, list[str]] = table(__package__, "employment")["types"]
    return {word_key(spelling): name for name, spellings in names.items() for spelling in [name, *spellings]}


@cache
def _modes() -> dict[str, WorkMode]:
    spellings = table(__package__, "employment")["modes"]
    modes: tuple[WorkMode, ...] = ("on-site", "hybrid", "remote")
    return {word_key(spelling): mode for mode in modes for spelling in [mode, *spellings[mode]]}
