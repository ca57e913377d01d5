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
_LONGEST_NAME = 6
"""Words of the longest spelling that a field of study may follow."""
# The short form beside the long one: "Bachelor of Arts (BA)", "Bachelor of Arts - BA, History".
_SHORT_FORM = re.compile(r"\s*\(([^()]{1,30})\)|\s+[-–—]\s+([\w.]{2,8})(?![^\s,])")


def recognize(text: str) -> float:
    """How much `text` looks like a degree, 0 to 1: 1 when all of it is one, .8 when it starts so."""
    pieces = text.split()
    if not 0 < len(pieces) <= _LONGEST_DEGREE:
        return 0.0
    if _is_degree(text):
        return 1.0
    return (
        0.8
        if any(
            _is_degree(" ".join(pieces[:count])) for count in range(1, min(_LONGEST_NAME + 1, len(pieces)))
        )
        else 0.0
    )


def split(text: str) -> tuple[str, str | None]:
    """A degree and the field of study behind it, as written; the field None where none stands.

    Cut at a connecting word or a comma behind the longest known degree: "BSc in Physics",
    "Master of Science (M.Sc.), Physics", "B.S. Computer Science".
    """
    if _is_degree(text):
        return text.strip(_SIGNS), None
    pieces = [piece for piece in re.finditer(r"\S+", text) if re.search(r"\w", piece[0])]
    for count in range(min(_LONGEST_NAME, len(pieces) - 1), 0, -1):
        end = pieces[count - 1].end()
        if _is_degree(text[:end]):
            short = _SHORT_FORM.match(text, end)
            end = short.end() if short and _is_degree(short[1] or short[2]) else end
            return text[:end].rstrip(",;:"), _field_behind(text[end:])
    return text, None


def key(degree: str) -> str:
    """The degree's written-out English name where the table knows it, else its folded words."""
    words = " ".join(_degree_words(degree))
    return _names().get(words, words)


def _is_degree(text: str) -> bool:
    """Whether the whole text spells a degree; what is also a word ("as", "be") in capitals only."""
    words = " ".join(_degree_words(text))
    if words not in _names():
        return False
    return words not in _also_words() or sum(map(str.isupper, text)) > 1


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
def _also_words() -> frozenset[str]:
    return frozenset(table(__package__, "degrees")["also_words"])


@cache
def _names() -> dict[str, str]:
    spellings: dict[str, list[str]] = table(__package__, "degrees")["names"]
    return {
        " ".join(_degree_words(spelling)): name
        for name, all_of in spellings.items()
        for spelling in [name, *all_of]
    }
