"""Flags: words for yes and no."""

from __future__ import annotations

from functools import cache

from careerdoc.text.keys import fold
from careerdoc.text.tables import table


def parse(text: str) -> bool | None:
    """Whether the whole text says yes or no; None when it says neither."""
    return _flags().get(fold(text))


@cache
def _flags() -> dict[str, bool]:
    words = table(__package__, "flags")
    return {word: flag for name, flag in (("yes", True), ("no", False)) for word in words[name]}
