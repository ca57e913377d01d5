"""Records whose dates are lost or were never given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from careerdoc.fields import degrees, locations
from careerdoc.readers.profile.heads import Entry, Head, head_readings
from careerdoc.readers.profile.looks import Part, points
from careerdoc.readers.profile.phrases import ends_open
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.splitting import RowReading

_SURE = 1.5
_TEXT_WORDS = 4
_FEWEST = 2
_PLACE = 0.75
_LIKELY_DEGREE = 0.5


@dataclass(slots=True)
class _Study:
    """A school or degree without dates and the rows below it."""

    head: Head
    body: list[Row] = field(default_factory=list)

    def take(self, row: Row, best: RowReading | None) -> None:
        """One more row of the head, where it tells another part of it; else text."""
        if best is None or self.body:
            self.body.append(row)
            return
        rows = (*self.head.rows, (row, best))
        self.head = Head(self.head.parts | best.parts, self.head.points + best.points, rows, ())

    def entry(self) -> Entry:
        """The finished entry."""
        return Entry("education", None, self.head, 0, 0, tuple(self.body), 0)


def undated_studies(rows: Sequence[Row]) -> list[Entry]:
    """The schools that rows without dates name, each with what else is said of it."""
    studies: list[_Study] = []
    for row in rows:
        known = studies[-1].head.parts if studies else 0
        best = _best(row, known)
        if best is not None and (not studies or known & best.parts):
            if best.parts & (Part.INSTITUTION | Part.DEGREE):
                studies.append(_Study(Head(best.parts, best.points, ((row, best),), ())))
        elif studies:
            studies[-1].take(row, best)
    return [study.entry() for study in studies if study.head.parts & Part.INSTITUTION]


def with_undated(entries: Sequence[Entry], before: Sequence[Row]) -> Iterator[Entry]:
    """The entries, where a school inside the text of a course of study starts one without dates.

    So do the schools in the rows `before` the first.
    """
    yield from undated_studies(before)
    for entry in entries:
        start = next((place for place, row in enumerate(entry.body) if _is_school(row)), None)
        if entry.kind != "education" or start is None or not entry.head.parts & Part.INSTITUTION:
            yield entry
            continue
        if start and _names_degree(entry.body[start - 1]):
            start -= 1
        yield replace(entry, body=entry.body[:start])
        yield from undated_studies(entry.body[start:])


def _is_school(row: Row) -> bool:
    best = None if row.is_bullet else _best(row)
    return best is not None and bool(best.parts & Part.INSTITUTION) and not best.parts & Part.OTHER


def _names_degree(row: Row) -> bool:
    best = _best(row)
    return best is not None and best.parts == Part.DEGREE


def _best(row: Row, taken: int = 0) -> RowReading | None:
    """The best sure reading of a row; a degree named like a school is one where the school is `taken`."""
    readings = head_readings(row, "education")
    if taken & Part.INSTITUTION and not taken & Part.DEGREE and degrees.recognize(row.text) >= _LIKELY_DEGREE:
        return next((reading for reading in readings if reading.parts == Part.DEGREE), None)
    sure = (
        reading
        for reading in readings
        if any(segment.points > _SURE for segment in reading.segments) and reading.points > 0
    )
    return next(sure, None)


def with_lost_dates(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The entries, where a bare place inside a text opens a role whose dates were lost.

    Only where every role of the section has nothing but a place below its dates.
    """
    shapes = _place_shapes(entries)
    for entry in entries:
        yield from _parted(entry, shapes) if shapes else (entry,)


def _place_shapes(entries: Sequence[Entry]) -> frozenset[str]:
    """How places are written below dates; none where a record has no place there, or names."""
    dated = [entry for entry in entries if entry.kind == "role"]
    if len(dated) < _FEWEST or any(
        entry.head.parts & ~(Part.OTHER | Part.LENGTH) != Part.PLACE for entry in dated
    ):
        return frozenset()
    return frozenset(_shape(row.text) for entry in dated for row, _ in entry.head.rows)


def _shape(text: str) -> str:
    return "town, region" if "," in text else "one name"


def _parted(entry: Entry, shapes: frozenset[str]) -> Iterator[Entry]:
    body = entry.body
    starts = [place for place in range(1, len(body)) if _opens(body, place, shapes)]
    cuts = [*starts, len(body)]
    yield replace(entry, body=tuple(body[: cuts[0]]))
    for start, end in pairwise(cuts):
        row = body[start]
        reading = next((one for one in head_readings(row, "role") if one.parts == Part.PLACE), None)
        if reading is not None:
            head = Head(Part.PLACE, reading.points, ((row, reading),), ())
            yield Entry("role", None, head, 0, 0, tuple(body[start + 1 : end]), 0)


def _opens(body: Sequence[Row], place: int, shapes: frozenset[str]) -> bool:
    """Whether a row is a known place alone, above a text, where nothing leads on to it."""
    row, above = body[place], body[place - 1]
    if locations.recognize(row.text) < _PLACE or _shape(row.text) not in shapes or row.is_bullet:
        return False
    if ends_open(above.text) or points(Part.PLACE, above.text) > _SURE:
        return False
    return place + 1 < len(body) and _is_text(body[place + 1])


def _is_text(row: Row) -> bool:
    """Whether a row has words enough for a text, and begins one."""
    if len(row.text.split()) < _TEXT_WORDS or row.text[:1].islower():
        return False
    return points(Part.PLACE, row.text) < _SURE
