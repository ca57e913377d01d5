"""The Unicode policy: which steps keep a text to the characters that a value may hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from careerdoc.text.repair.bidi import DIRECTIONS, bidi_edits
from careerdoc.text.repair.controls import (
    control_edits,
    surrogate_edits,
    terminal_edits,
    unwritten_edits,
)
from careerdoc.text.repair.invisible import (
    BLANKS,
    ZERO_WIDTH,
    blank_edits,
    invisible_edits,
)
from careerdoc.text.repair.ledger import Edit, Ledger
from careerdoc.text.repair.marks import CHANGED_ALONE, combining_edits, normal_form_edits

Step = Callable[[str], Iterator[Edit]]

# Beyond the basic plane a class is searched range by range, so that few and wide ones are quick:
# these take in whole planes that hold non-characters, tags and variation selectors.
_ODD_CLASS = (
    r"\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\u2028\u2029"
    rf"\U0001fffe-\U0001ffff\U0002fa20-\U0010ffff{ZERO_WIDTH}\ufe00-\ufe0f{DIRECTIONS}{BLANKS}"
)
ODD_CLASS = rf"{_ODD_CLASS}\x80-\x9f{CHANGED_ALONE}"
"""What the policy may change though it stands between ASCII, for a class of a pattern."""

_ODD = re.compile(f"[{_ODD_CLASS}]")
_IN_EVERY_MODE: tuple[Step, ...] = (surrogate_edits, control_edits, unwritten_edits)
_IN_TEXT: tuple[Step, ...] = (terminal_edits, *_IN_EVERY_MODE, invisible_edits, bidi_edits)


def with_writable_characters(line: str, ledger: Ledger) -> str:
    """`line` without what no output may hold."""
    return _applied((*_IN_EVERY_MODE, combining_edits), line, ledger)


def with_meaningful_characters(line: str, ledger: Ledger) -> str:
    """`line` without what no output may hold, and without what is not seen and not needed."""
    if _ODD.search(line):
        line = _applied(_IN_TEXT, line, ledger)
    return _applied((combining_edits,), line, ledger)


def in_normal_form(line: str, ledger: Ledger) -> str:
    """The mended `line` in normal form C, without blanks that nobody sees."""
    if not unicodedata.is_normalized("NFC", line):
        line = _applied((normal_form_edits, combining_edits), line, ledger)
    return _applied((blank_edits,), line, ledger)


def _applied(steps: tuple[Step, ...], line: str, ledger: Ledger) -> str:
    for step in steps:
        line = ledger.apply(line, step(line))
    return line
