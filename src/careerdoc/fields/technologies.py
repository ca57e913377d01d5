"""Names of technologies and the lines that list them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from careerdoc.fields import lexicons
from careerdoc.text.keys import fold

_LABEL = re.compile(r"(?:[-*•]\s*+)?(?P<label>[^:：]{2,40})[:：](?P<list>.+)")
_SIGN = re.compile(r"[()]|[,;·|•、]|\s/(?=\s)")


def listed(line: str) -> tuple[str, ...] | None:
    """The names in a line such as "Keywords: Go, SQL"; None when the line is no such list."""
    found = _LABEL.fullmatch(line.strip())
    if found is None or fold(found["label"]) not in _labels():
        return None
    return split(found["list"])


def split(text: str) -> tuple[str, ...]:
    """The names in a list with commas, dots or bars between, each once, a final stop dropped.

    What stands between brackets stays together.
    """
    names = (name.strip() for name in _pieces(text.strip().rstrip(".")))
    return tuple(dict.fromkeys(name for name in names if name))


def _pieces(text: str) -> Iterator[str]:
    start = depth = 0
    last_closing = text.rfind(")")
    for sign in _SIGN.finditer(text):
        if sign[0] == "(":
            depth += sign.start() < last_closing
        elif sign[0] == ")":
            depth = max(0, depth - 1)
        elif not depth:
            yield text[start : sign.start()]
            start = sign.end()
    yield text[start:]


def key(name: str) -> str:
    """The folded name; signs stay, so that C, C++ and C# differ."""
    return fold(name)


@cache
def _labels() -> frozenset[str]:
    return frozenset(map(fold, lexicons.listed(__package__, "technologies", "labels")))
