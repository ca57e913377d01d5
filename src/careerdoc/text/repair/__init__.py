"""Repair of damaged text: mojibake, lost characters, orphaned bytes, odd characters; all logged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import get_args

from careerdoc.errors import check_choice, check_type
from careerdoc.model.document import Evidence, Repaired, RepairMode
from careerdoc.text.repair.characters.controls import LINE_BREAK, leftover_control_edits
from careerdoc.text.repair.characters.policy import (
    hold_to_meaningful_characters,
    hold_to_normal_form,
    hold_to_seen_blanks,
    hold_to_writable_characters,
)
from careerdoc.text.repair.entities import entity_edits
from careerdoc.text.repair.escapes import escape_edits
from careerdoc.text.repair.evidence import find_evidence
from careerdoc.text.repair.gate import is_doubtful
from careerdoc.text.repair.kept import discusses_encoding, kept_spans
from careerdoc.text.repair.ledger import Draft, Edit, differences, redo, repairs_of, undo
from careerdoc.text.repair.lost import lost_edits, tail_edits
from careerdoc.text.repair.mojibake import MOJIBAKE, mojibake_edits, read_again
from careerdoc.text.repair.orphans import find_orphans, orphan_edits
from careerdoc.text.repair.readings import likelier_edits

__all__ = [
    "RepairMode",
    "find_evidence",
    "find_orphans",
    "is_doubtful",
    "redo",
    "repair_leaf",
    "repair_text",
    "undo",
]

_LONGEST = 4_096
"""Characters of a line that are judged together; a longer one is cut at a blank."""
_MOST_PASSES = 8
_FEW = 8
"""Edits that may all lie in addresses and code; with more of them the whole line is damaged."""
_STRETCH = re.compile(rf".{{1,{_LONGEST}}}(?:(?<=[ ])|$)|.{{1,{_LONGEST}}}", re.DOTALL)


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
    if mode == "off":
        return Repaired(text)
    return _repaired(text, mode, find_evidence, is_doubtful)


def repair_leaf(text: str, mode: RepairMode, evidence_of: Callable[[], Evidence]) -> Repaired:
    """Like `repair_text`, for a value of a record, by the evidence of the whole document.

    `evidence_of` gives it, and is asked only where a sign of damage is seen.

    Lone surrogates become U+FFFD, controls a space, other line ends a line feed, non-characters
    and marks of byte order nothing, and a run of combining marks ends at the 30th in every mode,
    `off` included: no output may hold those.
    """
    return _repaired(text, mode, lambda _: evidence_of(), is_doubtful)


def repair_unproven(text: str, mode: RepairMode, evidence_of: Callable[[], Evidence]) -> Repaired:
    """Like `repair_leaf`, without asking first whether a line can be damaged: the same, and slow."""
    return _repaired(text, mode, lambda _: evidence_of(), lambda line: True)


def _repaired(
    text: str, mode: RepairMode, evidence_of: Callable[[str], Evidence], is_suspect: Callable[[str], bool]
) -> Repaired:
    """Repairs until nothing changes any more, so that repairing the result would change nothing."""
    if not is_suspect(text):
        return Repaired(text)
    whole = Draft(text, text)
    for _ in range(_MOST_PASSES):
        if not is_suspect(whole.text):
            break
        before = whole.text
        whole.apply(_edits(before, mode, evidence_of(before), is_suspect))
        if whole.text == before:
            break
    return Repaired(whole.text, repairs_of([whole]))


def _edits(
    text: str, mode: RepairMode, evidence: Evidence, is_suspect: Callable[[str], bool]
) -> Iterator[Edit]:
    parts = LINE_BREAK.split(text)
    offset = 0
    for number, part in enumerate(parts, start=1):
        if number < len(parts) and (part == "\n" or not is_suspect(part)):
            offset += len(part)
            continue
        draft = Draft(part, part)
        if mode != "off" and _is_only_unseen_at_its_end(part, is_suspect):
            hold_to_seen_blanks(draft)
        if mode == "inferred" and number == len(parts):
            draft.apply(tail_edits(part, len(text), evidence))
        if is_suspect(draft.text):
            _repair(draft, mode, evidence, is_suspect)
        for edit in draft.edits:
            yield edit.moved(offset)
        offset += len(part)


def _is_only_unseen_at_its_end(line: str, is_suspect: Callable[[str], bool]) -> bool:
    """Whether nothing but no-break spaces behind ASCII, at the end of the line, shows a sign of damage."""
    if not line.endswith("\u00a0"):
        return False
    rest = line.rstrip("\u00a0 ")
    return rest[-1:].isascii() and not is_suspect(rest)


def _repair(draft: Draft, mode: RepairMode, evidence: Evidence, is_suspect: Callable[[str], bool]) -> None:
    if mode == "off" or LINE_BREAK.match(draft.text):
        hold_to_writable_characters(draft)
        return
    again = read_again(draft.text)
    if again is not None and not is_doubtful(again) and not discusses_encoding(draft.text):
        draft.apply(differences(draft.text, again, MOJIBAKE, "exact"))
        hold_to_seen_blanks(draft)
        return
    # First of all: a reference or an escape may stand for a part of mojibake.
    draft.apply(_allowed(entity_edits(draft.text), mode))
    draft.apply(_allowed(escape_edits(draft.text), mode))
    hold_to_meaningful_characters(draft)
    hold_to_normal_form(draft)
    if not draft.text.isascii() and is_suspect(draft.text) and not discusses_encoding(draft.text):
        _mend(draft, mode, evidence)
    draft.apply(_allowed(_outside_kept(draft.text, lost_edits(draft.text)), mode))
    hold_to_seen_blanks(draft)
    draft.apply(_allowed(leftover_control_edits(draft.text), mode))


def _mend(draft: Draft, mode: RepairMode, evidence: Evidence) -> None:
    """Mends what was decoded wrongly, a stretch of a long line at a time."""
    line = draft.text
    stretches = [line] if len(line) <= _LONGEST else _STRETCH.findall(line)
    edits: list[Edit] = []
    offset = 0
    for stretch in stretches:
        found = _mending(stretch, mode, evidence)
        edits += (edit.moved(offset) for edit in found)
        offset += len(stretch)
    draft.apply(edits)
    if draft.text != line:
        hold_to_meaningful_characters(draft)
        hold_to_normal_form(draft)


def _mending(line: str, mode: RepairMode, evidence: Evidence) -> list[Edit]:
    """The edits that mend `line`: as is usual, or by a reading that is clearly likelier."""
    usual = Draft(line, line)
    usual.apply(_allowed(_outside_kept(line, mojibake_edits(line)), mode))
    usual.apply(_allowed(orphan_edits(usual.text, evidence.orphans), mode))
    likelier = list(_allowed(_outside_kept(line, likelier_edits(line, usual.text, evidence)), mode))
    return likelier or usual.edits


def _outside_kept(line: str, edits: Iterable[Edit]) -> list[Edit]:
    """`edits`, if any of them lies outside of addresses and code; none if all lie inside."""
    found = list(edits)
    if not 0 < len(found) <= _FEW:
        return found
    spans = kept_spans(line)
    if all(any(start <= edit.start and edit.end <= end for start, end in spans) for edit in found):
        return []
    return found


def _allowed(edits: Iterable[Edit], mode: RepairMode) -> Iterator[Edit]:
    return (edit for edit in edits if mode == "inferred" or edit.certainty != "inferred")
