"""Repair of damaged text: mojibake, orphaned lead bytes, control characters; all logged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from careerdoc.errors import check_choice, check_type
from careerdoc.model.document import Repaired, RepairMode
from careerdoc.text.repair.controls import LINE_BREAK, leftover_control_edits
from careerdoc.text.repair.entities import entity_edits, has_entities
from careerdoc.text.repair.escapes import escape_edits, has_escapes
from careerdoc.text.repair.ledger import Edit, Ledger, undo
from careerdoc.text.repair.mojibake import mojibake_edits
from careerdoc.text.repair.orphans import find_orphans, orphan_edits
from careerdoc.text.repair.policy import (
    ODD_CLASS,
    in_normal_form,
    with_meaningful_characters,
    with_writable_characters,
)

__all__ = ["RepairMode", "find_orphans", "repair_leaf", "repair_text", "undo"]

# One search proves most text clean. Behind a character that is not plain stands, perhaps, what
# any step below can change: what the Unicode policy may, and what may be mojibake.
_DOUBTFUL = re.compile(rf"[^\t\n\x20-\x7e](?:(?<=[ÂÃâ{ODD_CLASS}])|(?=[^\x00-\x7f])|(?<=\u00a0)(?![^ \t\n]))")


def repair_text(text: str, mode: RepairMode = "inferred") -> Repaired:
    """The repaired text with a log of every change; the text itself is the only evidence.

    `off` changes nothing at all. Every other mode removes what no output may hold (see
    `repair_leaf`); beyond that `exact` changes only what the result alone lets one undo, and
    `inferred` also restores text of which a part was lost. Works line by line, so that
    cleaning two texts apart or joined gives the same, but for the evidence the whole gives.

    Raises:
        OptionError: when `text` is no text or `mode` none of the three.

    >>> repair_text("Zo\\u00c3\\u00ab works").text
    'Zoë works'
    """
    check_type("text", text, str, "not a text")
    check_choice("mode", mode, get_args(RepairMode))
    return Repaired(text) if mode == "off" else repair_leaf(text, mode, find_orphans(text))


def repair_leaf(text: str, mode: RepairMode, orphans: frozenset[str]) -> Repaired:
    """Like `repair_text`, for a value of a record, by the evidence of the whole document.

    Lone surrogates become U+FFFD, controls a space, other line ends a line feed, non-characters
    and marks of byte order nothing, and a run of combining marks ends at the 30th in every mode,
    `off` included: no output may hold those.
    """
    if not _is_doubtful(text):
        return Repaired(text)
    ledger = Ledger()
    for line in LINE_BREAK.split(text):
        ledger.keep(_repair_line(line, mode, orphans, ledger))
    return Repaired("".join(ledger.pieces), tuple(ledger.repairs))


def _is_doubtful(text: str) -> bool:
    return _DOUBTFUL.search(text) is not None or has_entities(text) or has_escapes(text)


def _repair_line(line: str, mode: RepairMode, orphans: frozenset[str], ledger: Ledger) -> str:
    if not _is_doubtful(line):
        return line
    if mode == "off" or LINE_BREAK.match(line):
        return with_writable_characters(line, ledger)
    # First of all: a reference or an escape may stand for a part of mojibake.
    line = ledger.apply(line, _allowed(entity_edits(line), mode))
    line = ledger.apply(line, _allowed(escape_edits(line), mode))
    line = with_meaningful_characters(line, ledger)
    mended = ledger.apply(line, _allowed(mojibake_edits(line), mode))
    mended = ledger.apply(mended, _allowed(orphan_edits(mended, orphans), mode))
    if mended is not line:
        mended = with_meaningful_characters(mended, ledger)
    line = in_normal_form(mended, ledger)
    if line is not mended:  # composed letters may be damage that loose marks were not
        return _repair_line(line, mode, orphans, ledger)
    return ledger.apply(line, _allowed(leftover_control_edits(line), mode))


def _allowed(edits: Iterator[Edit], mode: RepairMode) -> Iterator[Edit]:
    return (edit for edit in edits if mode == "inferred" or edit.certainty != "inferred")
