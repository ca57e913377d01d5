"""The grammar of ranges: patterns over shapes, written as those of dates are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from careerdoc.fields.dates.forms import BARE_ENDS, DATES, HINT, LOOSE, YEARLESS, any_of, compiled

_STARTS = (
    "number|three|year|other_year|month|solar|season|quarter|era|era_letter|month_before|since|from|until|fill"
    "|weekday|about|lead|open|short|apostrophe"
)
_ABOUT = "(?:<about>(?:<_dot|_hyphen|hyphen>)?(?:<of|fill>)?)?"
_FILL = "(?:<fill>(?:<_dot|_apostrophe>)?(?:<of>)?){0,2}"
# Lazy: "mar" is a day's name only where a month's name makes no date. In front of a day of a month
# alone: in "Boston, MA 2010" there is none.
_WEEKDAY = (
    "(?:<weekday>(?:<_dot>)?(?:<comma>)?(?=<number|three>|<month>(?:<_dot>)?<number>|<year><_hyphen>))??"
)
_FRONT = f"{_FILL}{_WEEKDAY}{_ABOUT}{_FILL}"
_LINE = "(?:<dash|hyphen|greater>){1,3}"
_AFTER = "(?:<_apostrophe|_hyphen>)?<after>"
# A slash parts years, months, and the ends of an interval of whole days or times (ISO 8601-1, section 5.5).
_BETWEEN = (
    f"(?:(?:{_AFTER})?{_LINE}(?:<to|since>)?|<_slash>(?=<_year|_month>)|(?:<comma>)?<to>(?:<_dot>)?(?:<to>)?"
    f"|{_AFTER}(?:<to>)?|(?P<joined><and>))"
)
_PRESENT = "(?:<to|until>){0,2}(?:<fill|of>){0,2}<present>(?:<_dot>)?"
_GO_ON = f"{any_of([_BETWEEN])}?{_PRESENT}"
_AMOUNT = "<number>(?:<_dot|_comma><_number>)?(?:<_plus|plus>)?<unit>(?:<_dot>)?"
_DURATION = f"(?:{_AMOUNT}(?:(?:<comma|and>)?{_AMOUNT}){{0,2}}|<short>)"
_NOTE = "(?:(?:<comma>)?<open><lead>(?:<_dot>)?<close>|(?:<comma>)?<lead>(?:<_dot>)?)?"
_DATE = any_of((*DATES, *LOOSE))
# At the end of what is said, or "2018- Engineer": between blanks, a dash parts the date from a text.
_DANGLING = (
    "(?:<dash|hyphen|greater>(?:<dash|hyphen|greater>)?(?=$|\t|<close|comma|mid>)|<_dash|_hyphen>(?= ))"
)
_OPENING = "(?P<opening><since|from|until>(?:<_colon|_apostrophe|_dot>)?(?:<of>)?)?"
_START = f"(?:(?P<start>{_DATE})|(?P<yearless>{any_of(YEARLESS)})(?={_LINE}|(?:<comma>)?<to>|<_slash>|<and>))"
_END = f"{_BETWEEN}{_FRONT}(?:(?P<end>{_DATE})|(?P<bare_end>{any_of(BARE_ENDS)}))"
_BEHIND = (
    f"(?:{_END}|(?P<present>{_GO_ON}|<open>{_GO_ON}<close>)|(?P<after>{_AFTER})|(?P<dangling>{_DANGLING}))?"
    "(?:(?:<_hyphen|_apostrophe>)?(?P<behind><until_behind>))?"
)
_STATED = (
    f"(?:(?P<before>{_DURATION})(?:<comma|colon|mid>|(?=<open|since>)))?(?P<paren><open>)?"
    "(?:<lead>(?:<_dot>)?(?:<_colon|_comma|comma|of|fill>){0,2}){0,2}"
    f"{_OPENING}{_FRONT}{_START}{_BEHIND}{_NOTE}"
    f"(?:(?:<mid|comma>)?(?P<inner><open>{_DURATION}<close>|<mid>{_DURATION}))?(?(paren)<close>)"
    f"(?P<beside><open>{_DURATION}<close>|<mid>{_DURATION}|<comma>{_DURATION}(?=$|\t|<close>)"
    f"|{_DURATION}(?=$|\t|<close|comma>))?"
)
_LABELS = "(?:<label>(?:<_colon|colon|hyphen>)?|<comma|mid|dot|quote>){0,3}"
_REST = "(?:<comma|mid|dot|quote|colon>|<event>|<open><event><close>){0,4}"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns.

    `stated` is a date or range; `labels` and `rest` are what may stand around it in a text that
    is nothing else. `hint` is found in every shape that `stated` is found in.
    """

    stated: re.Pattern[str]
    labels: re.Pattern[str]
    rest: re.Pattern[str]
    hint: re.Pattern[str]
    duration: re.Pattern[str]
    present: re.Pattern[str]


@cache
def grammar() -> Grammar:
    """The patterns over shapes, compiled once."""
    return Grammar(
        stated=compiled(f"(?=<{_STARTS}>){_STATED}"),
        labels=compiled(_LABELS),
        rest=compiled(_REST),
        hint=compiled(HINT),
        duration=compiled(_DURATION),
        present=compiled(_PRESENT),
    )
