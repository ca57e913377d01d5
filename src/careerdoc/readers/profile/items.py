"""A record's rows as raw values."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from careerdoc.fields import dates, degrees, employment, grades, technologies
from careerdoc.fields.labels import Labelled
from careerdoc.fields.sections import EMPLOYMENT_TYPES, Section
from careerdoc.model.document import Kind, Lines, RawItem, RawValue
from careerdoc.readers.base import value_of
from careerdoc.readers.profile.eventwords import is_event
from careerdoc.readers.profile.looks import Part
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.splitting import Segment

_BRACKETED = re.compile(r"(?P<title>[^()（）]*[^()（）\s])\s*[(（](?P<type>[^()（）]+)[)）]")
FIELD_OF_PART: dict[int, str] = {
    Part.TITLE: "title",
    Part.ORGANIZATION: "organization",
    Part.PLACE: "location",
    Part.INSTITUTION: "institution",
    Part.SUBJECT: "field_of_study",
}
_OWN_EMPLOYER = "self-employed"
_LABELLED_BODY = {"location", "employment_type", "work_mode", "url", "grade", "field_of_study", "degree"}


@dataclass(slots=True)
class Gathered:
    """The values and leftovers of one record as they are found."""

    kind: Kind
    values: list[RawValue] = field(default_factory=list)
    leftover: list[Lines] = field(default_factory=list)
    own_employer: tuple[Row, str] | None = None

    def has(self, name: str) -> bool:
        """Whether a field has a value already."""
        return any(value.field == name for value in self.values)

    def add(self, name: str, row: Row, text: str, confidence: float = 1.0) -> None:
        """A value that stands on a row, and how sure it is that it is one of this field (0 to 1)."""
        value = value_of(name, row.lines, text, row.repairs)
        self.values.append(value if confidence == 1.0 else replace(value, confidence=confidence))

    def add_run(self, name: str, run: Sequence[Row], text: str) -> None:
        """A value that stands on several rows, the first of which says `text`."""
        meant = " ".join([text, *(row.text for row in run[1:])])
        lines = [line for row in run for line in row.lines]
        repairs = tuple(repair for row in run for repair in row.repairs)
        self.values.append(value_of(name, lines, meant, repairs))

    def leave(self, row: Row, text: str) -> None:
        """What fits no field, as the source has it."""
        first, last = row.lines[0], row.lines[-1]
        self.leftover.append(Lines(first.number, last.number, row.lines[0].text if row.repairs else text))

    def item(self, confidence: float) -> RawItem:
        """The record. Who works for nobody else and names no firm is the own employer."""
        if self.own_employer is not None and not self.has("organization"):
            self.add("organization", *self.own_employer)
        spans: list[RawValue | Lines] = [*self.values, *self.leftover]
        first, last = min(one.line for one in spans), max(one.end_line for one in spans)
        return RawItem(
            self.kind, first, last, tuple(self.values), leftover=tuple(self.leftover), confidence=confidence
        )


def take_segment(row: Row, segment: Segment, gathered: Gathered) -> None:
    """Puts one part of a head into its field, as sure as its points say."""
    before = len(gathered.values)
    _take_part(row, segment, gathered)
    sure = round(1 / (1 + math.exp(-segment.points)), 2)
    gathered.values[before:] = [replace(value, confidence=sure) for value in gathered.values[before:]]


def _take_part(row: Row, segment: Segment, gathered: Gathered) -> None:
    text = segment.text
    if segment.part == Part.TITLE:
        _take_title(row, text, gathered)
    elif segment.part == Part.TYPE:
        _take_type(row, text, gathered)
    elif segment.part == Part.DEGREE:
        take_degree(row, text, gathered)
    elif segment.part == Part.GRADE:
        gathered.add("grade", row, grades.split(text)[1] or text)
    elif segment.part == Part.INSTITUTION and not gathered.has("institution"):
        gathered.add("institution", row, _without_event(text))
    elif segment.part in FIELD_OF_PART and not gathered.has(FIELD_OF_PART[segment.part]):
        gathered.add(FIELD_OF_PART[segment.part], row, text)
    else:
        gathered.leave(row, text)


def _without_event(text: str) -> str:
    """A school without the word for leaving it behind its name: "솔뫼고등학교 졸업"."""
    name, _, last = text.rpartition(" ")
    return name.rstrip() if name and is_event(last) else text


def _take_title(row: Row, text: str, gathered: Gathered) -> None:
    """A title; a type of employment in brackets behind it is none of it."""
    found = _BRACKETED.fullmatch(text)
    if found and (employment.recognize(found["type"]) or employment.work_mode(found["type"])):
        _take_type(row, found["type"], gathered)
        text = found["title"]
    gathered.add("title", row, text)


def _take_type(row: Row, text: str, gathered: Gathered) -> None:
    name = "work_mode" if employment.work_mode(text) else "employment_type"
    if gathered.has(name):
        gathered.leave(row, text)
    else:
        gathered.add(name, row, text)
        if employment.parse(text) == _OWN_EMPLOYER:
            gathered.own_employer = (row, text)


def take_degree(row: Row, text: str, gathered: Gathered) -> None:
    """A degree, the field of study behind it and the grade behind both."""
    text, grade = grades.split(text)
    if grade and not gathered.has("grade"):
        gathered.add("grade", row, grade)
    degree, subject = degrees.split(text)
    gathered.add("degree_name", row, degree)
    if subject and not gathered.has("field_of_study"):
        gathered.add("field_of_study", row, subject)


def take_body(rows: Iterable[Row], gathered: Gathered) -> None:
    """Bullets as highlights, other rows as description; listed technologies besides."""
    for run in _runs(rows):
        row = run[0]
        if gathered.kind == "education" and _take_of_study(row, gathered):
            continue
        if row.label is not None and _take_labelled(row, row.label, gathered):
            continue
        if row.is_bullet:
            gathered.add_run("highlights", run, row.text)
        elif dates.is_duration(row.text):
            gathered.leave(row, row.text)
        else:
            gathered.add_run("description", run, row.text)
        for name in technologies.listed(row.text) or ():
            gathered.add("technologies", row, name)


def _take_of_study(row: Row, gathered: Gathered) -> bool:
    if gathered.has("grade"):
        return False
    if grades.recognize(row.text) >= 0.6:
        gathered.add("grade", row, grades.split(row.text)[1] or row.text)
        return True
    return False


def _take_labelled(row: Row, label: Labelled, gathered: Gathered) -> bool:
    """Whether a labelled row gives a field that the record has not yet."""
    if label.field == "description":
        gathered.add("description", row, label.value)
        return True
    if label.field in _LABELLED_BODY and not gathered.has(label.field):
        gathered.add(label.field, row, label.value)
        return True
    return False


def _runs(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows one by one, but for a bullet that is continued below its sign."""
    runs: list[list[Row]] = []
    for row in rows:
        if runs and _continues(row, runs[-1]):
            runs[-1].append(row)
        else:
            runs.append([row])
    return runs


def _continues(row: Row, run: Sequence[Row]) -> bool:
    is_next = row.lines[0].number == run[-1].lines[-1].number + 1
    is_deeper = row.indent > run[0].indent and not row.is_bullet
    return is_next and is_deeper and run[0].is_bullet


def take_heading(heading: Row | None, section: Section | None, gathered: Gathered) -> None:
    """What the heading above a record says of it: its kind, and of voluntary work the type."""
    if heading is None or section is None:
        return
    if (section == "education") == (gathered.kind == "education"):
        gathered.add("kind", heading, heading.text)
    kind = EMPLOYMENT_TYPES.get(section)
    if kind and gathered.kind == "role" and not gathered.has("employment_type"):
        gathered.add("employment_type", heading, kind)
