"""The rows that head a record, and the ways to read one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from careerdoc.fields import degrees, technologies
from careerdoc.fields.labels import Labelled
from careerdoc.model.document import Kind
from careerdoc.readers.profile.anchors import Anchor
from careerdoc.readers.profile.looks import ROLE_PARTS, STUDY_PARTS, Part, is_name_shaped, points
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.splitting import RowReading, Segment, readings_of

_SAID = 3.0
"""Points of what a label or a logo names."""
_UNKNOWN_LABEL, _BULLET = -0.9, -1.2
"""Points of a row in a head that tells nothing of it."""
_LIKELY_DEGREE = 0.7
_SURE_TITLE, _LONGEST_TITLE = 1.5, 9
_LABEL_PARTS: dict[str, int] = {
    "title": Part.TITLE,
    "organization": Part.ORGANIZATION,
    "institution": Part.INSTITUTION,
    "location": Part.PLACE,
    "employment_type": Part.TYPE,
    "work_mode": Part.TYPE,
    "degree": Part.DEGREE,
    "field_of_study": Part.SUBJECT,
    "grade": Part.GRADE,
    "duration": Part.LENGTH,
    "department": Part.OTHER,
    "industry": Part.OTHER,
    "other": Part.OTHER,
}
PARTS_OF: dict[Kind, tuple[int, ...]] = {"role": ROLE_PARTS, "education": STUDY_PARTS}
"""The parts that the head of each kind of record can have; ties are read in this order."""
_EMPLOYER_OF: dict[Kind, int] = {"role": Part.ORGANIZATION, "education": Part.INSTITUTION}
"""Whom a record is with: a school that employs somebody is an employer."""


@dataclass(frozen=True, slots=True)
class Head:
    """A way to read all rows that head a record, from the first to the last.

    `parts` is the sum of the parts that they tell, `points` how likely the reading is.
    `features` are what shows the layout, `order` the parts that all records of a layout have.
    """

    parts: int
    points: float
    rows: tuple[tuple[Row, RowReading], ...]
    features: tuple[object, ...] = ()
    order: str = ""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The parts that the rows tell, in order."""
        return tuple(segment for _, reading in self.rows for segment in reading.segments)

    def with_rows(self, rows: Iterable[tuple[Row, RowReading]]) -> Head:
        """The head as other rows or readings tell it, as likely as before."""
        told = tuple(rows)
        parts = 0
        for _, reading in told:
            parts |= reading.parts
        return replace(self, parts=parts, rows=told)

    def sure_parts(self, least: float) -> int:
        """The sum of the parts with more points than `least`."""
        sure = 0
        for segment in self.segments:
            if segment.points > least:
                sure |= segment.part
        return sure


@dataclass(frozen=True, slots=True)
class Entry:
    """A record: its dates, the reading of its head, and the rows of its body.

    `above` and `below` count the rows of the head on either side of the dates. Without an
    anchor its dates were lost.
    """

    kind: Kind
    anchor: Anchor | None
    head: Head
    above: int = 0
    below: int = 0
    body: tuple[Row, ...] = ()
    start: int = 0


def head_readings(row: Row, kind: Kind) -> tuple[RowReading, ...]:
    """The ways to read a row as part of a head; () for a row that is none."""
    if row.noise or row.section or row.is_text:
        return ()
    if row.named:
        return _named_reading(row, kind)
    if row.is_bullet:
        return (_passed_over(row, _BULLET),) if not row.found else ()
    if row.label is not None and row.label.field is not None:
        return _labelled_reading(row.label, kind)
    if row.label is not None and row.label.value:
        if kind == "education" and degrees.recognize(row.label.label) >= _LIKELY_DEGREE:
            return (_degree_reading(row.label),)
        return (_passed_over(row, _UNKNOWN_LABEL),)
    if row.found and not _is_part_of_name(row):
        return ()
    return readings_of(row.text, PARTS_OF[kind])


def _named_reading(row: Row, kind: Kind) -> tuple[RowReading, ...]:
    """A row that starts with the name of an employer or school, by its logo, and what stands behind."""
    part = _EMPLOYER_OF[kind]
    name = Segment(part, row.named, _SAID)
    rest = row.text[len(row.named) :].strip(" ·•|")
    behind = readings_of(rest, (Part.TYPE, Part.LENGTH, Part.PLACE))[:1] if rest else ()
    if not behind:
        return (RowReading(part, _SAID, (name,), str(part)),)
    (more,) = behind
    return (RowReading(part | more.parts, _SAID + more.points, (name, *more.segments), str(part)),)


def _passed_over(row: Row, value: float) -> RowReading:
    """A row between the parts of a head that tells none of them, such as an industry in a list."""
    segment = Segment(Part.OTHER, row.text, value)
    return RowReading(Part.OTHER, value, (segment,), str(Part.OTHER))


def _degree_reading(label: Labelled) -> RowReading:
    """A degree and, behind a colon, its subjects: "A levels: Geography, Physics"."""
    parts = Segment(Part.DEGREE, label.label, _SAID), Segment(Part.SUBJECT, label.value, _SAID)
    return RowReading(Part.DEGREE | Part.SUBJECT, 2 * _SAID, parts, f"{Part.DEGREE},{Part.SUBJECT}")


def _is_part_of_name(row: Row) -> bool:
    """Whether a row with lone dates says more than them: "Head of Year 2012"."""
    return all(found.stated.single for found in row.found) and len(row.text.split()) > 2


def _labelled_reading(label: Labelled, kind: Kind) -> tuple[RowReading, ...]:
    """A row as the part that its label names; () for a label of the text of a record."""
    part = _LABEL_PARTS.get(label.field or "")
    if part in {Part.ORGANIZATION, Part.INSTITUTION}:
        part = _EMPLOYER_OF[kind]
    if part is None or part not in (*PARTS_OF[kind], Part.OTHER):
        return ()
    segment = Segment(part, label.value, _SAID)
    return (RowReading(part, _SAID, (segment,), f"{label.field}:"),)


def body_points(row: Row) -> float:
    """How much a row reads like the text of a record rather than its head, in points."""
    if row.noise or row.section:
        return 0.0
    if row.is_bullet:
        return 1.2
    if row.is_text:
        return 1.5
    if row.label is not None or technologies.listed(row.text):
        return 0.8
    if len(row.text.split()) > _LONGEST_TITLE:
        return 1.0
    if points(Part.TITLE, row.text) > _SURE_TITLE:
        return -2.2
    return -0.8 if is_name_shaped(row.text) else 0.4
