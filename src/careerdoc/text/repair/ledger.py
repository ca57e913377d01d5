"""Edits to a text, applied and written down in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from careerdoc.model.document import Repair

Certainty = Literal["exact", "inferred", "stylistic"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` to `end` of a line give way to `after`."""

    start: int
    end: int
    after: str
    reason: str
    certainty: Certainty


@dataclass(slots=True)
class Ledger:
    """A text under repair, line by line, with the log of what was done.

    `finished_length` is the length of the text before the line at hand: a repair's spans count
    from the start of the whole text.
    """

    finished_length: int = 0
    pieces: list[str] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)

    def keep(self, text: str) -> None:
        """Takes `text` over unchanged."""
        self.pieces.append(text)
        self.finished_length += len(text)

    def apply(self, line: str, edits: Iterable[Edit]) -> str:
        """`line` after `edits`, which must be in order and apart; each is written down."""
        pieces: list[str] = []
        taken = length = 0
        for edit in edits:
            kept = line[taken : edit.start]
            length += len(kept)
            self.repairs.append(_repair(edit, line[edit.start : edit.end], self.finished_length + length))
            pieces += (kept, edit.after)
            length += len(edit.after)
            taken = edit.end
        return "".join((*pieces, line[taken:])) if pieces else line


def _repair(edit: Edit, before: str, start: int) -> Repair:
    return Repair(
        span_before=(start, start + len(before)),
        span_after=(start, start + len(edit.after)),
        before=before,
        after=edit.after,
        reason=edit.reason,
        certainty=edit.certainty,
    )


def difference(before: str, after: str, reason: str, certainty: Certainty) -> Edit:
    """The one edit that turns `before` into `after`, without their common start and end."""
    start = _common_start(before, after)
    end = _common_start(before[start:][::-1], after[start:][::-1])
    return Edit(start, len(before) - end, after[start : len(after) - end], reason, certainty)


def undo(text: str, repairs: Sequence[Repair]) -> str:
    """The text as it was before `repairs`."""
    for repair in reversed(repairs):
        start, end = repair.span_after
        text = text[:start] + repair.before + text[end:]
    return text


def _common_start(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    for position in range(shorter):
        if one[position] != other[position]:
            return position
    return shorter
