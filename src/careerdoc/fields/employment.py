"""Types of employment and modes of work."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from careerdoc.fields.wordings import entries
from careerdoc.text.keys import fold, word_key
from careerdoc.text.tables import table

WorkMode = Literal["on-site", "hybrid", "remote"]

_NOT_A_WORD = re.compile(r"[\s!-/:-@\[-`{-~·•…、。「」【】״׳،؛؟“”„«»–—]+")


def recognize(text: str) -> float:
    """1.0 when the whole text is a known type of employment in one of 29 languages, else 0.0.

    Some are titles too, see `is_also_title`.
    """
    return 1.0 if _key(text) in _types() else 0.0


def parse(text: str) -> str:
    """The normal form of a type ("Full time" gives "full-time"), else the text as cleaned."""
    return _types().get(_key(text), " ".join(text.split()))


def key(employment_type: str) -> str:
    """The folded normal form."""
    return _key(parse(employment_type))


def work_mode(text: str) -> WorkMode | None:
    """The mode of work that the whole text names ("Remoto" gives "remote"), else None."""
    return _modes().get(_key(text))


def is_type_only(text: str) -> bool:
    """Whether the whole text is a type or a mode that nobody has as a title: "Full-time", "Remote"."""
    spelling = _key(text)
    return (spelling in _types() or spelling in _modes()) and spelling not in _also_titles()


def is_also_title(text: str) -> bool:
    """Whether the whole text is a type that people have as a title too: "Trainee", "Praktikantin"."""
    return _key(text) in _also_titles()


def _key(text: str) -> str:
    """The folded words; signs of vowels part none, as they do in the words of `word_key`."""
    return word_key(text) if text.isascii() else _in_words(fold(text))


def _in_words(folded: str) -> str:
    return " ".join(_NOT_A_WORD.sub(" ", folded).split())


def _spellings(row: str) -> list[str]:
    return [entry if entry.isalnum() else _in_words(entry) for entry in entries(fold(row))]


@cache
def _types() -> dict[str, str]:
    rows: dict[str, str] = table(__package__, "employment")["types"]
    return {spelling: name for name, row in rows.items() for spelling in [_key(name), *_spellings(row)]}


@cache
def _modes() -> dict[str, WorkMode]:
    rows = table(__package__, "employment")["modes"]
    modes: tuple[WorkMode, ...] = ("on-site", "hybrid", "remote")
    return {spelling: mode for mode in modes for spelling in [_key(mode), *_spellings(rows[mode])]}


@cache
def _also_titles() -> frozenset[str]:
    return frozenset(_spellings(table(__package__, "employment")["also_titles"]["any"]))
