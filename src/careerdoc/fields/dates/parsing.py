"""Texts that are a date or a range as a whole."""

from __future__ import annotations

import re

from careerdoc.errors import check_type
from careerdoc.fields.dates.durations import LONGEST
from careerdoc.fields.dates.grammar import grammar
from careerdoc.fields.dates.ranges import stated_by
from careerdoc.fields.dates.shape import shape_of
from careerdoc.fields.dates.stated import DateRange
from careerdoc.fields.dates.values import checked
from careerdoc.fields.dates.words import lexicon
from careerdoc.model.document import Parsed
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.partial_date import PartialDate

LONGEST_DATE = 64
"""Characters of one date; a longer text is none. A range has two, and may have its duration beside it."""
# Dates of ISO 8601 in the years that most data tells of; the grammar says the same of them, later.
_ISO = re.compile(r"((?:19|20)\d\d)(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
# There is no date without a number.
_NUMBER = re.compile(r"[\d〇一二三四五六七八九十元]")


def parse_date_range(text: str) -> DateRange:
    """The range that `text` states, or an empty range with a `bad-date` issue.

    Takes years, months with years, days, seasons, terms and quarters in 29 languages and their
    digits, "2019 - now", "since 2019", "until 2019", "May - August 2022", "2019/20" and a
    printed duration beside. Never reads today's date, never guesses a month; a year written
    once counts for both months. Seasons, terms and quarters reduce to their year.

    Raises:
        OptionError: when `text` is no text.

    Source: Unicode CLDR for names of months, days and units.

    >>> parse_date_range("Jan 2020 – Present (2 yrs)").current
    True
    >>> str(parse_date_range("May - August 2022").start)
    '2022-05'
    """
    check_type("text", text, str, "not a text")
    stated = _whole(text)
    return DateRange(issues=(unreadable(text),)) if stated is None else stated


def _whole(text: str) -> DateRange | None:
    if len(text) > LONGEST:
        return None
    if iso := _ISO.fullmatch(text.strip()):
        year, month, day = iso.groups()
        date = checked(int(year), int(month) if month else None, int(day) if day else None, text)
        return DateRange(date.value, single=True, issues=date.issues)
    if not _NUMBER.search(text):
        return None
    shape, patterns = shape_of(text.strip()), grammar()
    kinds, start = shape.kinds, 0
    match = patterns.stated.match(kinds)
    if match is None and (labels := patterns.labels.match(kinds)):
        start = labels.end()
        match = patterns.stated.match(kinds, start)
    if match is not None and not patterns.rest.fullmatch(kinds, match.end()):
        # The first reading is not always the longest: "2005 г. - 2010 г."
        match = patterns.stated.fullmatch(kinds, start)
    return None if match is None else stated_by(match, shape, text)


def parse(text: str) -> Parsed[PartialDate]:
    """The one date that `text` states; None with a `bad-date` issue for anything else.

    An impossible part is dropped with an issue, the possible part stays: 2016-02-30 gives
    2016-02. A part written 00 says that it is unknown.
    """
    stated = _whole(text) if len(text) <= LONGEST_DATE else None
    if stated is None or not stated.single:
        return Parsed(None, (unreadable(text),))
    return Parsed(stated.start, stated.issues)


def is_present(text: str) -> bool:
    """Whether `text` is a word for an end that has not come ("Present", "heute")."""
    if len(text) > LONGEST:
        return False
    kinds = shape_of(text.strip(" .()[]:,;-–—")).kinds
    return bool(kinds) and grammar().present.fullmatch(kinds) is not None


def recognize(text: str) -> float:
    """1.0 when the whole text is a range, 0.6 when it is one date, else 0.0."""
    stated = parse_date_range(text)
    if stated.is_empty:
        return 0.0
    return 0.6 if stated.single else 1.0


def month_of(word: str) -> int | None:
    """The month, 1 to 12, that a word names in one of the languages; None for another word."""
    return lexicon().months.get(word.lower().rstrip("."))


def unreadable(text: str) -> Issue:
    """The issue of a text that is no date."""
    return Issue(IssueCode.BAD_DATE, "this is not a date that can be read", raw=text)
