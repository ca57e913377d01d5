"""Names of technologies and the lines that list them."""

from __future__ import annotations

import re
from functools import cache

from careerdoc.text.keys import fold
from careerdoc.text.tables import table

_LABEL = re.compile(r"\s*[-*•]?\s*(?P<label>[^:：]{2,40})[:：]\s*(?P<list>\S.*)")
_SEPARATOR = re.compile(r"\s*[,;·|•、]\s*(?![^()]*\))|\s+/\s+")


def listed(line: str) -> tuple[str, ...] | None:
    """The names in a line such as "Keywords: Go, SQL"; None when the line is no such list."""
    found = _LABEL.fullmatch(line)
    if found is None or fold(found["label"]) not in _labels():
        return None
    return split(found["list"])


def split(text: str) -> tuple[str, ...]:
    """The names in a list with commas, dots or bars between, each once, a final stop dropped."""
    names = (name.strip() for name in _SEPARATOR.split(text.strip().rstrip(".")))
    return tuple(dict.fromkeys(name for name in names if name))


def key(name: str) -> str:
    """The folded name; signs stay, so that C, C++ and C# differ."""
    return fold(name)


@cache
def _labels() -> frozenset[str]:
    return frozenset(table(__package__, "technologies")["labels"])
