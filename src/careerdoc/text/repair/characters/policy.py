"""The Unicode policy: which steps keep a text to the characters that a value may hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from careerdoc.text.repair.characters.bidi import DIRECTIONS, bidi_edits
from careerdoc.text.repair.characters.controls import (
    control_edits,
    surrogate_edits,
    terminal_edits,
    unwritten_edits,
)
from careerdoc.text.repair.characters.invisible import (
    BLANKS,
    ZERO_WIDTH,
    blank_edits,
    invisible_edits,
)
from careerdoc.text.repair.characters.marks import CHANGED_ALONE, combining_edits, normal_form_edits
from careerdoc.text.repair.ledger import Draft, Edit

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


def hold_to_writable_characters(draft: Draft) -> None:
    """Takes out what no output may hold."""
    _apply((*_IN_EVERY_MODE, combining_edits), draft)


def hold_to_meaningful_characters(draft: Draft) -> None:
    """Takes out what no output may hold, and what is not seen and not needed."""
    if _ODD.search(draft.text):
        _apply(_IN_TEXT, draft)
    _apply((combining_edits,), draft)


def hold_to_normal_form(draft: Draft) -> None:
    """Brings the line to normal form C."""
    if not unicodedata.is_normalized("NFC", draft.text):
        _apply((normal_form_edits, combining_edits), draft)


def hold_to_seen_blanks(draft: Draft) -> None:
    """Takes out blanks that nobody sees. Run last: what looks like one may be a part of damage."""
    _apply((blank_edits,), draft)


def _apply(steps: tuple[Step, ...], draft: Draft) -> None:
    for step in steps:
        draft.apply(step(draft.text))
