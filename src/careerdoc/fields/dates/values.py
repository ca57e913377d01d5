"""The value of one date among the tokens of a text, no more precise than written."""

from __future__ import annotations

import re
from contextlib import suppress

from careerdoc.fields.dates.forms import parts_of_date
from careerdoc.fields.dates.shape import Shape
from careerdoc.fields.dates.words import BUDDHIST_YEARS, SOLAR_YEARS, UNSPACED, YEARS, lexicon
from careerdoc.model.document import Parsed
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.partial_date import PartialDate
from careerdoc.text.patterns import wide_pattern

_THAI = re.compile("[\u0e00-\u0e7f]")
_UNSPACED = wide_pattern(f"[{UNSPACED}]")
_CLOCK = re.compile(
    r"t?(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:\.\d+)?)?(?:z|utc|gmt|[-+]\d{2}:?\d{2})?", re.ASCII
)
_FIRST_SHORT = 69
"""A year of two digits from here on is one of the last century. Source: POSIX, strptime."""

Parts = dict[str, int]
"""Part of a date -> the token that tells it."""


def read_date(shape: Shape, place: slice, beside: slice, text: str) -> Parsed[PartialDate] | None:
    """The date that the tokens of a `place` state; None where they state none.

    A Buddhist year, 543 above ours, is one only where a Thai word stands in or `beside` the date.
    """
    start, end = place.start, place.stop
    parts = parts_of_date(shape.kinds[2 * start : 2 * end])
    if not parts or _is_glued(shape, start):
        return None
    words = shape.words[start:end]
    year = _year(words, parts, shape.words[beside])
    if year not in YEARS or not _has_time_of_day(words, parts, shape, start, end):
        return None
    if "next" in parts and not school_year(words, parts):
        return None
    if school_year(words, parts) or "season" in parts or "solar" in parts:
        return Parsed(PartialDate(year))
    if "letter" in parts:
        return _of_part(words[parts["letter"]], int(words[parts["part"]]), year)
    if "first" in parts:
        first, second = int(words[parts["first"]]), int(words[parts["second"]])
        return _told_apart(year, first, second, words[parts["sign"]], text)
    return checked(year, month_of(words, parts), number(words, parts, "day"), text)


def number(words: list[str], parts: Parts, name: str) -> int | None:
    """The number that a part is written with; None for a part that is not there."""
    return int(words[parts[name]]) if name in parts else None


def month_of(words: list[str], parts: Parts) -> int | None:
    """The month that a part names or counts."""
    if "name" in parts:
        return lexicon().months[words[parts["name"]]]
    return number(words, parts, "month")


def _year(words: list[str], parts: Parts, beside: list[str]) -> int:
    if "year" in parts:
        year = int(words[parts["year"]])
        if year in BUDDHIST_YEARS:
            return year - 543 if any(map(_THAI.search, beside)) else 0
        return _solar_year(words, parts, year) if year in SOLAR_YEARS else year
    if "short" in parts:
        short = words[parts["short"]]
        return 1957 + int(short) if any(map(_THAI.search, beside)) else full_year(short)
    era = parts.get("era", parts.get("letter_year"))
    return 0 if era is None else lexicon().eras[words[era]] + int(words[parts["era_year"]])


def _solar_year(words: list[str], parts: Parts, year: int) -> int:
    """The year of a solar month; 0 without one, and for the tenth, in which our year changes.

    The solar year starts at the spring equinox, so that its year alone lies in two of ours.
    """
    month = lexicon().solar_months[words[parts["solar"]]] if "solar" in parts else 10
    return 0 if month == 10 else year + (621 if month < 10 else 622)


def full_year(short: str) -> int:
    """The year that two digits mean. Source: POSIX, strptime."""
    return int(short) + (1900 if int(short) >= _FIRST_SHORT else 2000)


def school_year(words: list[str], parts: Parts) -> int | None:
    """The second year of two that follow each other, as in "2019/20"; None for anything else."""
    if "year" not in parts or "day" in parts:
        return None
    year, behind = int(words[parts["year"]]), parts.get("next", parts.get("month"))
    if behind is None or behind < parts["year"] or int(words[behind]) <= 12:
        return None
    return year + 1 if int(words[behind]) in (year + 1, (year + 1) % 100) else None


def _is_glued(shape: Shape, start: int) -> bool:
    """Whether a number stands right behind a letter of another word: "v2.2019"."""
    if not start or shape.kinds[2 * start] != "_" or not shape.words[start][0].isdigit():
        return False
    letter = shape.words[start - 1][-1]
    return letter.isalpha() and not _UNSPACED.match(letter)


def _has_time_of_day(words: list[str], parts: Parts, shape: Shape, start: int, end: int) -> bool:
    """Whether a time of day behind the day, if there is one, can be."""
    if "time" not in parts or start + parts["time"] >= end:
        return True
    return _CLOCK.fullmatch("".join(words[parts["time"] :])) is not None


def _of_part(letter: str, part: int, year: int) -> Parsed[PartialDate] | None:
    """A half, term or quarter reduces to its year; "T9/2012" is a Vietnamese month."""
    if letter == "t" and 4 < part <= 12:
        return Parsed(PartialDate(year, part))
    return Parsed(PartialDate(year)) if 1 <= part <= 4 else None


def _told_apart(year: int, first: int, second: int, sign: str, text: str) -> Parsed[PartialDate]:
    # Dots always put the day first; with other signs only a number above 12 or two equal
    # numbers say which is the month.
    if sign == "." or first > 12 or first == second:
        return checked(year, second, first, text)
    if second > 12:
        return checked(year, first, second, text)
    issue = Issue(IssueCode.BAD_DATE, "day and month cannot be told apart; the year is kept", raw=text)
    return Parsed(PartialDate(year), (issue,))


def checked(year: int, month: int | None, day: int | None, text: str) -> Parsed[PartialDate]:
    """The possible part of a date; impossible parts go with an issue, zero parts are unknown."""
    if 0 not in (month, day):
        with suppress(ValueError):
            return Parsed(PartialDate(year, month, day))
    if 0 in (month, day):
        unknown = Issue(IssueCode.ZERO_DATE_PART, "a part written 00 is unknown", raw=text)
        if not month:
            return Parsed(PartialDate(year), (unknown,))
        partial = checked(year, month, None, text)
        return Parsed(partial.value, partial.issues or (unknown,))
    precise = PartialDate(year)
    with suppress(ValueError):
        precise = PartialDate(year, month)
    issue = Issue(IssueCode.BAD_DATE, f"there is no such date; {precise} is kept", raw=text)
    return Parsed(precise, (issue,))
