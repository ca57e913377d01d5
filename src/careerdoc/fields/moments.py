"""Times of publication: a day or less as a PartialDate, else a time with its offset."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from careerdoc.fields import dates
from careerdoc.model.document import Parsed
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.partial_date import PartialDate

_ISO_TIME = re.compile(r"\d{4}-?\d{2}-?\d{2}[Tt ]\s*\d")
# Hugo writes "Mon, 01 Jan 0001" for a date that was never set; mail's grammar makes 2001 of it.
_YEAR_ONE = re.compile(r"\b0001\b")


def parse(text: str) -> Parsed[PartialDate | datetime]:
    """The moment that `text` states in ISO 8601, RFC 822 or as a plain date.

    A time without a zone gets +00:00 and a `zone-assumed` issue. Year 1 means that no date
    was set. Unreadable text gives None with a `bad-date` issue.

    Source: RFC 3339; RFC 5322 section 3.3 with the obsolete zones of section 4.3.
    """
    given = text.strip()
    if len(given) > dates.LONGEST:
        return Parsed(None, (_unreadable(text),))
    if _YEAR_ONE.search(given):
        return Parsed(None, (Issue(IssueCode.BAD_DATE, "year 1 stands for no date", raw=text),))
    moment = _iso_time(given) if _ISO_TIME.match(given) else _mail_time(given)
    if moment is None:
        return _as_date(dates.parse(given))
    if moment.tzinfo is None:
        issue = Issue(IssueCode.ZONE_ASSUMED, "the time names no zone; +00:00 is assumed", raw=text)
        return Parsed(moment.replace(tzinfo=UTC), (issue,))
    return Parsed(moment)


def earliest_day(moment: PartialDate | datetime) -> str:
    """The first day that the moment can mean, as YYYY-MM-DD; in its own zone."""
    day = moment.date() if isinstance(moment, datetime) else moment.earliest
    return day.isoformat()


def _iso_time(text: str) -> datetime | None:
    # "2019-09-02 14:19:14 +0100": the blank before the offset is Jekyll's.
    compact = re.sub(r"\s+(?=[+-]\d{2}:?\d{2}$|Z$)", "", text.replace(" UTC", "Z"))
    try:
        return datetime.fromisoformat(compact)
    except ValueError:
        return None


def _mail_time(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _as_date(date: Parsed[PartialDate]) -> Parsed[PartialDate | datetime]:
    return Parsed(date.value, date.issues)


def _unreadable(text: str) -> Issue:
    return Issue(IssueCode.BAD_DATE, "this is not a date that can be read", raw=text)
