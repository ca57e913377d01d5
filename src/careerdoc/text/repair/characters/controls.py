"""Characters that no value may hold: controls, halves of characters, non-characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careerdoc.text.repair.ledger import Edit

LINE_BREAK = re.compile(r"(\r\n?|[\n\u2028\u2029])")
"""What ends a line within a value. U+0085 is left to mojibake repair: it may be a damaged "…"."""
# Every plane ends with two code points that are for internal use only, and U+FDD0 begins a row of
# 32 more. Source: The Unicode Standard, section 23.7.
_NONCHARACTERS = "\\ufdd0-\\ufdef" + "".join(
    f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)

_BREAKS = frozenset("\r\u2028\u2029")
_CONTROLS = re.compile(r"\r\n?|[\u2028\u2029]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
# Beside another character beyond ASCII it is a part of damage that nobody could read yet.
_LONE_C1_CONTROLS = re.compile(r"(?<![^\x00-\x7f])[\x80-\x9f]+(?![^\x00-\x7f])")
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")
_UNWRITTEN = re.compile(f"\ufeff+|[{_NONCHARACTERS}]+")
# ESC [ parameters, and a letter that says what they are for; ESC ] a text, and what ends it.
# Source: ECMA-48, sections 5.4 and 8.3.89; hyperlinks (OSC 8) are written in the second way.
_TERMINAL_ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*([@-~])|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)")
_MOVES_OF_THE_CURSOR = frozenset("ABCDEFGHIJSTZdf`ae")


def terminal_edits(line: str) -> Iterator[Edit]:
    """Colours and links for terminals as nothing, moves of the cursor as one space."""
    if "\x1b" in line:
        for found in _TERMINAL_ESCAPE.finditer(line):
            after = " " if found[1] in _MOVES_OF_THE_CURSOR else ""
            yield Edit(found.start(), found.end(), after, "terminal-escape", "stylistic")


def control_edits(line: str) -> Iterator[Edit]:
    """Line ends of any kind as a line feed, controls as one space, for they never join words.

    A NUL stands inside words, where text of two bytes a character was read as one byte each.
    C1 controls are what windows-1252 punctuation becomes when it is read as Latin-1, so they
    are left to mojibake repair first; see `leftover_control_edits`.
    """
    for found in _CONTROLS.finditer(line):
        after = _in_place_of(found)
        if after == "\n":
            yield Edit(found.start(), found.end(), after, "newline", "stylistic")
        else:
            yield Edit(found.start(), found.end(), after, "control", "inferred")


def without_controls(line: str) -> str:
    """`line` without controls and what is never written, as the steps here leave it."""
    return _UNWRITTEN.sub("", _CONTROLS.sub(_in_place_of, line))


def _in_place_of(found: re.Match[str]) -> str:
    if found[0][0] in _BREAKS:
        return "\n"
    return " " if found[0].strip("\x00") else ""


def surrogate_edits(line: str) -> Iterator[Edit]:
    """Pairs of surrogates as their character; lone ones, which no encoding writes, as U+FFFD."""
    for found in _SURROGATES.finditer(line):
        if len(found[0]) == 2:
            joined = found[0].encode("utf-16", "surrogatepass").decode("utf-16")
            yield Edit(found.start(), found.end(), joined, "surrogate", "exact")
        else:
            yield Edit(found.start(), found.end(), "\ufffd", "surrogate", "inferred")


def unwritten_edits(line: str) -> Iterator[Edit]:
    """Marks of byte order and non-characters as nothing."""
    for found in _UNWRITTEN.finditer(line):
        reason = "zero-width" if found[0][0] == "\ufeff" else "non-character"
        yield Edit(found.start(), found.end(), "", reason, "stylistic")


def leftover_control_edits(line: str) -> Iterator[Edit]:
    """C1 controls that no repair could read as a character, alone between ASCII, as one space.

    To be run last.
    """
    for found in _LONE_C1_CONTROLS.finditer(line):
        yield Edit(found.start(), found.end(), " ", "control", "inferred")
