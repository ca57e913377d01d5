"""Repair of damaged text: mojibake, orphaned lead bytes, control characters; all logged."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from careerdoc.errors import check_choice, check_type
from careerdoc.model.document import Repaired, RepairMode
from careerdoc.text.repair.controls import combining_edits, control_edits, surrogate_edits
from careerdoc.text.repair.ledger import Edit, Ledger, undo
from careerdoc.text.repair.mojibake import mojibake_edits
from careerdoc.text.repair.orphans import find_orphans, orphan_edits

__all__ = ["RepairMode", "find_orphans", "repair_leaf", "repair_text", "undo"]

# One search for a single set of characters proves most text clean; behind the first of them
# stands, perhaps, what any step below can change: controls, surrogates, marks of byte order,
# and what may be mojibake.
_NOT_PLAIN = re.compile(r"[^\t\n\x20-\x7e]")
_DOUBTFUL = re.compile(
    r"[^\x00-\x7f]{2}|[\x00-\x08\x0b-\x1f\x7f-\x9f\u0300-\u036f\ud800-\udfff\ufeff\ufffe\uffff]|[ÂÃâ]"
)


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

    Lone surrogates become U+FFFD, controls a space or nothing, and a run of combining marks
    ends at the 30th in every mode, `off` included: no output may hold those.
    """
    if not _is_doubtful(text):
        return Repaired(text)
    ledger = Ledger()
    for line in re.split(r"(\n)", text):
        ledger.keep(line if line == "\n" else _repair_line(line, mode, orphans, ledger))
    return Repaired("".join(ledger.pieces), tuple(ledger.repairs))


def _is_doubtful(text: str) -> bool:
    found = _NOT_PLAIN.search(text)
    return found is not None and _DOUBTFUL.search(text, found.start()) is not None


def _repair_line(line: str, mode: RepairMode, orphans: frozenset[str], ledger: Ledger) -> str:
    if not _is_doubtful(line):
        return line
    for step in (surrogate_edits, control_edits, combining_edits):
        line = ledger.apply(line, step(line))
    if mode == "off":
        return line
    line = ledger.apply(line, _allowed(mojibake_edits(line), mode))
    return ledger.apply(line, _allowed(orphan_edits(line, orphans), mode))


def _allowed(edits: Iterator[Edit], mode: RepairMode) -> Iterator[Edit]:
    return (edit for edit in edits if mode == "inferred" or edit.certainty != "inferred")
