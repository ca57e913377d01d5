"""Control characters and broken halves of characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from careerdoc.text.repair.ledger import Edit

# The C0 controls but tab and line feed, and DEL. C1 controls are left to mojibake repair:
# they are what windows-1252 punctuation becomes when it is read as Latin-1.
_CONTROL = re.compile(r"\r\n?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+|[\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Stream-Safe Text Format allows 30 combining marks in a row; sorting longer runs into
# normal form takes quadratic time. Source: Unicode Standard Annex 15, section 13.
_COMBINING_RUN = 30


def control_edits(line: str) -> Iterator[Edit]:
    """Control characters as one space (they never join words), NUL and marks inside as nothing."""
    for found in _CONTROL.finditer(line):
        invisible = not found[0].strip("\x00\ufeff\ufffe\uffff")
        after = "" if invisible else "\n" if found[0][0] == "\r" else " "
        yield Edit(found.start(), found.end(), after, "control", "inferred")


def surrogate_edits(line: str) -> Iterator[Edit]:
    """Lone surrogates, which no encoding can write, as U+FFFD."""
    for found in _SURROGATE.finditer(line):
        yield Edit(found.start(), found.end(), "\ufffd", "surrogate", "inferred")


def combining_edits(line: str) -> Iterator[Edit]:
    """Cuts off what follows the 30th combining mark in a row."""
    run = 0
    for position, character in enumerate(line):
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _COMBINING_RUN:
            yield Edit(position, position + 1, "", "combining-run", "inferred")
