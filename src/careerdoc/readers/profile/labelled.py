"""Records told as labels with values: "Employer: Initech"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from careerdoc.fields import degrees, employment, technologies
from careerdoc.fields.labels import Labelled, label_of
from careerdoc.fields.sections import OF_ROLES
from careerdoc.model.document import Kind
from careerdoc.readers.profile.items import Gathered, take_body, take_segment
from careerdoc.readers.profile.looks import Part, is_name_shaped, points
from careerdoc.readers.profile.parts import Chapter
from careerdoc.readers.profile.rows import DATED, Row, joined
from careerdoc.readers.profile.splitting import Segment, readings_of

NAMES = frozenset({"organization", "institution", "title", "degree"})
"""Fields that tell which record it is."""
_SINGLE = NAMES | DATED | {"field_of_study"}
"""Fields of which a record has one: a second one starts another record."""
_STUDY = frozenset({"institution", "degree", "field_of_study"})
_OTHERS = frozenset({"field_of_study", "location", "grade", "duration", "employment_type"})
_ONCE = DATED | {"location", "grade", "field_of_study", "url"}
"""Fields that keep the first value; what says them again is left over."""
_TAKEN = _ONCE | {"work_mode", "employment_type", "description", "highlights"}
_LEFT = frozenset({"duration", "department", "industry", "name", "other"})
"""Labels that are known and that no field of a record holds."""
_PART_OF = {
    "organization": Part.ORGANIZATION,
    "institution": Part.INSTITUTION,
    "title": Part.TITLE,
    "degree": Part.DEGREE,
}
_LEADING: dict[Kind, tuple[str, int]] = {
    "role": ("title", Part.TITLE),
    "education": ("institution", Part.INSTITUTION),
}
"""What a row without a label in front of all labels says."""
_FEWEST = 3
_LIKELY = 0.6
_GAP = re.compile(r"\t+|\s{2,}")


@dataclass(frozen=True, slots=True)
class Stated:
    """A value under its label, with all rows that tell both; `field` None where nothing labels it."""

    rows: tuple[Row, ...]
    field: str | None
    value: str
    more: tuple[str, ...] = ()


@dataclass(slots=True)
class LabelledRecord:
    """The stated values of one record in order."""

    stated: list[Stated] = field(default_factory=list)

    @property
    def fields(self) -> frozenset[str | None]:
        """The fields that are stated; None among them where a row has no label."""
        return frozenset(one.field for one in self.stated)

    def has(self, name: str | None) -> bool:
        """Whether a field is stated."""
        return any(one.field == name for one in self.stated)

    def kind_in(self, chapter: Chapter) -> Kind:
        """The kind that its labels speak of, or else its chapter."""
        studies = sum(self.has(name) for name in _STUDY)
        works = self.has("title") + self.has("organization") + (chapter.section in OF_ROLES)
        if chapter.section == "education":
            works -= 1
        return "education" if studies > works else "role"


def labelled_records(chapter: Chapter) -> list[LabelledRecord]:
    """The records of a chapter whose rows are labels with values; none for any other chapter.

    It takes a few labels, of names and of dates, for any list of facts has some that are known.
    """
    stated = _stated(chapter.rows)
    names = [one.field for one in stated if one.field in NAMES]
    dated = [one.field for one in stated if one.field in DATED]
    others = [one.field for one in stated if one.field in _OTHERS]
    if len(names) + len(dated) + len(others) < _FEWEST or not names or not dated:
        return []
    return [record for record in _parted(stated) if not NAMES.isdisjoint(record.fields)]


def _stated(rows: Sequence[Row]) -> list[Stated]:
    """The rows with their labels; one whose value stands on the next row, or is wrapped, with it."""
    stated: list[Stated] = []
    index = 0
    while index < len(rows):
        following = rows[index + 1] if index + 1 < len(rows) else None
        one = _over_two_rows(rows[index], following) or _on_one_row(rows[index])
        stated.append(one)
        index += len(one.rows)
    return stated


def _over_two_rows(row: Row, following: Row | None) -> Stated | None:
    """A value that stands on the row below its label, or goes on there."""
    if following is None:
        return None
    if (wrapped := _wrapped(row, following)) is not None:
        return wrapped
    if following.label is not None or (row.label is not None and row.label.value):
        return None
    if row.label is not None:
        return Stated((row, following), row.label.field, following.text)
    name = None if row.found else label_of(row.text)
    return Stated((row, following), name, following.text) if name is not None else None


def _on_one_row(row: Row) -> Stated:
    return Stated((row,), None, row.text) if row.label is None else _labelled(row, row.label)


def _labelled(row: Row, label: Labelled) -> Stated:
    """A row with its label; what is labelled as a duration but holds a range of dates is dates."""
    is_range = any(not found.stated.single for found in row.found)
    name = "dates" if is_range and label.field in {None, "duration"} else label.field
    return Stated((row,), name or "unknown", label.value)


def _wrapped(row: Row, following: Row) -> Stated | None:
    """A label that goes on in the next row, beside a second line of the value."""
    if following.indent <= row.indent or following.is_bullet:
        return None
    first, second = _GAP.split(row.text, 1), _GAP.split(following.text, 1)
    if len(first) != 2 or len(second) != 2:
        return None
    name = label_of(f"{first[0]} {second[0]}") or label_of(second[0])
    if name is None:
        return None
    return Stated((row, following), name, first[1].strip(), (second[1].strip(),))


def _parted(stated: Sequence[Stated]) -> list[LabelledRecord]:
    """The values cut into records.

    A field that the record has already, or the one that opens the first record, starts the next.
    Where a row without a label stands in front of the first record's labels, the row in front
    of each record belongs to it.
    """
    first = next(place for place, one in enumerate(stated) if one.field in _SINGLE)
    leads = first > 0 and stated[first - 1].field is None and _is_name(stated[first - 1])
    opening = stated[first].field
    records = [LabelledRecord(list(stated[first - 1 : first]) if leads else [])]
    for one in stated[first:]:
        current = records[-1]
        is_next = one.field in _SINGLE and current.has(one.field)
        if is_next or (one.field == opening and not _SINGLE.isdisjoint(current.fields)):
            moved: list[Stated] = []
            if leads and current.stated[-1].field is None and _is_name(current.stated[-1]):
                moved.append(current.stated.pop())
            current = LabelledRecord(moved)
            records.append(current)
        current.stated.append(one)
    return records


def _is_name(one: Stated) -> bool:
    return is_name_shaped(one.value) and not one.rows[0].found


def gathered_record(record: LabelledRecord, kind: Kind, before: LabelledRecord | None) -> Gathered:
    """The values of a record; without an employer it is one more role at that of the record before.

    A row without a label in front of all labels is the title of a role or the name of a school,
    unless a label gives that. What fits no field is left over.
    """
    gathered = Gathered(kind)
    fields = record.fields
    led, part = _LEADING[kind]
    for one in record.stated:
        if one is record.stated[0] and one.field is None and led not in fields:
            take_segment(_joined(one.rows), _segment(part, one.value), gathered)
        else:
            _take(one, fields, gathered)
    is_further = kind == "role" and "title" in fields and "organization" not in fields
    if before is not None and is_further and not gathered.has("organization"):
        opening = before.stated[0]
        if opening.field == "organization":
            _take(opening, before.fields, gathered)
    return gathered


def _take(one: Stated, fields: Collection[str | None], gathered: Gathered) -> None:
    """Puts a value into the field that its label names; `fields` are all that the record states."""
    row = _joined(one.rows)
    name = _meant(one, fields, gathered.kind)
    if not one.value:
        gathered.leave(row, row.text)
    elif name in {"organization", "institution"}:
        _take_name(row, one, _PART_OF[name], gathered)
    elif name in {"title", "degree"}:
        take_segment(row, _segment(_PART_OF[name], one.value), gathered)
    elif name is None:
        _take_unlabelled(row, one.value, gathered)
    else:
        _take_plain(row, name, one.value, gathered)


def _meant(one: Stated, fields: Collection[str | None], kind: Kind) -> str | None:
    """The field that a label means in a record of a kind with those `fields`."""
    name = one.field
    if name == "employment_type" and "title" not in fields and not employment.recognize(one.value):
        return "title"
    if name == "field_of_study" and "degree" not in fields and degrees.recognize(one.value) >= _LIKELY:
        return "degree"
    if name in {"organization", "institution"}:
        return "institution" if kind == "education" else "organization"
    return name


def _segment(part: int, text: str) -> Segment:
    return Segment(part, text, 3.0)


def _take_name(row: Row, one: Stated, part: int, gathered: Gathered) -> None:
    """An employer or school, and a place behind it on the same or the next row."""
    readings = readings_of(one.value, (part, Part.PLACE))
    best = next((reading for reading in readings if reading.parts & part), None)
    is_parted = best is not None and all(_is_name_or_place(segment, part) for segment in best.segments)
    for segment in best.segments if best is not None and is_parted else (_segment(part, one.value),):
        take_segment(row, segment, gathered)
    for text in one.more:
        if points(Part.PLACE, text) > -0.5 and not gathered.has("location"):
            gathered.add("location", row, text)
        else:
            gathered.leave(row, text)


def _is_name_or_place(segment: Segment, part: int) -> bool:
    return segment.part == part or (segment.part == Part.PLACE and segment.points > 0.5)


def _take_plain(row: Row, name: str, value: str, gathered: Gathered) -> None:
    """A value as it stands; under a label that is known for nothing else, the row is description."""
    if name in _LEFT or (name in _ONCE and gathered.has(name)):
        gathered.leave(row, row.text)
    elif name in _TAKEN:
        gathered.add(name, row, value)
    elif name == "technologies":
        for technology in technologies.split(value):
            gathered.add("technologies", row, technology)
    else:
        gathered.add("description", row, row.text)


def _take_unlabelled(row: Row, value: str, gathered: Gathered) -> None:
    """A row without a label: a sure place, else text of the record."""
    if points(Part.PLACE, value) > 1.0 and not gathered.has("location"):
        gathered.add("location", row, value)
    else:
        take_body([row], gathered)


def _joined(rows: Sequence[Row]) -> Row:
    """Several rows as one, of which the label is no more to be asked."""
    if len(rows) == 1:
        return rows[0]
    return joined(rows, " ".join(row.text for row in rows), bullet="", label=None)
