"""What roles of one employer inherit from the lines above them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from careerdoc.fields import dates
from careerdoc.fields.breaks import is_career_break
from careerdoc.readers.profile.heads import Entry, head_readings
from careerdoc.readers.profile.looks import Part
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.splitting import RowReading, Segment

_NAMED = 1.0
"""Points from which on a name is one of an organization by its words."""
_NAME_AND_TITLE = 2
"""Rows above the dates of a job that starts a group or stands alone."""
Inherited = tuple[tuple[Row, Segment], ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """An entry and what it inherits: an employer, and what stands beside it in the group's head."""

    entry: Entry
    inherited: Inherited = ()


def grouped(entries: Iterable[Entry]) -> Iterator[Grouped]:
    """The entries in order; one without an employer takes that of the group it stands in.

    A group starts where the employer stands on a row of its own above the title. It ends with
    the next entry that names an employer, unless the jobs before it do not fill the time that the
    group says it lasted: then the name is where the job before was.
    """
    group: Inherited = ()
    height, left = 0, 0
    told: list[Grouped] = []
    for entry in entries:
        if entry.kind != "role":
            told.append(Grouped(entry))
            continue
        if group and left > 0 and (place := _place_on_top(entry)) is not None and _months(entry) <= left + 1:
            told[-1] = _with_place(told[-1], place)
            entry = _without_first(entry)
        if group and entry.above < height and _is_of_group(entry, group):
            entry = _with_title(entry)
        elif group and entry.above == 0 < height and (top := _employer_above(entry, told[-1])) is not None:
            told[-1] = _without_last(told[-1])
            entry = _with_employer(entry, top)
        if entry.head.parts & Part.ORGANIZATION:
            group, height = _group_head(entry), entry.above
            left = _total(group)
            told.append(Grouped(entry))
        elif group and entry.above < height and entry.head.parts & Part.TITLE and not is_break(entry):
            known = entry.head.parts | Part.LENGTH
            told.append(Grouped(entry, tuple((row, part) for row, part in group if not known & part.part)))
        else:
            told.append(Grouped(entry))
        left -= _months(entry)
    yield from told


def _employer_above(entry: Entry, before: Grouped) -> tuple[Row, RowReading] | None:
    """The name right above a job that names no employer, behind all that the job before it tells.

    It opens a group of its own then, as the name above the first job of the group before did.
    """
    body = before.entry.body
    if entry.anchor is None or entry.head.parts & Part.ORGANIZATION or not body:
        return None
    row, is_last = body[-1], len(body) == 1 or body[-2].is_bullet or body[-2].is_text
    is_right_above = row.lines[-1].number == entry.anchor.row.lines[0].number - 1
    if not (is_last and is_right_above) or row.found:
        return None
    reading = next(iter(head_readings(row, "role")), None)
    return (row, reading) if reading is not None and reading.parts == Part.ORGANIZATION else None


def _without_last(one: Grouped) -> Grouped:
    return replace(one, entry=replace(one.entry, body=one.entry.body[:-1]))


def _with_employer(entry: Entry, top: tuple[Row, RowReading]) -> Entry:
    head = entry.head.with_rows((top, *entry.head.rows))
    return replace(entry, head=head, above=1, start=entry.start - 1)


def _total(group: Inherited) -> int:
    """The months that a group says it lasted; 0 where it does not."""
    lengths = (dates.duration_months(part.text) for _, part in group if part.part == Part.LENGTH)
    return next(filter(None, lengths), 0)


def _months(entry: Entry) -> int:
    """The months that are printed beside the dates of an entry; 0 where none are."""
    return (entry.anchor.found.stated.months or 0) if entry.anchor is not None else 0


def _place_on_top(entry: Entry) -> tuple[Row, RowReading] | None:
    """The row of a name that no word says to be an employer's, above a title."""
    if entry.above != _NAME_AND_TITLE or len(entry.head.rows) < _NAME_AND_TITLE:
        return None
    (row, reading), (_, below) = entry.head.rows[:_NAME_AND_TITLE]
    is_name = reading.parts == Part.ORGANIZATION and reading.points < _NAMED
    return (row, reading) if is_name and below.parts & Part.TITLE and _months(entry) else None


def _with_place(before: Grouped, top: tuple[Row, RowReading]) -> Grouped:
    row, reading = top
    entry = before.entry
    if entry.head.parts & Part.PLACE:
        return replace(before, entry=replace(entry, body=(*entry.body, row)))
    head = entry.head.with_rows((*entry.head.rows, (row, _as_part(reading, Part.PLACE))))
    return replace(before, entry=replace(entry, head=head, below=entry.below + 1))


def _without_first(entry: Entry) -> Entry:
    head = entry.head.with_rows(entry.head.rows[1:])
    return replace(entry, head=head, above=entry.above - 1, start=entry.start + 1)


def _is_of_group(entry: Entry, group: Inherited) -> bool:
    """Whether a name is the next job in a group rather than an employer.

    It stands alone above its dates, in a group that says how long it lasted; or beside them, in
    the paragraph of the group, and no word of it is one of organizations.
    """
    if not entry.head.rows:
        return False
    row, reading = entry.head.rows[0]
    if reading.parts != Part.ORGANIZATION or entry.head.parts & Part.TITLE:
        return False
    if entry.above:
        return entry.above == 1 and any(segment.part == Part.LENGTH for _, segment in group)
    is_beside = entry.anchor is not None and entry.anchor.is_range and row is entry.anchor.row
    return is_beside and not row.after_blank and reading.segments[0].points < _NAMED


def _with_title(entry: Entry) -> Entry:
    (row, reading), *others = entry.head.rows
    return replace(entry, head=entry.head.with_rows([(row, _as_part(reading, Part.TITLE)), *others]))


def _as_part(reading: RowReading, part: int) -> RowReading:
    """A row that is one name, read as another part."""
    return replace(reading, parts=part, segments=(replace(reading.segments[0], part=part),))


def is_break(entry: Entry) -> bool:
    """Whether an entry tells of a time without work."""
    return any(is_career_break(segment.text) for segment in entry.head.segments)


def _group_head(entry: Entry) -> Inherited:
    """The employer and what belongs to it: the rows above the row of the title."""
    rows = entry.head.rows[: entry.above]
    title = next((place for place, (_, reading) in enumerate(rows) if reading.parts & Part.TITLE), len(rows))
    if title == len(rows) and not entry.head.rows[entry.above :]:
        return ()
    above = rows[:title]
    if not any(reading.parts & Part.ORGANIZATION for _, reading in above):
        return ()
    return tuple(
        (row, segment)
        for row, reading in above
        for segment in reading.segments
        if segment.part in {Part.ORGANIZATION, Part.TYPE, Part.PLACE, Part.LENGTH}
    )
