"""Edits to a text: applied, put together over several steps, and written down in one place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from careerdoc.model.document import Repair

Certainty = Literal["exact", "inferred", "stylistic"]
_BY_DOUBT: tuple[Certainty, ...] = ("exact", "stylistic", "inferred")
_PLAIN = re.compile(r"([\x00-\x7f]+)")


class Edit(NamedTuple):
    """Characters `start` to `end` of a line give way to `after`.

    A tuple, as it is made for each repaired character: that takes a third of a dataclass's time.
    """

    start: int
    end: int
    after: str
    reason: str
    certainty: Certainty

    def moved(self, by: int) -> Edit:
        """The same edit so many characters farther on."""
        return Edit(self.start + by, self.end + by, self.after, self.reason, self.certainty)


@dataclass(slots=True)
class Draft:
    """A line under repair: as it was given, as it stands, and the edits from the one to the other."""

    given: str
    text: str
    edits: list[Edit] = field(default_factory=list)

    def apply(self, edits: Iterable[Edit]) -> None:
        """Takes in edits of the line as it stands, which must be in order and apart."""
        made = [edit for edit in edits if self.text[edit.start : edit.end] != edit.after]
        if made:
            self.edits = _composed(self.edits, made, self.text) if self.edits else made
            self.text = rewritten(self.text, made)


def rewritten(text: str, edits: Iterable[Edit]) -> str:
    """`text` after `edits`, which must be in order and apart."""
    pieces: list[str] = []
    taken = 0
    for edit in edits:
        pieces += (text[taken : edit.start], edit.after)
        taken = edit.end
    return "".join((*pieces, text[taken:]))


@dataclass(slots=True)
class _Patch:
    """A stretch of the middle text that edits made (`earlier`) or are to make (`later`)."""

    start: int
    end: int
    earlier: list[Edit]
    later: list[Edit]


def _composed(earlier: Sequence[Edit], later: Sequence[Edit], middle: str) -> list[Edit]:
    """The edits that do at once what `earlier`, which gave `middle`, and then `later` do."""
    found: list[Edit] = []
    shift = 0
    for patch in _patches(earlier, later):
        grown = sum(len(edit.after) - (edit.end - edit.start) for edit in patch.earlier)
        start = patch.start - shift
        shift += grown
        moved = (edit.moved(-patch.start) for edit in patch.later)
        after = rewritten(middle[patch.start : patch.end], moved)
        both = (*patch.earlier, *patch.later)
        reason = "+".join(dict.fromkeys(edit.reason for edit in both))
        certainty = max((edit.certainty for edit in both), key=_BY_DOUBT.index)
        found.append(Edit(start, patch.end - shift, after, reason, certainty))
    return found


def _patches(earlier: Sequence[Edit], later: Sequence[Edit]) -> Iterator[_Patch]:
    """Both kinds of edits by place in the middle text; those that meet are one patch."""
    patches = [*_earlier_patches(earlier), *(_Patch(edit.start, edit.end, [], [edit]) for edit in later)]
    patches.sort(key=lambda patch: (patch.start, patch.end))
    open_patch: _Patch | None = None
    for patch in patches:
        if open_patch is None:
            open_patch = patch
        elif patch.start < open_patch.end or patch.start == open_patch.start:
            open_patch.end = max(open_patch.end, patch.end)
            open_patch.earlier += patch.earlier
            open_patch.later += patch.later
        else:
            yield open_patch
            open_patch = patch
    if open_patch is not None:
        yield open_patch


def _earlier_patches(earlier: Sequence[Edit]) -> Iterator[_Patch]:
    shift = 0
    for edit in earlier:
        start = edit.start + shift
        yield _Patch(start, start + len(edit.after), [edit], [])
        shift += len(edit.after) - (edit.end - edit.start)


def repairs_of(drafts: Sequence[Draft]) -> tuple[Repair, ...]:
    """What was done to lines that follow each other, each with its end, by place in their whole text."""
    repairs: list[Repair] = []
    before = after = 0
    for draft in drafts:
        shift = 0
        for edit in draft.edits:
            repairs.append(_repair(edit, draft.given, before, after + shift))
            shift += len(edit.after) - (edit.end - edit.start)
        before += len(draft.given)
        after += len(draft.text)
    return tuple(repairs)


def _repair(edit: Edit, given: str, before: int, after: int) -> Repair:
    start = after + edit.start
    return Repair(
        span_before=(before + edit.start, before + edit.end),
        span_after=(start, start + len(edit.after)),
        before=given[edit.start : edit.end],
        after=edit.after,
        reason=edit.reason,
        certainty=edit.certainty,
    )


def differences(before: str, after: str, reason: str, certainty: Certainty) -> Iterator[Edit]:
    """The edits that turn `before` into `after`: one for each run beyond ASCII where the rest agrees."""
    old, new = _PLAIN.split(before), _PLAIN.split(after)
    if old[1::2] != new[1::2]:
        yield difference(before, after, reason, certainty)
        return
    place = 0
    for one, other in zip(old, new, strict=True):
        if one != other:
            yield Edit(place, place + len(one), other, reason, certainty)
        place += len(one)


def difference(before: str, after: str, reason: str, certainty: Certainty) -> Edit:
    """The one edit that turns `before` into `after`, without their common start and end."""
    start = _common_start(before, after)
    end = _common_start(before[start:][::-1], after[start:][::-1])
    return Edit(start, len(before) - end, after[start : len(after) - end], reason, certainty)


def _common_start(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    for position in range(shorter):
        if one[position] != other[position]:
            return position
    return shorter


def undo(text: str, repairs: Sequence[Repair]) -> str:
    """The text as it was before `repairs`."""
    return _replaced(text, ((*repair.span_after, repair.before) for repair in repairs))


def redo(text: str, repairs: Sequence[Repair]) -> str:
    """The text as it is after `repairs`."""
    return _replaced(text, ((*repair.span_before, repair.after) for repair in repairs))


def _replaced(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    return rewritten(text, (Edit(start, end, new, "", "exact") for start, end, new in spans))
