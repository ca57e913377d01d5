"""Control characters and broken halves of characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careerdoc.text.repair.ledger import Edit

# The C0 controls but tab and line feed, and DEL. C1 controls are left to mojibake repair:
# they are what windows-1252 punctuation becomes when it is read as Latin-1.
_CONTROL = re.compile(r"\r\n?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+|[\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Stream-Safe Text Format allows 30 combining marks in a row; sorting longer runs into
# normal form takes quadratic time. Source: Unicode Standard Annex 15, section 13.
_MARK = (
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]"
)
_LONG_RUN = re.compile(rf"(?<={_MARK}{{30}}){_MARK}+")


def control_edits(line: str) -> Iterator[Edit]:
    """Control characters as one space (they never join words), NUL and marks inside as nothing."""
    for found in _CONTROL.finditer(line):
        yield Edit(found.start(), found.end(), _in_place_of(found), "control", "inferred")


def without_controls(line: str) -> str:
    """`line` as `control_edits` leave it."""
    return _CONTROL.sub(_in_place_of, line)


def _in_place_of(found: re.Match[str]) -> str:
    invisible = not found[0].strip("\x00\ufeff\ufffe\uffff")
    if invisible:
        return ""
    return "\n" if found[0][0] == "\r" else " "


def surrogate_edits(line: str) -> Iterator[Edit]:
    """Lone surrogates, which no encoding can write, as U+FFFD."""
    for found in _SURROGATE.finditer(line):
        yield Edit(found.start(), found.end(), "\ufffd", "surrogate", "inferred")


def combining_edits(line: str) -> Iterator[Edit]:
    """Cuts off what follows the 30th combining mark in a row."""
    for found in _LONG_RUN.finditer(line):
        yield Edit(found.start(), found.end(), "", "combining-run", "inferred")
