"""Several dates or ranges in one text, as the span from the first to the last of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from careerdoc.fields.dates.durations import LONGEST, is_duration
from careerdoc.fields.dates.parsing import parse_date_range
from careerdoc.fields.dates.stated import DateRange
from careerdoc.fields.dates.words import joining_words

_PART_END = re.compile(r"[|;•·()\[\]&+]")
_COMMA = re.compile(r"[,/]")


@dataclass(frozen=True, slots=True)
class Span:
    """The range from the first start to the last end of the dates in a text, and its parts that are none."""

    stated: DateRange
    others: tuple[str, ...] = ()


def spanned(text: str) -> Span | None:
    """The span of several dates or ranges, or of one beside other words; None where no part is a date.

    "May - August 2017 | October 2018 - January 2019" goes from May 2017 to January 2019, "June
    2025 - Present • Remote" has "Remote" beside its dates.
    """
    if len(text) > LONGEST:
        return None
    stated: list[DateRange] = []
    others: list[str] = []
    for part in _parts(text):
        found = parse_date_range(part)
        if not found.is_empty:
            stated.append(found)
        elif not is_duration(part):
            others.append(part)
    return Span(_hull(stated), tuple(others)) if stated else None


def _parts(text: str) -> list[str]:
    """The parts of a text between signs, and between commas where a part is no date as it stands."""
    parts: list[str] = []
    for part in _PART_END.split(joining_words().sub("|", text)):
        is_date = not parse_date_range(part.strip()).is_empty
        parts += [part] if is_date else _COMMA.split(part)
    return [part.strip() for part in parts if part.strip()]


def _hull(stated: Sequence[DateRange]) -> DateRange:
    if len(stated) == 1:
        return stated[0]
    starts = [one.start for one in stated if one.start]
    ends = [end for one in stated if (end := one.start if one.single else one.end)]
    is_current = any(one.current for one in stated)
    last = max(ends, key=lambda end: end.latest) if ends and not is_current else None
    issues = tuple(issue for one in stated for issue in one.issues)
    first = min(starts, key=lambda start: start.earliest) if starts else None
    return DateRange(first, last, True if is_current else False if last else None, issues=issues)
