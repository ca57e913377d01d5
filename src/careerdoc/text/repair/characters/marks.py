"""Combining marks: how many may follow each other, and the form they are written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain

from careerdoc.text.repair.ledger import Edit, difference, rewritten

CHANGED_ALONE = (
    r"\u0300-\u036f\u0374\u037e\u0387\u0958-\u095f\u09dc-\u09df\u0a33-\u0a5e\u0b5c\u0b5d\u0f43-\u0fb9"
    r"\u1f71-\u1fff\u2000\u2001\u2126-\u212b\u2329\u232a\u2adc\uf900-\ufad9\ufb1d-\ufb4e"
    r"\U0001d15e-\U0001d1c0\U0002f800-\U0002fa1d"
)
"""Every character that normal form C changes though it stands between ASCII, and some others."""
# Stream-Safe Text Format allows 30 combining marks in a row; sorting longer runs into
# normal form takes quadratic time. Source: Unicode Standard Annex 15, section 13.
_MOST_MARKS = 30
# Marks are neither letters nor digits nor blanks, and none is in the blocks left out.
_PERHAPS_MARKS = re.compile(rf"[^\w\s\x00-\u02ff\u2000-\u20cf\u2100-\u2cee]{{{_MOST_MARKS + 1},}}")


def combining_edits(line: str) -> Iterator[Edit]:
    """Cuts off what follows the 30th combining mark in a row."""
    for found in _PERHAPS_MARKS.finditer(line):
        start = found.start()
        for place, character in enumerate(chain(found[0], " "), found.start()):
            if _is_mark(character):
                continue
            if place - start > _MOST_MARKS:
                yield Edit(start + _MOST_MARKS, place, "", "combining-run", "inferred")
            start = place + 1


def without_long_runs(text: str) -> str:
    """`text` as `combining_edits` leave it."""
    return text if len(text) <= _MOST_MARKS else rewritten(text, combining_edits(text))


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) > 0 or unicodedata.category(character) in ("Mn", "Me")


def normal_form_edits(line: str) -> Iterator[Edit]:
    """The one edit that brings `line` to normal form C; cheap only behind `combining_edits`."""
    normal = unicodedata.normalize("NFC", line)
    if normal != line:
        yield difference(line, normal, "normal-form", "stylistic")
