"""Patterns that are costly to compile, compiled when they are first used."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


def wide_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern with sets of many characters, which takes milliseconds to compile and not every run needs.

    What comes back is asked like what `re.compile` gives, by its methods and `pattern`; it has no other
    attributes, and functions of `re` do not take it.
    """
    return cast("re.Pattern[str]", _Waiting(pattern, flags))


class _Waiting:
    """A pattern that is not compiled yet, or has been, and then holds the methods of what came out."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._given_flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._given_flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
