"""Dates and ranges of dates as people write them, no more precise than written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from careerdoc.errors import check_type
from careerdoc.model.document import Parsed
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.partial_date import PartialDate
from careerdoc.text.keys import fold
from careerdoc.text.tables import alternatives, row_of, table

_words = partial(row_of, __package__, "dates", "words")
LONGEST = 64
"""Characters. A longer text is no date, whatever it contains."""
_YEARS = range(1900, 2101)
"""A bare number outside of these is no year of a career."""
_DIGIT = re.compile(r"\d")  # there is no date without a number, and most texts are none
_OPEN_DASH = re.compile(r"\s*(?:-+|~|→|>)\s*$")


@dataclass(frozen=True, slots=True)
class DateRange:
    """Two ends, each as precise as written.

    `current` is True where the text says that it goes on, False where it gives an end, else
    None. `single` is True for one date that is no range; it stands in `start`. `issues` say
    what could not be read.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    current: bool | None = None
    single: bool = False
    issues: tuple[Issue, ...] = ()


def parse_date_range(text: str) -> DateRange:
    """The range that `text` states, or an empty range with a `bad-date` issue.

    Takes years, months with years, days and seasons, "2019 - now", "since 2019", "May -
    August 2022" and a printed duration behind. Never reads today's date, never guesses a
    month; a year written once counts for both months.

    Raises:
        OptionError: when `text` is no text.

    >>> parse_date_range("Jan 2020 – Present (2 yrs)").current
    True
    >>> str(parse_date_range("May - August 2022").start)
    '2022-05'
    """
    check_type("text", text, str, "not a text")
    plain = _plain(text) if _DIGIT.search(text) else ""
    if not plain:
        return DateRange(issues=(_unreadable(text),))
    single = _one_date(plain, text)
    if single is not None and not single.issues:
        return DateRange(single.value, single=True)
    stated = _open_range(plain, text) or _closed_range(plain, text)
    if stated is not None:
        return stated
    if single is not None:
        return DateRange(single.value, single=True, issues=single.issues)
    return DateRange(issues=(_unreadable(text),))


def parse(text: str) -> Parsed[PartialDate]:
    """The one date that `text` states; None with a `bad-date` issue for anything else.

    An impossible part is dropped with an issue, the possible part stays: 2016-02-30 gives
    2016-02. A part written 00 says that it is unknown.
    """
    plain = _plain(text)
    return (_one_date(plain, text) if plain else None) or Parsed(None, (_unreadable(text),))


def is_present(text: str) -> bool:
    """Whether `text` is a word for an end that has not come ("Present", "heute")."""
    return _is_present(_plain(text))


def is_duration(text: str) -> bool:
    """Whether `text` is a printed duration ("4 yrs 2 mos") and nothing else."""
    return len(text) <= LONGEST and not _duration().sub("", f"({fold(text)})")


def recognize(text: str) -> float:
    """1.0 when the whole text is a range, 0.6 when it is one date, else 0.0."""
    stated = parse_date_range(text)
    if stated.start is None:
        return 0.0
    return 0.6 if stated.single else 1.0


def _plain(text: str) -> str:
    if len(text) > LONGEST:
        return ""
    plain = _weekday().sub("", _duration().sub("", fold(text)).strip(" .,;:|·"))
    return plain[1:-1].strip() if plain.startswith("(") and plain.endswith(")") else plain


def _open_range(plain: str, text: str) -> DateRange | None:
    for word in _words("since"):
        if plain.startswith(f"{word} "):
            return _going_on(plain[len(word) + 1 :].lstrip(" :"), text)
    if dash := _OPEN_DASH.search(plain):
        return _going_on(plain[: dash.start()], text)
    return None


def _going_on(plain: str, text: str) -> DateRange | None:
    start = _one_date(plain, text)
    return DateRange(start.value, current=True, issues=start.issues) if start and start.value else None


def _closed_range(plain: str, text: str) -> DateRange | None:
    for left, right in _halves(_without_opening(plain)):
        if stated := _from_halves(left, right, text):
            return stated
    return None


def _from_halves(left: str, right: str, text: str) -> DateRange | None:
    start = _one_date(left, text)
    if start is None or start.value is None:
        return _year_once(left, right, text)
    if _is_present(right):
        return DateRange(start.value, current=True, issues=start.issues)
    end = _one_date(right, text) or _short_year(start.value, right)
    if end is None or end.value is None:
        return None
    return DateRange(start.value, end.value, current=False, issues=start.issues + end.issues)


def _year_once(left: str, right: str, text: str) -> DateRange | None:
    end = _one_date(right, text)
    month = _months().get(left.rstrip("."))
    if end is None or end.value is None or end.value.month is None or month is None:
        return None
    # "November - March 2020" began in the year before; that is arithmetic, not the source.
    if month > end.value.month:
        return None
    return DateRange(PartialDate(end.value.year, month), end.value, current=False, issues=end.issues)


def _short_year(start: PartialDate, right: str) -> Parsed[PartialDate] | None:
    # Behind a month, two digits are a day: "2019-05-40" is no range.
    if start.month or not (len(right) == 2 and right.isascii() and right.isdigit()):
        return None
    year = start.year - start.year % 100 + int(right)
    return Parsed(PartialDate(year)) if start.year < year < start.year + 50 else None


def _halves(plain: str) -> Iterator[tuple[str, str]]:
    for between in _between().finditer(plain):
        yield plain[: between.start()].strip(), plain[between.end() :].strip()


def _without_opening(plain: str) -> str:
    for word in _words("from"):
        if plain.startswith(f"{word} "):
            return plain[len(word) + 1 :].lstrip()
    return plain


def _one_date(plain: str, text: str) -> Parsed[PartialDate] | None:
    for form in _forms():
        if found := form.fullmatch(plain):
            parts = found.groupdict()
            if (date := _date_from(parts, text)) is not None:
                return date
    return None


def _date_from(parts: dict[str, str | None], text: str) -> Parsed[PartialDate] | None:
    year = _number(parts.get("year")) or _full_year(parts.get("short_year"))
    if year not in _YEARS:
        return None
    if (name := parts.get("name")) is not None:
        if name in _words("season"):
            return Parsed(PartialDate(year))
        if name not in _months():
            return None
        return _checked(year, _months()[name], _number(parts.get("day")), text)
    if parts.get("first"):
        return _numbers(year, int(parts["first"] or 0), int(parts["second"] or 0), parts["sign"] or "", text)
    return _checked(year, _number(parts.get("month")), _number(parts.get("day")), text)


def _numbers(year: int, first: int, second: int, sign: str, text: str) -> Parsed[PartialDate]:
    # Dots always put the day first; with other signs only a number above 12 or two equal
    # numbers say which is the month.
    if sign == "." or first > 12 or first == second:
        return _checked(year, second, first, text)
    if second > 12:
        return _checked(year, first, second, text)
    issue = Issue(IssueCode.BAD_DATE, "day and month cannot be told apart; the year is kept", raw=text)
    return Parsed(PartialDate(year), (issue,))


def _checked(year: int, month: int | None, day: int | None, text: str) -> Parsed[PartialDate]:
    """The possible part of a date; impossible parts go with an issue, zero parts are unknown."""
    unknown = (
        (Issue(IssueCode.ZERO_DATE_PART, "a part written 00 is unknown", raw=text),)
        if 0 in (month, day)
        else ()
    )
    precise = PartialDate(year)
    for parts in ((month,), (month, day)):
        if not all(parts):
            return Parsed(precise, unknown)
        try:
            precise = PartialDate(year, *parts)
        except ValueError:
            issue = Issue(IssueCode.BAD_DATE, f"there is no such date; {precise} is kept", raw=text)
            return Parsed(precise, (issue,))
    return Parsed(precise)


def _full_year(short: str | None) -> int:
    # POSIX strptime: 69 to 99 are of the twentieth century.
    return 0 if short is None else int(short) + (1900 if int(short) > 68 else 2000)


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _is_present(plain: str) -> bool:
    return plain.strip(" .()") in _words("present")


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """The forms of one date, on folded text.

    Two numbers with slashes or dots are told apart by `_numbers`, everything else by its
    group's name.
    """
    name = r"(?P<name>[^\W\d_]+(?:[^\W\d_]|')*)\.?"
    year = r"(?P<year>\d{4})"
    day = rf"(?P<day>\d{{1,2}})(?:{_alternatives('ordinal')})?"
    of_year, of_month, of_day = (f"(?:{_alternatives(sign)})" for sign in ("of_year", "of_month", "of_day"))
    of = rf"(?:\s*[,/]?\s*(?:(?:{_alternatives('of')}) )?)"
    zone = r"(?:\s?(?:z|utc|gmt|[-+]\d{2}:?\d{2}))?"
    time = rf"(?:[t ]\s?(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-6]\d(?:\.\d+)?)?{zone})?"
    forms = (
        year,
        rf"{year}([-/.])(?P<month>\d{{1,2}})(?:\2(?P<day>\d{{1,2}}))?\.?{time}",
        rf"(?P<month>\d{{1,2}})\s?[-/.]\s?{year}",
        rf"(?P<first>\d{{1,2}})(?P<sign>[-/.])(?P<second>\d{{1,2}})(?P=sign){year}",
        rf"{name}{of}{year}",
        rf"{name}\s*'(?P<short_year>\d{{2}})",
        rf"{name}\s+{day}\s*,?\s+{year}",
        rf"{day}{of}{name}{of}{year}",
        rf"{year}[\s,]+{name}",
        rf"{year}\s?{of_year}\s?(?:(?P<month>\d{{1,2}})\s?{of_month}\s?"
        rf"(?:(?P<day>\d{{1,2}})\s?{of_day})?)?",
    )
    return tuple(re.compile(form) for form in forms)


@cache
def _months() -> dict[str, int]:
    months = table(__package__, "dates")["months"]
    return {fold(name): int(number) for number, names in months.items() for name in names}


def _alternatives(name: str) -> str:
    return alternatives(_words(name))


@cache
def _between() -> re.Pattern[str]:
    # A slash parts the two ends of an interval of whole days or times (ISO 8601-1, section 5.5).
    slash = r"(?<=-\d\d)/(?=\d{4}-)|(?<=\dz)/(?=\d{4}-)"
    signs = rf"\s*(?:-+>?|{_alternatives('dash')})\s*"
    return re.compile(rf"{slash}|{signs}|\s+(?:{_alternatives('to')})\s+|\s+(?=\()")


@cache
def _duration() -> re.Pattern[str]:
    part = rf"\d{{1,2}}\s?(?:{_alternatives('duration')})\.?,?\s?(?:(?:{_alternatives('and')}) )?"
    length = rf"(?:(?:{part}){{1,3}}|{_alternatives('short_duration')})"
    return re.compile(rf"\s*(?:[·|,]\s*{length}|\(\s*{length}\s*\))\s*$")


@cache
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_alternatives('weekday')})\.?(?:,\s*|\s+)(?=\w)")


def _unreadable(text: str) -> Issue:
    return Issue(IssueCode.BAD_DATE, "this is not a date that can be read", raw=text)
