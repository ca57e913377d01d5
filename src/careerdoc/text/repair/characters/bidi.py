"""Marks that set the direction of writing: kept where they can mean something and end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careerdoc.text.repair.ledger import Certainty, Edit

DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"

_DIRECTION = re.compile(f"[{DIRECTIONS}]")
_MARKS = frozenset("\u061c\u200e\u200f")
_ISOLATES = frozenset("\u2066\u2067\u2068")
_EMBEDDINGS = frozenset("\u202a\u202b")
_OVERRIDES = frozenset("\u202d\u202e")
_BEGINNINGS = _ISOLATES | _EMBEDDINGS | _OVERRIDES
_END_OF_ISOLATE, _END_OF_EMBEDDING = "\u2069", "\u202c"
_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    r"\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def bidi_edits(line: str) -> Iterator[Edit]:
    """Marks of direction as nothing where no letter runs from right to left, or where they have no end.

    Overrides go in any case: they show a text in another order than it is read by programs.
    Source: Unicode Standard Annex 9; Unicode Technical Standard 55 on the spoofing of source code.
    """
    found = list(_DIRECTION.finditer(line))
    if not found:
        return
    kept = _balanced(found)
    has_right_to_left = _RIGHT_TO_LEFT.search(line) is not None
    for mark in found:
        if mark.start() not in kept and not (mark[0] in _MARKS and has_right_to_left):
            certainty: Certainty = "inferred" if mark[0] in _OVERRIDES else "stylistic"
            yield Edit(mark.start(), mark.end(), "", "bidi", certainty)


def _balanced(found: list[re.Match[str]]) -> set[int]:
    """Where isolates and embeddings begin and end, of those that do both."""
    kept: set[int] = set()
    begun: list[re.Match[str]] = []
    isolates = 0
    for mark in found:
        if mark[0] in _BEGINNINGS:
            begun.append(mark)
            isolates += mark[0] in _ISOLATES
        elif mark[0] == _END_OF_ISOLATE and isolates:
            while begun[-1][0] not in _ISOLATES:
                begun.pop()
            kept |= {begun.pop().start(), mark.start()}
            isolates -= 1
        elif mark[0] == _END_OF_EMBEDDING and begun and begun[-1][0] not in _ISOLATES:
            beginning = begun.pop()
            if beginning[0] in _EMBEDDINGS:
                kept |= {beginning.start(), mark.start()}
    return kept
