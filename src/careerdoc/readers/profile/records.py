"""The records of a profile, by whichever way each chapter tells them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from careerdoc.fields import organizations
from careerdoc.fields.sections import OF_ROLES
from careerdoc.model.document import Document, Line, RawItem, RawValue
from careerdoc.readers.profile.acceptance import layout_of
from careerdoc.readers.profile.anchored import Plan, plans_of
from careerdoc.readers.profile.clauses import with_clauses
from careerdoc.readers.profile.dated import dated_items
from careerdoc.readers.profile.dayorder import day_comes_first, in_order
from careerdoc.readers.profile.events import event_records, gathered_events
from careerdoc.readers.profile.labelled import labelled_records
from careerdoc.readers.profile.logos import with_logos
from careerdoc.readers.profile.looks import Part
from careerdoc.readers.profile.owner import owner_of
from careerdoc.readers.profile.parts import Chapter, chapters_of, with_headings
from careerdoc.readers.profile.refusals import is_job_wanted, looks_like
from careerdoc.readers.profile.remarks import remarks_on
from careerdoc.readers.profile.rows import DATED, Row, rows_of
from careerdoc.readers.profile.sentences import Told, folded, told_in
from careerdoc.readers.profile.stated import labelled_items, told_item
from careerdoc.readers.profile.tabular import table_in
from careerdoc.readers.profile.timeline import timeline_in
from careerdoc.readers.profile.unglued import unglued
from careerdoc.readers.profile.wrapping import unwrapped

_NOTE = "profile"
_NAMED = {"organization", "institution"}
_PARTED = {"labels", "table", "events"}
"""Layouts that no other text has by chance."""
_LEAST_SHARE, _LEAST_OF_ONE = 0.2, 0.5
"""Share of a document's rows that records under no heading must take, and that a lone one must."""
_FEWEST_TOLD = 2
"""Facts told in sentences that make a text a profile; one alone may stand in any article."""
_EVENT = 0.9


@dataclass(slots=True)
class Found:
    """What a profile tells: items in order, lines that say nothing, those that label the columns of a
    table, and the layouts with their points.

    `is_settled` where it surely is no profile but what it `looks_like`; `careers` counts the
    headings of a career, `ranges` the rows with ranges of dates that are no text. `remarks` say
    of lines what they were taken for where no record tells them; None where nobody looked.
    """

    items: list[RawItem] = field(default_factory=list)
    idle: list[Line] = field(default_factory=list)
    labels: list[Line] = field(default_factory=list)
    layouts: dict[str, list[float]] = field(default_factory=dict)
    looks_like: str = "a profile without roles or education that can be read"
    is_settled: bool = False
    careers: int = 0
    ranges: int = 0
    remarks: tuple[tuple[int, str], ...] | None = None

    @property
    def layout(self) -> str | None:
        """The names of the layouts that gave records, each with the mean points of its records."""
        return " + ".join(map(_scored, self.layouts, self.layouts.values())) or None

    def take(self, layout: str, items: Sequence[RawItem], points: Sequence[float] = ()) -> bool:
        """Adds the records of a layout and the points that they were read with; whether there were any."""
        if items:
            self.items += items
            self.layouts.setdefault(layout, []).extend(points)
        return bool(items)


def _scored(layout: str, points: Sequence[float]) -> str:
    return f"{layout} ({sum(points) / len(points):.1f})" if points else layout


def records_of(document: Document) -> Found:
    """The roles and education of a document, found once however often they are asked for."""
    found = document.notes.get(_NOTE)
    if not isinstance(found, Found):
        found = document.notes[_NOTE] = _found_in(document)
    return found


def _found_in(document: Document) -> Found:
    lines, idle = rows_of(document)
    rows = tuple(_opened(list(unwrapped(unglued(with_logos(with_clauses(lines)))))))
    if (other := looks_like(rows)) is not None:
        return Found(idle=idle, looks_like=other, is_settled=True)
    headed_rows = with_headings(rows)
    chapters = chapters_of(headed_rows)
    headed = {chapter.section for chapter in chapters if chapter.heading is not None}
    found = Found(
        idle=idle,
        careers=len(headed & {*OF_ROLES, "education"}),
        ranges=sum(row.has_range for row in rows),
    )
    if is_job_wanted(rows):
        _take_told(chapters, found, 1)
    else:
        _take_all(chapters, rows, found)
    day_first, owner = day_comes_first(rows), owner_of(rows)
    found.items = [_completed(item, day_first, owner) for item in found.items]
    found.items.sort(key=lambda item: item.line)
    labels = ((line.number, "labels of a table") for line in found.labels)
    found.remarks = (*remarks_on(headed_rows, chapters, found.idle), *labels)
    return found


def _take_all(chapters: Sequence[Chapter], rows: Sequence[Row], found: Found) -> None:
    """Takes the records of all chapters; none where too little of the document tells them."""
    parts = [part for chapter in chapters if chapter.is_open for part in _without_tables(chapter, found)]
    rest = [left for part in parts for left in _without_stated(part, found)]
    plans = [(plan, list(dated_items(plan))) for plan in plans_of(rest)]
    for plan, items in _without_headline(plans, found):
        found.take(layout_of(plan.entries), items, [entry.head.points for entry in plan.entries])
    _take_told(chapters, found, _FEWEST_TOLD)
    is_headed = any(plan.chapter.section for plan, items in plans if items)
    if not is_headed and _is_too_little(found, rows):
        found.items.clear()
        found.layouts.clear()


def _opened(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows, where a bullet above labelled dates opens a record: it is an item of no list."""
    for row, following in zip_longest(rows, rows[1:]):
        label = following.label if following is not None and not following.is_bullet else None
        opens = row.is_bullet and not row.found and label is not None and label.field in DATED
        yield replace(row, bullet="") if opens else row


def _completed(item: RawItem, day_first: bool | None, owner: RawValue | None) -> RawItem:
    """The item with what the whole document says: the order of day and month, and whose it is."""
    values = [
        replace(value, text=in_order(value.text, day_first)) if value.field in DATED else value
        for value in item.values
    ]
    return replace(item, values=(*values, *([owner] if owner is not None else [])))


def _without_headline(
    plans: Sequence[tuple[Plan, list[RawItem]]], found: Found
) -> Iterator[tuple[Plan, list[RawItem]]]:
    """The records of each plan; above the first heading of a career that has its own there are none."""
    stated = {item.kind for plan, items in plans if plan.chapter.section for item in items}
    stated |= {item.kind for item in found.items}
    is_above = True
    for plan, items in plans:
        is_above = is_above and plan.chapter.heading is None
        yield plan, [item for item in items if not (is_above and item.kind in stated)]


def _take_told(chapters: Sequence[Chapter], found: Found, fewest: int) -> None:
    """Takes what sentences tell of roles and studies that no other rows tell."""
    taken = {number for item in found.items for number in range(item.line, item.end_line + 1)}
    values = (value for item in found.items for value in item.values if value.field in _NAMED)
    known = {organizations.key(value.text) for value in values}
    facts: list[Told] = []
    for chapter in chapters:
        if chapter.is_open or chapter.section in {"summary", "other"}:
            free = [row for row in chapter.rows if row.lines[0].number not in taken and not row.noise]
            facts += (fact for row in folded(free) for fact in told_in(row) if not _names_of(fact) & known)
    if found.items or len(facts) >= fewest:
        found.take("sentences", [told_item(fact) for fact in facts])


def _names_of(fact: Told) -> set[str]:
    named = Part.ORGANIZATION | Part.INSTITUTION
    return {organizations.key(segment.text) for segment in fact.segments if segment.part & named}


def _is_too_little(found: Found, rows: Sequence[Row]) -> bool:
    """Whether dated rows under no heading are too few to make the document a profile."""
    if found.layouts and set(found.layouts) <= _PARTED:
        return False
    values = (value for item in found.items for value in item.values)
    taken = {number for value in values for number in range(value.line, value.end_line + 1)}
    own = sum(any(line.number in taken for line in row.lines) for row in rows)
    share = own / max(1, sum(not row.noise for row in rows))
    return share < (_LEAST_OF_ONE if len(found.items) == 1 else _LEAST_SHARE)


def _without_tables(chapter: Chapter, found: Found) -> Iterator[Chapter]:
    """Takes the records of the tables of a chapter; gives what stands between them."""
    rows = chapter.rows
    while (table := table_in(rows)) is not None:
        found.take("table", labelled_items(table.records, chapter))
        found.labels += rows[table.start].lines
        if table.start:
            yield replace(chapter, rows=rows[: table.start])
        rows = rows[table.end :]
    if rows:
        yield replace(chapter, rows=rows)


def _without_stated(chapter: Chapter, found: Found) -> list[Chapter]:
    """Takes the records of a chapter that labels, events or a timeline tell; gives what is left of it."""
    if found.take("labels", labelled_items(labelled_records(chapter), chapter)):
        return []
    events = event_records(chapter.rows)
    if found.take("events", [gathered_events(record).item(_EVENT) for record in events]):
        return []
    if chapter.section is None:
        chapter = _without_several(chapter, found)
    if found.take("timeline", [told_item(fact) for fact in timeline_in(chapter.rows)]):
        return []
    return [chapter]


def _without_several(chapter: Chapter, found: Found) -> Chapter:
    """Takes what rows tell that name several facts with their dates; gives the chapter without them."""
    told = {row: told_in(row) for row in chapter.rows if len(row.found) > 1}
    several = {row: facts for row, facts in told.items() if len(facts) > 1}
    found.take("sentences", [told_item(fact) for facts in several.values() for fact in facts])
    return replace(chapter, rows=tuple(row for row in chapter.rows if row not in several))
