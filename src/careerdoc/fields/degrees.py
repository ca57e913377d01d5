"""Degrees and fields of study."""

from __future__ import annotations

import re
from functools import cache, partial

from careerdoc.text.keys import fold
from careerdoc.text.tables import alternatives, row_of, table

_row = partial(row_of, __package__, "degrees")
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

    Cut at a connecting word, a comma or a dash behind the longest known degree: "BSc in
    Physics", "Master of Science (M.Sc.), Physics", "Bachelor of Music, Cello".
    """
    if _is_known(text):
        return text.strip(_SIGNS), None
    end = _end_of_degree(text)
    if end is None:
        return text, None
    for behind in (_SHORT_FORM, _marks()):
        found = behind.match(text, end)
        if found and (behind is not _SHORT_FORM or _is_degree(found[1] or found[2])):
            end = found.end()
    return text[:end].rstrip(",;:"), _field_behind(text[end:])


def _end_of_degree(text: str) -> int | None:
    """Where the longest degree at the start of `text` ends; None where none stands."""
    pieces = [piece for piece in re.finditer(r"\S+", text) if re.search(r"\w", piece[0])]
    ends = [piece.end() for piece in reversed(pieces[:_LONGEST_NAME])]
    known = next((end for end in ends if _is_known(text[:end])), None)
    if known is None or known == pieces[0].end():
        # "Bachelor" alone is the start of "Bachelor of Music".
        return next((end for end in ends if _is_of_a_subject(text[:end])), known)
    return known


def key(degree: str) -> str:
    """The degree's written-out English name where the table knows it, else its folded words."""
    words = " ".join(_degree_words(degree))
    return _names().get(words, words)


def _is_degree(text: str) -> bool:
    return _is_known(text) or _is_of_a_subject(text)


def _is_known(text: str) -> bool:
    """Whether the whole text spells a degree; what is also a word ("as", "be") in capitals only."""
    words = " ".join(_degree_words(text))
    if words not in _names():
        return False
    return words not in _row("also_words") or sum(map(str.isupper, text)) > 1


def _is_of_a_subject(text: str) -> bool:
    """Whether the text is "Bachelor of" and a subject, whatever the subject."""
    level, *rest = fold(text).strip(_SIGNS).split(" ")
    inside = " ".join(rest)
    return (
        level in _row("levels")
        and 1 < len(rest) < _LONGEST_NAME
        and rest[0] == "of"
        and "in" not in rest
        and not re.search(r"[,;:()/–—]| - ", inside)
    )


def _field_behind(text: str) -> str | None:
    rest = text.strip(_SIGNS)
    words = rest.split(" ", 1)
    if len(words) == 2 and words[0].casefold() in _row("connectors"):
        rest = words[1].strip()
    return rest or None


def _degree_words(text: str) -> list[str]:
    # "B.Sc." and "BSc" are one spelling: dots fall away, other signs part words.
    return [word for word in _NOT_A_LETTER.split(fold(text).replace(".", "").replace("'", "")) if word]


@cache
def _marks() -> re.Pattern[str]:
    """What belongs to the degree in front of it, with or without brackets."""
    marks = alternatives(_row("marks"))
    return re.compile(rf"[\s,]*(?:\((?:{marks})\)|(?:{marks})\b)", re.IGNORECASE)


@cache
def _names() -> dict[str, str]:
    spellings: dict[str, list[str]] = table(__package__, "degrees")["names"]
    return {
        " ".join(_degree_words(spelling)): name
        for name, all_of in spellings.items()
        for spelling in [name, *all_of]
    }
