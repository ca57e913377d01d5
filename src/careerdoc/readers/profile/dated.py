"""The records around dates as raw items."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from careerdoc.model.document import RawItem
from careerdoc.readers.profile.acceptance import accepted
from careerdoc.readers.profile.anchored import Plan, settled
from careerdoc.readers.profile.groups import Grouped, grouped
from careerdoc.readers.profile.heads import Entry
from careerdoc.readers.profile.items import Gathered, take_body, take_heading, take_segment
from careerdoc.readers.profile.looks import Part
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.undated import undated_studies, with_lost_dates, with_undated

_SUREST, _DATED_ONLY, _UNDATED = 0.97, 0.6, 0.4
"""How sure it is that rows are a record: with dates and sure names, with dates alone, without dates."""
_NAMING = Part.TITLE | Part.ORGANIZATION | Part.INSTITUTION | Part.DEGREE


def dated_items(plan: Plan) -> Iterator[RawItem]:
    """The records of a plan in order, those whose dates are lost among them."""
    if not plan.anchors:
        studies = undated_studies(plan.rows) if plan.kind == "education" else []
        yield from (_item(Grouped(entry), plan) for entry in studies)
        return
    entries = list(with_lost_dates(list(settled(plan))))
    if plan.chapter.section == "education":
        entries = list(with_undated(entries, plan.rows[: entries[0].start]))
    for one in accepted(grouped(entries), plan):
        yield _item(one, plan)


def _item(one: Grouped, plan: Plan) -> RawItem:
    entry = one.entry
    gathered = Gathered(entry.kind)
    own = [*(row for row, _ in entry.head.rows), *entry.body, *_dated_rows(entry, plan)]
    for row in _dated_rows(entry, plan):
        found = row.found[0] if entry.anchor is None or row is not entry.anchor.row else entry.anchor.found
        gathered.add("dates", row, row.text[found.start_offset : found.end_offset])
    for row, segment in one.inherited:
        take_segment(row, segment, gathered)
    for row, reading in entry.head.rows:
        for segment in reading.segments:
            take_segment(row, segment, gathered)
    take_body(entry.body, gathered)
    take_heading(plan.chapter.heading, plan.chapter.section, gathered)
    numbers = [line.number for row in own for line in row.lines]
    return replace(gathered.item(_confidence(entry)), line=min(numbers), end_line=max(numbers))


def _dated_rows(entry: Entry, plan: Plan) -> Iterator[Row]:
    """The row of the dates, and the one behind the last record that repeats them."""
    if entry.anchor is not None:
        yield entry.anchor.row
        if plan.closing is not None and entry.anchor is plan.anchors[-1]:
            yield plan.closing


def _confidence(entry: Entry) -> float:
    if entry.anchor is None:
        return _UNDATED
    if not entry.head.parts & _NAMING:
        return _DATED_ONLY
    doubt = math.exp(-max(0.0, entry.head.points) / 3)
    return round(_SUREST - (_SUREST - _DATED_ONLY) * doubt, 2)
