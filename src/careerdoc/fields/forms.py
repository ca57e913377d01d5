"""The normal form of each raw field: what its text becomes in a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from careerdoc.fields import (
    countries,
    dates,
    degrees,
    employment,
    flags,
    languages,
    locations,
    moments,
    people,
    urls,
)
from careerdoc.model.document import Kind, Parsed, RawValue
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.partial_date import PartialDate

Values = dict[str, Any]
"""Record field -> value in its normal form; a tuple for a field that holds several."""
_MIDDLE_DOT = re.compile(r"[·•]")
_PART_OF_PLACE = re.compile(r"[][(),/|·•]|\s[-–—]\s")
_PIECE_END = re.compile(r"[,/·•|]")
_NO_DATE = "this stands beside the dates and gives no field"
FieldParser = Callable[[str, RawValue, Kind], Parsed[Values]]


def kind_form(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
    """The kind itself: the text is the heading that says so."""
    return Parsed({"kind": kind})


def line_form(name: str) -> FieldParser:
    """A text on one line; blanks inside are folded."""

    def parse(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
        return Parsed({name: " ".join(text.split()) or None})

    return parse


def prose_form(name: str) -> FieldParser:
    """A text of several lines, without blanks at their ends."""

    def parse(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
        lines = [line.rstrip() for line in text.split("\n")]
        return Parsed({name: "\n".join(lines).strip("\n") or None})

    return parse


def item_form(name: str) -> FieldParser:
    """One value of a field that holds several, on one line."""

    def parse(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
        cleaned = " ".join(text.split())
        return Parsed({name: (cleaned,) if cleaned else ()})

    return parse


def address_form(name: str) -> FieldParser:
    """An address, made absolute; one of several for a field that holds several."""

    def parse(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
        address = urls.parse(text, raw.base)
        if name == "images":
            return Parsed({name: (address.value,) if address.value else ()}, address.issues)
        return Parsed({name: address.value}, address.issues)

    return parse


def moment_form(name: str) -> FieldParser:
    """A time of publication."""

    def parse(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
        moment = moments.parse(text)
        return Parsed({name: moment.value}, moment.issues)

    return parse


def place_form(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
    """The place as written, its country, and a mode of work beside it ("Oslo (Hybrid)", "Remote, US").

    A mode printed behind a middle dot is no part of the place ("Oslo · Hybrid").
    """
    location = " ".join(_without_printed_mode(text).split())
    pieces = [piece.strip() for piece in _PART_OF_PLACE.split(text) if piece and piece.strip()]
    modes = [mode for piece in pieces if (mode := employment.work_mode(piece))]
    places = [piece for piece in pieces if not employment.work_mode(piece)]
    values: Values = {"location": location or None}
    values["country"] = locations.country(", ".join(places) if modes else location)
    if modes and kind == "role":
        values["work_mode"] = modes[0]
    return Parsed(values)


def _without_printed_mode(text: str) -> str:
    pieces = [piece.strip() for piece in _MIDDLE_DOT.split(text)]
    places = [piece for piece in pieces if not employment.work_mode(piece)]
    return " · ".join(places or pieces)


def country_form(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
    """A country that is stated; its name, and a text that is no country, is a part of the place."""
    name = "" if countries.is_code(text) and not countries.named(text) else " ".join(text.split())
    return Parsed({"country": countries.parse(text), "location": name or None})


def range_form(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
    """Two ends; one date alone is both ends of a role and the end of a course of study.

    Several ranges go from the first to the last. A mode of work beside them ("2019 - now • Remote")
    is that of a role; an issue tells other words.
    """
    stated = dates.parse_date_range(text)
    mode: Values = {}
    issues = stated.issues
    if stated.is_empty and (span := dates.spanned(text)):
        stated = span.stated
        mode = _mode_beside(span.others) if kind == "role" else {}
        told = mode.values()
        others = (part for part in span.others if employment.work_mode(part) not in told)
        issues = (*stated.issues, *(Issue(IssueCode.LEFTOVER, _NO_DATE, raw=part) for part in others))
    if not stated.single:
        values = {"start": stated.start, "end": stated.end, "current": stated.current}
        return Parsed(values | mode if stated.start or stated.end else {}, issues)
    ends: Values = {"end": stated.start, "current": False}
    return Parsed((ends if kind == "education" else {"start": stated.start} | ends) | mode, issues)


def _mode_beside(parts: Iterable[str]) -> Values:
    """The first mode of work among parts of a text."""
    modes = [mode for part in parts if (mode := employment.work_mode(part))]
    return {"work_mode": modes[0]} if modes else {}


def date_form(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
    """A lone date is the start of a role and the end of a course of study."""
    stated = dates.parse_date_range(text)
    if not stated.single:
        return range_form(text, raw, kind)
    return Parsed({"end" if kind == "education" else "start": stated.start}, stated.issues)


def start_form(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
    """A start, or a range that is written in its place; no value when it cannot be read."""
    start = dates.parse(text)
    if start.value or dates.recognize(text) < 1.0:
        return Parsed({"start": start.value} if start.value else {}, start.issues)
    return range_form(text, raw, kind)


def end_form(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
    """An end, or that it has not come: a present word, or an end key left empty."""
    if not text.strip() or dates.is_present(text):
        return Parsed({"current": True})
    end = dates.parse(text)
    return Parsed({"end": end.value} if end.value else {}, end.issues)


def current_form(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
    """A flag that the record goes on."""
    flag = flags.parse(text)
    if flag is not None or dates.is_present(text):
        return Parsed({"current": flag is not False})
    return Parsed({}, (Issue(IssueCode.BAD_TYPE, "this is neither yes nor no", raw=raw.raw),))


def employment_form(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
    """Types of employment and modes of work, each piece of "part-time, remote" in its field.

    A text that names none is the type as it is written. One that has a place otherwise, and
    does not name them alone, gives none.
    """
    pieces = [piece.strip() for piece in _PIECE_END.split(text) if piece.strip()]
    mode = next(filter(None, map(employment.work_mode, pieces)), None)
    types = [piece for piece in pieces if not employment.work_mode(piece)]
    known = [piece for piece in types if employment.recognize(piece)]
    if raw.otherwise and known != types:
        return Parsed({})
    if not known and not mode:
        types = [text]
    named = ", ".join(dict.fromkeys(map(employment.parse, types)))
    return Parsed({"employment_type": named or None} | ({"work_mode": mode} if mode else {}))


def work_mode_form(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
    """A mode of work; "yes" under a key for remote work means remote."""
    mode = "remote" if flags.parse(text) else employment.work_mode(text)
    return Parsed({"work_mode": mode} if mode else {})


def degree_form(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
    """A degree, and a field of study written behind it."""
    degree, field_of_study = degrees.split(" ".join(text.split()))
    return Parsed({"degree": degree or None} | ({"field_of_study": field_of_study} if field_of_study else {}))


def author_form(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
    """One author, or several whose names an "and" joins."""
    found = map(people.parse, people.parted(text))
    return Parsed({"authors": tuple(person for person in found if person)})


def language_form(text: str, raw: RawValue, kind: Kind) -> Parsed[Values]:
    """A language tag with "-" between its parts, also from a name."""
    if not text.strip():
        return Parsed({})
    tag = languages.parse(text)
    issues = () if tag else (Issue(IssueCode.BAD_TYPE, "this is no language that is known", raw=raw.raw),)
    return Parsed({"language": tag}, issues)


def is_implied(name: str, value: Any, chosen: Any, raw: RawValue) -> bool:
    """Whether a `value` that gives way to the `chosen` one of its field says nothing against it."""
    if name == "country" and raw.field == "location":
        return countries.named(raw.text.rpartition(",")[2]) is None  # the town told it
    if name == "current":
        return value is False or not raw.text.strip()  # the end itself is compared; an empty end key
    if isinstance(value, PartialDate) and isinstance(chosen, PartialDate):
        return value.earliest <= chosen.earliest and chosen.latest <= value.latest
    return False
