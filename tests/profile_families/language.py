"""The tables of invented material, one file of `words` for each language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent / "words"
_PARTING = re.compile(r",\s+|,?\n")
_BY_LINE = {"lines", "timeline", "bio", "article", "hired"}
_WHOLE = {"texts", "linkedin", "xing", "europass"}


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a language, by `table.row`."""

    code: str
    rows: Mapping[str, tuple[str, ...]]

    def all(self, row: str) -> tuple[str, ...]:
        """The entries of a row in their order; none of a row that is empty or not there."""
        return self.rows.get(row, ())

    def text(self, row: str) -> str:
        """The first entry of a row.

        Raises:
            KeyError: when the language has no such row.
        """
        return self.rows[row][0]


@cache
def language(code: str) -> Language:
    """The material of the language with this code, such as `en`."""
    tables = tomllib.loads((_WORDS / f"{code}.toml").read_text(encoding="utf-8"))
    rows = {
        f"{table}.{name}": _entries(table, row)
        for table, named in tables.items()
        for name, row in named.items()
    }
    return Language(code, rows)


def _entries(table: str, row: str) -> tuple[str, ...]:
    """The entries of a row: parted by lines, or by commas too, or the row as one."""
    if table in _WHOLE:
        return (row,)
    parts = row.split("\n") if table in _BY_LINE else _PARTING.split(row)
    return tuple(filter(None, (part.strip() for part in parts)))
