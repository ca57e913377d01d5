"""The dates that head a record, and what else stands on their line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from careerdoc.fields import dates
from careerdoc.readers.profile.rows import DATED, Row

_LETTER = re.compile(r"[^\W\d_]|\d")
_SIGNS = " \t\u3000,;:|·•-–—―/()（）[]，、；：>*_`~"
_RESIDUE_WORDS = 16
_ENOUGH = 1.0
_WIDE = re.compile(r"\t|\s{3}|[|(（·]")
_LEAST_SHARE = 0.34
"""Of all ranges that must stand in bullets for bullets to head records."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row with the dates of a record: `left` and `right` is what stands beside them on it."""

    index: int
    row: Row
    found: dates.Found
    left: str
    right: str

    @property
    def beside(self) -> str:
        """What stands on the row beside the dates, as if it were parted by a tab."""
        return "\t".join(filter(None, (self.left, self.right)))

    @property
    def is_range(self) -> bool:
        """Whether the dates are more than one date."""
        return not self.found.stated.single


def anchors_of(rows: Sequence[Row]) -> tuple[Anchor, ...]:
    """The rows whose dates head a record, judged beside each other.

    Ranges count more than lone dates, dates that stand at an end of their row more than those
    inside it; in a section that has others, those in bullets and sentences count little.
    """
    candidates = [anchor for index, row in enumerate(rows) for anchor in _candidate(index, row)]
    signs = Counter(anchor.row.bullet for anchor in candidates if anchor.is_range)
    usual = {sign for sign, count in signs.items() if not sign or _LEAST_SHARE * signs.total() <= count}
    kept = [anchor for anchor in candidates if _weight(anchor, usual or None) >= _ENOUGH]
    return tuple(_without_repeated(kept))


def _candidate(index: int, row: Row) -> list[Anchor]:
    if not row.found or row.noise or row.section:
        return []
    found = max(row.found, key=lambda one: (not one.stated.single, -one.start_offset))
    text = row.text
    left = _bare(text[: found.start_offset])
    right = _bare(text[found.end_offset :])
    if row.label is not None and row.label.field in DATED:
        left = ""
    return [Anchor(index, row, found, left, right)]


def _bare(text: str) -> str:
    bare = text.strip(_SIGNS)
    if not _LETTER.search(bare):
        return ""
    # A bracket that closes what stands inside is no sign around it: "Sous-chef (saison)".
    for opening, closing in ("()", "（）", "[]"):
        if bare.count(opening) > bare.count(closing) and closing in text[text.find(bare) + len(bare) :]:
            bare += closing
        elif bare.count(closing) > bare.count(opening) and opening in text[: text.find(bare)]:
            bare = opening + bare
    return bare


def _weight(anchor: Anchor, usual: set[str] | None) -> float:
    row = anchor.row
    if row.label is not None and row.label.field == "dates":
        return 9.0
    if row.label is not None and row.label.field and row.label.value_offset <= anchor.found.start_offset:
        return -9.0
    weight = 2.0 if anchor.is_range else 1.0
    if anchor.found.stated.single and anchor.found.stated.start and anchor.found.stated.start.day:
        weight -= 0.6
    is_whole = not anchor.left and not anchor.right
    is_inside = bool(anchor.left) and bool(anchor.right)
    weight += 0.6 if is_whole else 0.0
    weight -= 0.0 if not is_inside else 0.8 if _is_parted(anchor) else 2.0
    words = len(anchor.beside.split())
    if words > _RESIDUE_WORDS:
        weight -= 1.5
    if row.is_text and not is_whole and words > 8:
        weight -= 2.0
    if usual is not None and row.bullet not in usual:
        weight -= 2.0
    if not anchor.is_range and not is_whole and words > 10:
        weight -= 0.5
    if not is_whole and not row.is_text and _WIDE.search(_around(anchor)):
        weight += 0.5
    if row.after_blank:
        weight += 0.3
    return weight


def _around(anchor: Anchor) -> str:
    """The signs right in front of the dates and right behind them."""
    text, found = anchor.row.text, anchor.found
    before = text[max(0, found.start_offset - 4) : found.start_offset]
    return before + text[found.start_offset] + text[found.end_offset : found.end_offset + 4]


def _is_parted(anchor: Anchor) -> bool:
    """Whether a sign stands between the dates and the words on one side of them at least."""
    text, found = anchor.row.text, anchor.found
    if text[found.start_offset] in "([（［":
        return True
    before, behind = text[: found.start_offset].rstrip(" "), text[found.end_offset :].lstrip(" ")
    return not before[-1:].isalnum() or not behind[:1].isalnum()


def _without_repeated(anchors: list[Anchor]) -> list[Anchor]:
    """The anchors, without the dates right below the same dates."""
    kept: list[Anchor] = []
    for anchor in anchors:
        is_next = bool(kept) and anchor.index == kept[-1].index + 1 and not anchor.beside
        if not (is_next and anchor.found.stated == kept[-1].found.stated):
            kept.append(anchor)
    return kept
