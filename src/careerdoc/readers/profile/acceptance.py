"""Whether rows around dates are a record at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from careerdoc.readers.profile.anchored import Plan
from careerdoc.readers.profile.anchors import Anchor
from careerdoc.readers.profile.groups import Grouped, is_break
from careerdoc.readers.profile.heads import Entry
from careerdoc.readers.profile.looks import Part

_SURE = 0.8
"""Points from which on a part surely is what it was taken for."""
_LIKELY_HEAD = 0.5
"""Points of a head under a heading of its kind that is no record's by chance."""
_LEAST_POINTS = 3.2
"""Points of a head under no heading."""
_STUDY = Part.INSTITUTION | Part.DEGREE
_BESIDE_TITLE = Part.ORGANIZATION | Part.PLACE | Part.TYPE


def accepted(entries: Iterable[Grouped], plan: Plan) -> list[Grouped]:
    """The entries that are records, in order.

    What names an employer and is read like the records beside it is one, too. A career break is none.
    """
    known = list(entries)
    sure = [_is_record(one, plan) for one in known]
    orders = {one.entry.head.order for one, is_one in zip(known, sure, strict=True) if is_one}
    return [
        one
        for one, is_one in zip(known, sure, strict=True)
        if is_one or (sum(sure) > 1 and _is_alike(one.entry, orders))
    ]


def _is_alike(entry: Entry, orders: set[str]) -> bool:
    head = entry.head
    names = head.sure_parts(_SURE) & Part.ORGANIZATION
    return entry.kind == "role" and bool(names) and head.order in orders and head.points > 0


def _is_record(one: Grouped, plan: Plan) -> bool:
    entry, parts = one.entry, one.entry.head.sure_parts(_SURE)
    if is_break(entry) and not parts & Part.ORGANIZATION:
        return False
    if entry.kind == "education":
        return _is_study(entry, plan)
    if plan.chapter.section is None or plan.chapter.is_doubtful:
        is_in_group = bool(one.inherited) and entry.anchor is not None and entry.anchor.is_range
        return is_in_group or _is_told_without_heading(entry, entry.anchor, parts)
    if entry.anchor is not None and entry.anchor.row.is_bullet:
        return bool(parts & (Part.TITLE | Part.ORGANIZATION))
    return bool(parts or one.inherited or entry.body) or entry.head.points > _LIKELY_HEAD


def _is_study(entry: Entry, plan: Plan) -> bool:
    """Whether an entry names a school or degree: surely, or likely under a heading of education."""
    is_whole = entry.anchor is not None and not entry.anchor.beside
    is_likely = is_whole and plan.chapter.section == "education" and entry.head.points > _LIKELY_HEAD
    told = (entry.head.parts if is_likely else entry.head.sure_parts(_SURE)) & _STUDY
    if plan.chapter.section is None and entry.anchor is not None and _is_day(entry.anchor):
        return bool(told & Part.DEGREE)  # a school alone on one day is where something took place
    return bool(told)


def _is_day(anchor: Anchor) -> bool:
    start = anchor.found.stated.start
    return not anchor.is_range and start is not None and start.day is not None


def _is_told_without_heading(entry: Entry, anchor: Anchor | None, parts: int) -> bool:
    """Whether rows under no heading are a role: dates beside what surely names one, or a bare place."""
    if anchor is None:
        return bool(parts & Part.PLACE)
    beside = [reading for row, reading in entry.head.rows if row is anchor.row]
    if any(reading.parts == Part.OTHER for reading in beside):
        return False
    if parts == Part.TYPE:
        return anchor.is_range
    if parts & Part.TITLE and (parts & Part.PLACE or (anchor.is_range and not anchor.beside)):
        return True
    if parts & (Part.TITLE | Part.TYPE) and entry.head.parts & _BESIDE_TITLE:
        return entry.head.points >= _LEAST_POINTS
    return bool(parts & Part.PLACE) and anchor.is_range


def layout_of(entries: Sequence[Entry]) -> str:
    """The layout that most entries have, as people read it: "title / organization / dates / location".

    The parts of a row have commas between them, rows slashes; of equals the first.
    """
    told = [_described(entry) for entry in entries if entry.anchor is not None]
    return max(told, key=told.count) if told else "without dates"


def _described(entry: Entry) -> str:
    rows = [
        ", ".join(dict.fromkeys(_NAMES[segment.part] for segment in reading.segments))
        for row, reading in entry.head.rows
        if entry.anchor is None or row is not entry.anchor.row
    ]
    beside = [
        _NAMES[segment.part]
        for row, reading in entry.head.rows
        if entry.anchor is not None and row is entry.anchor.row
        for segment in reading.segments
    ]
    dates = [*beside, "dates"] if entry.anchor is not None and entry.anchor.left else ["dates", *beside]
    return " / ".join([*rows[: entry.above], ", ".join(dict.fromkeys(dates)), *rows[entry.above :]])


_NAMES = {
    Part.TITLE: "title",
    Part.ORGANIZATION: "organization",
    Part.PLACE: "location",
    Part.TYPE: "type",
    Part.INSTITUTION: "institution",
    Part.DEGREE: "degree",
    Part.SUBJECT: "field",
    Part.GRADE: "grade",
    Part.LENGTH: "duration",
    Part.OTHER: "other",
}
