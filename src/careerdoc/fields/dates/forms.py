"""The forms of one date, as patterns over shapes, and which part of a date each token tells.

In a pattern `<month>` is one token that can play that role with any gap before it, `<_month>`
one without a gap, `<a|b>` one of either role. No repetition is without bound, so that the time
of a search grows with the length of the shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from careerdoc.fields.dates.words import lexicon

_ELEMENT = re.compile(r"(?<!\?P)<(_?)([a-z_|]+)>")
_GROUP = re.compile(r"\(\?P<\w+>")

_YEAR = "(?P<year><year|other_year>)"
_GLUED_YEAR = "(?P<year><_year|_other_year>)"
_NEXT_YEAR = "(?:<_slash|_hyphen>(?P<next><_two|_year>))?"
_MONTH = "(?P<month><_number>)"
_DAY = "(?P<day><_number>)"
_NAME = "(?P<name><month>)(?:<_dot>)?"
_NAMED_DAY = "(?P<day><number>)(?:<_dot|_ordinal>)?(?:<of>)?(?:<_hyphen|_slash>)?"
_OF = "(?:<of|comma>){0,2}"
_MARK = "(?:<year_mark>(?:<_dot>)?)?"
_CLOCK = "<number><_colon><number>(?:<_colon><number>(?:<_dot>_.)?)?"
_ZONE = "(?:<zone>|<plus|hyphen>_.(?:<_colon><_number>)?)"
_TIME = f"(?P<time>(?:<_time>)?{_CLOCK}(?:{_ZONE})?)?"
_MARKED_DAY = "(?:(?P<day><number>)<day_mark>)?"
_MARKED_MONTH = f"(?:(?P<month><number>)<month_mark>{_MARKED_DAY})?"
_BESIDE_PART = "(?:<slash|comma|of|hyphen|apostrophe>)?"
_SIGNS = ("hyphen", "slash", "dot")

DATES = (
    *(f"{_YEAR}<_{sign}>{_MONTH}<_{sign}>{_DAY}(?:<_dot>)?{_TIME}" for sign in _SIGNS),
    f"{_YEAR}<_hyphen|slash|dot>{_MONTH}(?:<_dot>)?",
    f"{_YEAR}<_dot>(?P<month><number>)<_dot>(?:(?P<day><number>)<_dot>)?",
    f"{_YEAR}<_dot>(?P<month><number>)<_dot>(?P<day><number>)",
    f"{_YEAR}<year_mark>(?:<_dot>)?{_MARKED_MONTH}(?P<season><season>)?",
    f"(?P<era><era|era_letter>)(?P<era_year><number|three>)<year_mark>{_MARKED_MONTH}(?P<season><season>)?",
    "(?P<era><era>)(?P<era_year><number|three>)(?:<_dot|_slash>(?P<month><_number>)(?:<_dot|_slash>(?P<day><_number>))?)?",
    *(
        f"(?P<first><number>)(?P<sign><_{sign}>)(?P<second><_number>)<_{sign}>{_GLUED_YEAR}"
        for sign in _SIGNS
    ),
    f"(?P<first><number>)(?P<sign><dot>)(?P<second><number>)<dot>{_YEAR}",
    "(?P<first><number>)(?P<sign><_dot>)(?P<second><_number>)<_dot>(?P<short><_two>)",
    f"{_NAMED_DAY}{_NAME}(?:<_hyphen|_slash>)?{_OF}{_YEAR}{_MARK}{_TIME}",
    f"{_NAMED_DAY}{_NAME}(?:<_hyphen>)?(?P<short><_two>)",
    f"{_NAME}(?P<day><number>)(?:<_dot|_ordinal>)?(?:<comma>)?{_YEAR}",
    f"{_NAME}(?:<_hyphen|slash|dot>)?{_OF}{_YEAR}{_MARK}",
    f"{_NAME}<apostrophe>(?P<short><_two>)",
    f"{_NAME}<_hyphen>(?P<short><_two>)",
    f"(?:(?P<day><number>))?(?P<solar><solar>)(?:<of>)?{_YEAR}",
    f"(?P<month><number>)<slash|dot>{_YEAR}{_MARK}",
    f"(?P<month><number>)<_hyphen>{_GLUED_YEAR}{_MARK}",
    f"{_YEAR}(?:<_dot|_hyphen|slash|comma>)?{_NAME}(?:(?P<day><number>)<_dot|_ordinal>)?(?!(?:<of>)?<year>)",
    f"{_YEAR}(?:<_dot|_hyphen|slash|comma>)?{_NAME}(?P<day><number>)(?=$|<dash|hyphen|close>)",
    f"(?:(?P<day><number>)(?:<of>)?)?<month_before>(?P<month><number>)(?:<slash|hyphen|dot|comma|of|fill>){{0,2}}{_YEAR}",
    f"(?P<letter><quarter>)(?P<part><number>){_BESIDE_PART}{_YEAR}",
    f"(?P<part><number>)(?P<letter><_quarter>){_BESIDE_PART}{_YEAR}",
    f"{_YEAR}{_BESIDE_PART}(?P<letter><quarter>)(?P<part><_number>)",
    "(?:<number>(?:<_dot|_ordinal|_hyphen>){0,2})?(?P<season><season>)(?:<_dot>)?(?:<season>){0,2}(?:<number>)?"
    f"(?:<of|comma|slash|apostrophe|hyphen|fill>){{0,2}}{_YEAR}{_NEXT_YEAR}",
    "(?P<season><season>)(?:<_dot>)?(?:<season>)?(?:<apostrophe>)(?P<short><_two>)",
    f"{_YEAR}{_NEXT_YEAR}(?:<comma>)?(?P<season><season>)(?:<season>)?(?!<year>)",
    f"{_YEAR}{_MARK}",
)
"""One date; a form stands before those that it starts with."""

LOOSE = (
    f"{_NAME}(?P<short><two>)",
    "<apostrophe>(?P<short><_two>)",
    "(?P<month><two>)<_slash|_dot>(?P<short><_two>)",
    "(?P<month><number>)<_slash>(?P<short><_two>)",
    "(?P<letter_year><era_letter>)(?P<era_year><_number>)(?:<_dot|_slash>(?P<month><_number>)"
    "(?:<_dot|_slash>(?P<day><_number>))?)?",
)
"""What is a date only as an end of a range: "'19", "03/19", "R3.4"."""

YEARLESS = (
    f"{_NAMED_DAY}{_NAME}",
    f"{_NAME}(?P<day><number>)(?:<_ordinal>)?",
    "(?P<day><number>)<_dot>(?P<month><_number>)(?:<_dot>)?",
    "(?P<month><number>)<month_mark>",
    "<month_before>(?P<month><number>)",
    _NAME,
    "(?P<season><season>)(?:<season>)?",
    "(?P<alone><number>)(?:<_dot|_ordinal>)?",
)
"""A start whose year stands only at the end."""

BARE_ENDS = (
    "(?P<era_year><number|three>)<year_mark>" + _MARKED_MONTH,
    f"(?P<month><number>)<month_mark>{_MARKED_DAY}",
    f"{_NAME}(?!<year>)",
    "(?P<short><_two>)(?!<_dot>)",
    "(?P<short><two>)(?=$|\t|<open|close|comma|mid>)",
)
"""An end whose era, year or century stands only at the start."""

HINT = (
    "<year|other_year|era>|<era_letter><_number>|<month>(?:<_dot>)?(?:<apostrophe|_hyphen>)?<two>"
    "|<apostrophe><_two>|<number><_slash|_dot><_two>"
)
"""What stands in every date: without it there is none to look for."""


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with its elements written out as kinds."""
    roles = lexicon().roles

    def element(found: re.Match[str]) -> str:
        names = [name.removeprefix("_") for name in found[2].split("|")]
        kinds = "".join(sorted({kind for name in names for kind in roles[name]}))
        return ("_" if found[1] else "[_ \t]") + f"[{re.escape(kinds)}]"

    return re.compile(_ELEMENT.sub(element, pattern))


def any_of(forms: Iterable[str]) -> str:
    """A pattern of any of the forms, their parts not named."""
    return "(?:" + "|".join(_GROUP.sub("(?:", form) for form in forms) + ")"


@lru_cache(maxsize=4096)
def parts_of_date(kinds: str) -> dict[str, int]:
    """Part -> the token that tells it, for one date of such a shape; nothing for another shape."""
    return _parts(kinds, _compiled_dates())


@lru_cache(maxsize=4096)
def parts_without_year(kinds: str) -> dict[str, int]:
    """The same for one of the forms whose year stands at the other end of the range."""
    return _parts(kinds, _compiled_yearless())


def _parts(kinds: str, forms: tuple[re.Pattern[str], ...]) -> dict[str, int]:
    for form in forms:
        if found := form.fullmatch(kinds):
            return {name: found.start(name) // 2 for name, part in found.groupdict().items() if part}
    return {}


@cache
def _compiled_dates() -> tuple[re.Pattern[str], ...]:
    return tuple(map(compiled, (*DATES, *LOOSE)))


@cache
def _compiled_yearless() -> tuple[re.Pattern[str], ...]:
    return tuple(map(compiled, (*YEARLESS, *BARE_ENDS)))
