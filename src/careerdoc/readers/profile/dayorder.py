"""Dates of three numbers, whose order one of them may tell for all."""

from __future__ import annotations

import re
from collections.abc import Iterable

from careerdoc.readers.profile.rows import Row

_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d)(?!\d)")
_MONTHS = 12


def day_comes_first(rows: Iterable[Row]) -> bool | None:
    """Whether the dates of a document name the day before the month; None where none tells it.

    A number above 12 can be no month. Where some dates say one thing and some the other, nothing is told.
    """
    told = {
        int(found[1]) > _MONTHS
        for row in rows
        for found in _NUMBERS.finditer(row.text)
        if max(int(found[1]), int(found[3])) > _MONTHS
    }
    return told.pop() if len(told) == 1 else None


def in_order(text: str, day_first: bool | None) -> str:
    """The text with its dates of three numbers as year, month and day, where the order is known."""
    if day_first is None:
        return text

    def written(found: re.Match[str]) -> str:
        day, month = (found[1], found[3]) if day_first else (found[3], found[1])
        return f"{found[4]}-{int(month):02}-{int(day):02}"

    return _NUMBERS.sub(written, text)
