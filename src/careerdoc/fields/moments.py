"""Times of publication: a day or less as a PartialDate, else a time with its offset."""

from __future__ import annotations

import re
from datetime import MAXYEAR, UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache

from careerdoc.fields import dates
from careerdoc.model.document import Parsed
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.partial_date import PartialDate
from careerdoc.text.tables import table

_ISO_TIME = re.compile(r"\d{4}-?\d{2}-?\d{2}[Tt ]\s*\d")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[Tt\s]\s*(?=\d)")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?P<rest>(?::\d{2}){1,2})(?:\s*(?P<half>[AaPp])\.?[Mm]\b\.?)?")
_ZONE_NAME = re.compile(r"(?<![^\s\d])(?P<name>(?![AP]M\b)[A-Z]{1,5})(?=\s*(?:\([^()]*\))?$)")
# "Ke, 30 Lok 2013 ": a day with its name, which says nothing that the date does not.
_IN_WORDS = re.compile(
    r"(?:[^\W\d_]+\.?,?\s+)?(?P<day>\d{1,2})\.?(?:\s+(?:de\s+)?|-)(?P<month>[^\W\d_]+)\.?"
    r"(?:\s+(?:de\s+)?|-)(?P<year>\d{4}|\d{2})\.?[\s,T]*$"
)
# What most feeds write. "-0000" says that no zone is known; year 1 that no date is.
_USUAL_ISO = re.compile(r"(?!0001)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_MAIL_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_USUAL_MAIL = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r" ([1-9]\d{3}) (\d\d:\d\d:\d\d) (GMT|(?!-0000)[+-]\d{4})",
    re.ASCII,
)
_OLDEST = 69
"""A year of two digits from here on is one of the last century. Source: POSIX, strptime."""
# Hugo writes "Mon, 01 Jan 0001" for a date that was never set; mail's grammar makes 2001 of it.
_YEAR_ONE = re.compile(r"(?:(?<=[A-Za-z]-)|(?<![\w.:+-]))0001(?!\d)")


def parse(text: str) -> Parsed[PartialDate | datetime]:
    """The moment that `text` states in ISO 8601, RFC 822 or as a plain date.

    A time without a zone, or with a name that no zone or several have, gets +00:00 and a
    `zone-assumed` issue. Year 1 means that no date was set. Unreadable text gives None with a
    `bad-date` issue.

    Source: RFC 3339; RFC 5322 section 3.3 with the obsolete zones of section 4.3.
    """
    given = text.strip()
    if len(given) > dates.LONGEST_DATE:
        return Parsed(None, (_unreadable(text),))
    if (usual := _usual(given)) is not None:
        return Parsed(usual)
    if _YEAR_ONE.search(given):
        return Parsed(None, (Issue(IssueCode.BAD_DATE, "year 1 stands for no date", raw=text),))
    clock = _CLOCK.search(given)
    moment = _timed(given, clock) if clock else _iso_time(given) if _ISO_TIME.match(given) else None
    if moment is None:
        return _without_time(given, clock) if clock else _as_date(dates.parse(given))
    if moment.tzinfo is None:
        message = f"the time {_about_zone(given)}; +00:00 is assumed"
        return Parsed(moment.replace(tzinfo=UTC), (Issue(IssueCode.ZONE_ASSUMED, message, raw=text),))
    return Parsed(moment)


def earliest_day(moment: PartialDate | datetime) -> str:
    """The first day that the moment can mean, as YYYY-MM-DD; in its own zone."""
    day = moment.date() if isinstance(moment, datetime) else moment.earliest
    return day.isoformat()


def _usual(text: str) -> datetime | None:
    """The moment of a text that is as the standards write it; None for any other."""
    if _USUAL_ISO.fullmatch(text):
        return _iso_time(text)
    if words := _USUAL_MAIL.fullmatch(text):
        day, month, year, clock, zone = words.groups()
        offset = zone if zone[0] in "+-" else "+00:00"
        return _iso_time(f"{year}-{_MAIL_MONTHS.index(month) // 3 + 1:02}-{int(day):02}T{clock}{offset}")
    return None


def _timed(text: str, clock: re.Match[str]) -> datetime | None:
    """The moment that `text` states with a time of day."""
    hour = _hour(clock)
    time = f"{hour % 24:02}{clock['rest']}"
    plain = f"{text[: clock.start()]}{time}{text[clock.end() :]}"
    plain = _ZONE_NAME.sub(lambda zone: _zones().get(zone["name"], zone["name"]), plain)
    plain = _YEAR_FIRST.sub(lambda day: f"{day['year']}-{day['month']:0>2}-{day['day']:0>2}T", plain)
    moment = _iso_time(plain) if _ISO_TIME.match(plain) else _mail_time(plain)
    if moment is None and (day := _day_as_iso(text[: clock.start()])):
        zone = _ZONE_NAME.sub(lambda zone: _zones().get(zone["name"], ""), text[clock.end() :]).strip()
        moment = _iso_time(f"{day}T{time} {zone}".rstrip())
    if moment is None or hour < 24:
        return moment
    # ISO 8601 ends a day at 24:00, which is the next day's first moment.
    if hour == 24 and not clock["rest"].strip(":0") and moment.year < MAXYEAR:
        return moment + timedelta(days=1)
    return None


def _day_as_iso(text: str) -> str | None:
    """The day before a time of day as YYYY-MM-DD, its month in any of the languages of the tables."""
    words = _IN_WORDS.match(text)
    if words is None:
        day = dates.parse(text.strip(" ,T")).value
        return str(day) if day and day.day else None
    name = words["month"].casefold()
    month = _months().get(name) or dates.month_of(name)
    year = int(words["year"])
    if len(words["year"]) == 2:
        year += 1900 if year >= _OLDEST else 2000
    return f"{year:04}-{month:02}-{int(words['day']):02}" if month else None


@cache
def _months() -> dict[str, int]:
    rows = table(__package__, "moments")["months"]
    return {word: int(month) for month, words in rows.items() for word in words}


def _hour(clock: re.Match[str]) -> int:
    hour = int(clock["hour"])
    if clock["half"] and 1 <= hour <= 12:
        return hour % 12 + (12 if clock["half"] in "Pp" else 0)
    return hour


def _without_time(text: str, clock: re.Match[str]) -> Parsed[PartialDate | datetime]:
    day = dates.parse(text[: clock.start()].rstrip("Tt ,"))
    if day.value is None:
        return Parsed(None, (_unreadable(text),))
    issue = Issue(IssueCode.BAD_DATE, "the time of day cannot be read; the day is kept", raw=text)
    return Parsed(day.value, (*day.issues, issue))


def _iso_time(text: str) -> datetime | None:
    # "2019-09-02 14:19:14 +0100": the blank before the offset is Jekyll's.
    compact = re.sub(r"\s+(?=[+-]\d{2}:?\d{2}$|Z$)", "", text)
    try:
        moment = datetime.fromisoformat(compact)
    except ValueError:
        return None
    # RFC 3339, section 4.2: an offset has whole minutes.
    offset = moment.utcoffset() or timedelta()
    return None if offset % timedelta(minutes=1) else moment


def _mail_time(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _about_zone(text: str) -> str:
    named = _ZONE_NAME.search(text)
    return f"names the zone {named['name']}, which is not known" if named else "names no zone"


@cache
def _zones() -> dict[str, str]:
    zones: dict[str, list[str]] = table(__package__, "moments")["zones"]
    return {name: offset for offset, names in zones.items() for name in names}


def _as_date(date: Parsed[PartialDate]) -> Parsed[PartialDate | datetime]:
    return Parsed(date.value, date.issues)


def _unreadable(text: str) -> Issue:
    return Issue(IssueCode.BAD_DATE, "this is not a date that can be read", raw=text)
