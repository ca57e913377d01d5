"""The tables (*.toml) that lie beside the code that uses them, read once each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """The table `name`.toml that lies in `package`; the caller must not change it."""
    return tomllib.loads(files(package).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def row_of(package: str, name: str, *path: str) -> frozenset[str]:
    """The words of one row of a table; `path` leads to it through the table's sections."""
    row: Any = table(package, name)
    for step in path:
        row = row[step]
    return frozenset(row)


def alternatives(words: Iterable[str]) -> str:
    """A pattern of any of `words`, the longer before the shorter that it may start with."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
