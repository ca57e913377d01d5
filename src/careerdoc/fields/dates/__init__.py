"""Dates and ranges of dates as people write them, no more precise than written."""

from __future__ import annotations

from careerdoc.fields.dates.durations import LONGEST, duration_months, is_duration
from careerdoc.fields.dates.parsing import (
    LONGEST_DATE,
    is_present,
    month_of,
    parse,
    parse_date_range,
    recognize,
)
from careerdoc.fields.dates.spans import Span, spanned
from careerdoc.fields.dates.stated import DateRange, Found
from careerdoc.fields.dates.within import found_in

__all__ = [
    "LONGEST",
    "LONGEST_DATE",
    "DateRange",
    "Found",
    "Span",
    "duration_months",
    "found_in",
    "is_duration",
    "is_present",
    "month_of",
    "parse",
    "parse_date_range",
    "recognize",
    "spanned",
]
