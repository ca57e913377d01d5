"""The range that a match of the grammar states."""

from __future__ import annotations

import re

from careerdoc.fields.dates.durations import months_of
from careerdoc.fields.dates.forms import parts_of_date, parts_without_year
from careerdoc.fields.dates.shape import Shape
from careerdoc.fields.dates.stated import DateRange
from careerdoc.fields.dates.values import Parts, checked, month_of, number, read_date, school_year
from careerdoc.fields.dates.words import lexicon
from careerdoc.model.document import Parsed
from careerdoc.model.partial_date import PartialDate

Match = re.Match[str]
_DURATIONS = ("before", "inner", "beside")


def stated_by(match: Match, shape: Shape, text: str) -> DateRange | None:
    """What a match states; None where its numbers make no dates."""
    stated = _year_once(match, shape, text) if match["yearless"] is not None else _range(match, shape, text)
    if stated is None or all(match[name] is None for name in _DURATIONS):
        return stated
    months = _printed_months(match, shape)
    return DateRange(stated.start, stated.end, stated.current, stated.single, stated.issues, months)


def _printed_months(match: Match, shape: Shape) -> int | None:
    name = next(name for name in _DURATIONS if match[name] is not None)
    return months_of(shape, match.start(name) // 2, match.end(name) // 2)


def _date(match: Match, name: str, shape: Shape, text: str) -> Parsed[PartialDate] | None:
    place = slice(match.start(name) // 2, match.end(name) // 2)
    return read_date(shape, place, slice(match.start() // 2, match.end() // 2), text)


def _range(match: Match, shape: Shape, text: str) -> DateRange | None:
    start = _date(match, "start", shape, text)
    if start is None or start.value is None:
        return None
    if match["end"] is not None:
        return _closed(match, start, shape, text)
    if match["bare_end"] is not None:
        return _with_bare_end(match, start, shape, text)
    if match["present"] or match["after"] or match["dangling"] or _opens(match, "since"):
        return DateRange(start.value, current=True, issues=start.issues)
    if match["behind"] is not None or _opens(match, "until"):
        return DateRange(end=start.value, current=False, issues=start.issues)
    return _alone(match, start, shape)


def _opens(match: Match, role: str) -> bool:
    """Whether a word in front of the date plays such a role."""
    opening: str | None = match["opening"]
    return opening is not None and opening[1] in lexicon().roles[role]


def _alone(match: Match, start: Parsed[PartialDate], shape: Shape) -> DateRange | None:
    """One date that is no range, or a range that is written as one: "2019/20", "márciustól"."""
    first, end = match.start("start") // 2, match.end("start") // 2
    words, parts = shape.words[first:end], parts_of_date(match["start"])
    if (later := school_year(words, parts)) and "season" not in parts:
        return DateRange(start.value, PartialDate(later), current=False)
    if start.issues and list(parts) == ["year", "month"]:
        short = _short_end(PartialDate(int(words[0])), words[parts["month"]])
        if short is not None:
            return short
    kind = match["start"][2 * parts["name"] + 1] if "name" in parts else ""
    if kind and kind in lexicon().roles["month_since"]:
        return DateRange(start.value, current=True, issues=start.issues)
    if kind and kind in lexicon().roles["month_until"]:
        return DateRange(end=start.value, current=False, issues=start.issues)
    return None if _is_loose(parts) else DateRange(start.value, single=True, issues=start.issues)


def _is_loose(parts: Parts) -> bool:
    """Whether a date is one only beside another: "'19", "03/19", "R3.4"."""
    if "short" in parts:
        return not parts.keys() & {"name", "sign", "season"}
    return "letter_year" in parts


def _closed(match: Match, start: Parsed[PartialDate], shape: Shape, text: str) -> DateRange | None:
    end = _date(match, "end", shape, text)
    if end is None or end.value is None or start.value is None:
        return None
    if match["joined"] is not None and match["opening"] is None:
        return None
    later = _last_year(match, shape)
    value = PartialDate(later) if later else end.value
    return DateRange(start.value, value, current=False, issues=start.issues + end.issues)


def _last_year(match: Match, shape: Shape) -> int | None:
    """The second year of a school year that a range ends with."""
    words = shape.words[match.start("end") // 2 : match.end("end") // 2]
    return school_year(words, parts_of_date(match["end"]))


def _with_bare_end(match: Match, start: Parsed[PartialDate], shape: Shape, text: str) -> DateRange | None:
    parts = parts_without_year(match["bare_end"])
    if not parts or start.value is None:
        return None
    first = match.start("bare_end") // 2
    words = shape.words[first : match.end("bare_end") // 2]
    if parts.keys() & {"short", "alone"}:
        return _short_end(start.value, words[-1])
    if "era_year" in parts:
        return _same_era(match, start.value, shape, text)
    month = month_of(words, parts)
    if month is None or not start.value.month or month <= start.value.month:
        return None
    end = checked(start.value.year, month, number(words, parts, "day"), text)
    return DateRange(start.value, end.value, current=False, issues=start.issues + end.issues)


def _same_era(match: Match, start: PartialDate, shape: Shape, text: str) -> DateRange | None:
    """A range whose era is named only at its start: "民國100年-104年"."""
    first = match.start("start") // 2
    parts = parts_of_date(match["start"])
    if "era" not in parts:
        return None
    base = lexicon().eras[shape.words[first + parts["era"]]]
    words = shape.words[match.start("bare_end") // 2 : match.end("bare_end") // 2]
    parts = parts_without_year(match["bare_end"])
    end = checked(base + int(words[0]), number(words, parts, "month"), number(words, parts, "day"), text)
    return DateRange(start, end.value, current=False, issues=end.issues)


def _short_end(start: PartialDate, short: str) -> DateRange | None:
    # Behind a month, two digits are a day: "2019-05-40" is no range.
    if start.month or len(short) != 2:
        return None
    year = start.year - start.year % 100 + int(short)
    year += 100 if year < start.year else 0
    if not start.year < year < start.year + 50:
        return None
    return DateRange(start, PartialDate(year), current=False)


def _year_once(match: Match, shape: Shape, text: str) -> DateRange | None:
    """A range whose year stands at its end only."""
    parts = parts_without_year(match["yearless"])
    end = _date(match, "end", shape, text) if match["end"] is not None else None
    if end is None or end.value is None or not parts:
        return None
    words = shape.words[match.start("yearless") // 2 : match.end("yearless") // 2]
    is_named = "name" in (parts_of_date(match["end"]))
    start = _yearless(words, parts, end.value, is_named)
    if start is None:
        return None
    return DateRange(start, end.value, current=False, issues=end.issues)


def _yearless(words: list[str], parts: Parts, end: PartialDate, is_named: bool) -> PartialDate | None:
    """A start in the year of its end; None where it would lie in the year before."""
    if "season" in parts:
        return None if end.month else PartialDate(end.year)
    month, day = month_of(words, parts), number(words, parts, "day")
    if "alone" in parts:
        alone = int(words[parts["alone"]])
        month, day = (end.month, alone) if end.day else (None if is_named else alone, None)
    # "November - March 2020" began in the year before; that is arithmetic, not the source.
    if not end.month or not month or (month, day or 0) > (end.month, end.day or 31):
        return None
    start = checked(end.year, month, day, "")
    return None if start.issues else start.value
