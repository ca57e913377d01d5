"""Degrees and fields of study."""

from __future__ import annotations

import re
from functools import cache

from careerdoc.text.keys import fold
from careerdoc.text.tables import table

_NOT_A_LETTER = re.compile(r"[^\w]+|_")
_SIGNS = " ,;:-–—·"
_LONGEST_DEGREE = 14
"""Words. Longer lines are sentences."""


def recognize(text: str) -> float:
    """How much `text` looks like a degree, 0 to 1: 1 when all of it is one, .8 when it starts so."""
    words = _degree_words(text)
    if not 0 < len(words) <= _LONGEST_DEGREE:
        return 0.0
    if " ".join(words) in _names():
        return 1.0
    return 0.8 if any(" ".join(words[:count]) in _names() for count in range(1, min(5, len(words)))) else 0.0


def split(text: str) -> tuple[str, str | None]:
    """A degree and the field of study behind it, as written; the field None where none stands.

    Cut at a connecting word or a comma behind the longest known degree: "BSc in Physics",
    "Master of Science, Physics", "B.S. Computer Science".
    """
    if recognize(text) == 1.0:
        return text.strip(_SIGNS), None
    pieces = list(re.finditer(r"\S+", text))
    for count in range(min(6, len(pieces) - 1), 0, -1):
        head = text[: pieces[count - 1].end()]
        if " ".join(_degree_words(head)) in _names():
            return head.rstrip(",;:"), _field_behind(text[pieces[count - 1].end() :])
    return text, None


def key(degree: str) -> str:
    """The degree's written-out English name where the table knows it, else its folded words."""
    words = " ".join(_degree_words(degree))
    return _names().get(words, words)


def _field_behind(text: str) -> str | None:
    rest = text.strip(_SIGNS)
    words = rest.split(" ", 1)
    if len(words) == 2 and words[0].casefold() in table(__package__, "degrees")["connectors"]:
        rest = words[1].strip()
    return rest or None


def _degree_words(text: str) -> list[str]:
    # "B.Sc." and "BSc" are one spelling: dots fall away, other signs part words.
    return [word for word in _NOT_A_LETTER.split(fold(text).replace(".", "").replace("'", "")) if word]


@cache
def _names() -> dict[str, str]:
    spellings: dict[str, list[str]] = table(__package__, "degrees")["names"]
    return {
        " ".join(_degree_words(spelling)): name
        for name, all_of in spellings.items()
        for spelling in [name, *all_of]
    }
