"""Careers told as events, one row for entering and one for leaving (Japanese 履歴書)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from careerdoc.fields import employment
from careerdoc.model.document import Kind
from careerdoc.readers.profile.eventwords import words_for
from careerdoc.readers.profile.items import Gathered, take_body, take_segment
from careerdoc.readers.profile.looks import Part, points
from careerdoc.readers.profile.rows import Row
from careerdoc.readers.profile.splitting import Segment

_FEWEST = 2
_BLANKS = " \t\u3000"
_ASIDE = re.compile(r"[(（]([^()（）]*)[)）]$")
_SIGNS = _BLANKS + "・、，,（）()：:"
_EVENTS = ("enter_school", "leave_school", "leave", "enter", "move")
_OPENS: dict[str, Kind] = {"enter": "role", "enter_school": "education"}
_CLOSES: dict[str, Kind] = {"leave": "role", "leave_school": "education"}


@dataclass(frozen=True, slots=True)
class Event:
    """A dated row that ends with an event's word.

    `name` is what stands in front of that word, `aside` what stands in brackets behind it.
    """

    row: Row
    date: str
    name: str
    event: str
    aside: str = ""


@dataclass(slots=True)
class EventRecord:
    """A role or course of study: the events that open and close it."""

    kind: Kind
    opening: Event | None
    closing: Event | None = None
    going_on: Row | None = None
    rest: list[Row] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether an event began it and none ended it yet."""
        return self.opening is not None and self.closing is None

    @property
    def name(self) -> str:
        """What the events name."""
        event = self.opening or self.closing
        return event.name if event is not None else ""


@dataclass(slots=True)
class _Events:
    """The records so far, and of each kind those that are open, the last one on top."""

    records: list[EventRecord] = field(default_factory=list)
    open: dict[Kind, list[EventRecord]] = field(default_factory=lambda: {"role": [], "education": []})
    last_role: EventRecord | None = None

    def begin(self, event: Event, kind: Kind) -> None:
        """Opens a record."""
        record = EventRecord(kind, event)
        self.records.append(record)
        self.open[kind].append(record)
        if kind == "role":
            self.last_role = record

    def end(self, event: Event, kind: Kind) -> None:
        """Ends the open record of the same kind and name; else the event is all that is told of one.

        A role that was left under another name is the one right above, if that goes on.
        """
        last = self.open[kind][-1] if self.open[kind] else None
        is_above = kind == "role" and last is not None and last is self.records[-1]
        if last is not None and (is_above or _is_same(event.name, last.name)):
            last.closing = event
            self.open[kind].pop()
        elif kind == "education":
            self.records.append(EventRecord(kind, None, event))

    def take_other(self, row: Row) -> None:
        """A row without an event: that the last role goes on, or text of the last record."""
        if not self.records:
            return
        last = self.last_role or self.records[-1]
        plain = "".join(row.text.split())
        if last.closing is None and plain.endswith(_ends_of_now()):
            last.going_on = row
        elif not row.found:
            self.records[-1].rest.append(row)


def event_records(rows: Sequence[Row]) -> list[EventRecord]:
    """The records that the rows tell as events, in order; none where there are fewer than two events.

    Rows between two events are text of the record above them.
    """
    read = [(row, _event_of(row)) for row in rows]
    if sum(event is not None for _, event in read) < _FEWEST:
        return []
    told = _Events()
    for row, event in read:
        if event is None:
            told.take_other(row)
        elif (kind := _OPENS.get(event.event)) is not None:
            told.begin(event, kind)
        elif (kind := _CLOSES.get(event.event)) is not None:
            told.end(event, kind)
        elif told.records:
            told.records[-1].rest.append(row)
    return told.records


@cache
def _ends_of_now() -> tuple[str, ...]:
    return tuple("".join(word.split()) for word in words_for("now"))


def _is_same(closing: str, opening: str) -> bool:
    first = closing.split()[0] if closing.split() else ""
    return not first or first in words_for("same") or opening.startswith(first) or first in opening


def _event_of(row: Row) -> Event | None:
    """The event that a row with one date at its start tells; None for any other row."""
    if not row.found or not row.found[0].stated.single:
        return None
    found = row.found[0]
    if row.text[: found.start_offset].strip(_SIGNS):
        return None
    text = row.text[found.end_offset :].strip(_BLANKS)
    aside = _ASIDE.search(text)
    plain = (text[: aside.start()] if aside else text).strip(_SIGNS)
    for name in _EVENTS:
        word = next((word for word in words_for(name) if plain.endswith(word)), None)
        if word is not None:
            date = row.text[found.start_offset : found.end_offset]
            return Event(row, date, _named(plain.removesuffix(word)), name, aside[1].strip() if aside else "")
    return None


def _named(text: str) -> str:
    """What stands in front of the event, without the word that links both; "として" is kept."""
    text = text.strip(_SIGNS)
    for reason in words_for("reasons"):
        text = text.removesuffix(reason).strip(_SIGNS)
    for link in words_for("link"):
        if text.endswith(link) and link not in words_for("as") and len(text) > len(link) + 1:
            return text.removesuffix(link).strip(_SIGNS)
    return text


def _segments_of(record: EventRecord) -> Iterator[Segment]:
    """The parts that the name in front of an event holds: employer and title, or school and subject."""
    pieces = record.name.split()
    if not pieces:
        return
    first, rest = pieces[0], pieces[1:]
    if record.kind == "education":
        yield Segment(Part.INSTITUTION, first, 2.0)
        if rest:
            yield Segment(Part.SUBJECT, " ".join(rest), 2.0)
        return
    yield Segment(Part.ORGANIZATION, first, 2.0)
    if record.opening is not None and record.opening.aside:
        aside = record.opening.aside
        yield Segment(Part.TYPE if employment.recognize(aside) else Part.TITLE, aside, 2.0)
    for piece in rest:
        title = _without_as(piece)
        is_title = title != piece or points(Part.TITLE, title) > 0.5
        yield Segment(Part.TITLE if is_title else Part.OTHER, title, 2.0)


def _without_as(piece: str) -> str:
    for word in words_for("as"):
        if piece.endswith(word) and len(piece) > len(word):
            return piece.removesuffix(word)
    return piece


def gathered_events(record: EventRecord) -> Gathered:
    """The values of a record told as events."""
    gathered = Gathered(record.kind)
    event = record.opening or record.closing
    if event is not None:
        for segment in _segments_of(record):
            take_segment(event.row, segment, gathered)
    if record.opening is not None:
        gathered.add("start", record.opening.row, record.opening.date)
    if record.closing is not None:
        gathered.add("end", record.closing.row, record.closing.date)
    if record.going_on is not None:
        gathered.add("current", record.going_on, words_for("present")[0])
    take_body(record.rest, gathered)
    return gathered
