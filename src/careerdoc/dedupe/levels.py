"""For each field of a kind, how two records agree: a level by name, None where nothing can be said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from careerdoc.dedupe.facts import Days, Facts
from careerdoc.dedupe.shingles import shared
from careerdoc.dedupe.wording import text_level
from careerdoc.fields.agreement import addresses, headlines, organizations, people, places, studies, titles

Level = Callable[[Facts, Facts], str | None]
_MONTH = 31
"""Days between the first and the last that a month can mean, at most."""
_YEAR = range(11, 14)
"""Months between two dates of which one has the wrong year, and may be a month off as well."""
_SHARES = ((0.9, "same"), (0.7, "most"), (0.45, "half"), (0.2, "some"), (0.05, "little"))
"""The least share of the shorter text's runs of words that the longer one holds, and its level."""
_LONG = 50
"""Runs of words that hardly two texts share, but one quotes the other."""
_REPEATING = ("same at length", "same", "most")
_EXACT_LEVELS = {
    "mostly repeated": "mostly repeated",
    "part of the other": "few words",
    "same but short": "few words",
}
_NEAR, _SOON = 10, 62
"""Days from one publication to the next: of a copy elsewhere at once, and of a late one."""


def levels_of(left: Facts, right: Facts) -> dict[str, str]:
    """By field, the level at which two records of one kind agree; without fields that tell nothing."""
    levels: dict[str, str] = {}
    for name, level_of in LEVELS[left.kind].items():
        level = level_of(left, right)
        if level is not None:
            levels[name] = level
    return levels


def is_hopeless(left: Facts, right: Facts) -> bool:
    """Whether two records of one kind cannot be one, seen at little cost: for most pairs of one owner.

    Spans of which both ends differ, and issues of one series.
    """
    if left.kind == "post":
        return bool(left.title and right.title) and headlines.tell_two_issues(left.title, right.title)
    if left.start is None or right.start is None or left.end is None or right.end is None:
        return False
    return date_level(left.start, right.start) == date_level(left.end, right.end) == "different"


def owner_level(left: Facts, right: Facts) -> str:
    """Whether two records are one person's: by the caller's word, else by the names in the sources."""
    if left.owner is not None and right.owner is not None:
        return "same" if left.owner == right.owner else "different"
    if left.owner_name is None or right.owner_name is None:
        return "unsaid" if left.owner_name == right.owner_name else "one unnamed"
    return f"{people.level(left.owner_name, right.owner_name)} name"


@lru_cache(maxsize=65536)
def date_level(left: Days, right: Days) -> str:
    """How two dates agree, by the vaguer of them: the same, a month or two off, a year off, or different."""
    months = [(_month_of(first), _month_of(last)) for first, last in (left, right)]
    apart = max(first for first, _ in months) - min(last for _, last in months)
    sizes = [last - first for first, last in (left, right)]
    if apart <= 0:
        if max(sizes) > _MONTH:
            return "same year"
        return "same day" if max(sizes) < 2 and left[0] <= right[1] and right[0] <= left[1] else "same month"
    if min(sizes) > _MONTH:
        return "a year off" if apart == 1 else "different"
    if apart <= 2:
        return "a month off" if apart == 1 else "two months off"
    is_year_off = apart in _YEAR or (max(sizes) > _MONTH and apart < _YEAR.stop)
    return "a year off" if is_year_off else "different"


@lru_cache(maxsize=16384)
def _month_of(day: int) -> int:
    found = date.fromordinal(day)
    return found.year * 12 + found.month


def _compared(name: str, level: Callable[[str, str], str]) -> Level:
    """The level of one field of `Facts`, by a function of two texts."""

    def of(left: Facts, right: Facts) -> str | None:
        one, other = getattr(left, name), getattr(right, name)
        return level(one, other) if one is not None and other is not None else None

    return of


def _is_equal(left: str, right: str) -> str:
    return "same" if left == right else "different"


def _start(left: Facts, right: Facts) -> str | None:
    return date_level(left.start, right.start) if left.start and right.start else None


def _end(left: Facts, right: Facts) -> str | None:
    if left.end and right.end:
        return date_level(left.end, right.end)
    if _is_open(left) and _is_open(right):
        return "both open"
    if _is_open(left) and _is_closed(right):
        return _end_of_open(left, right)
    return _end_of_open(right, left) if _is_open(right) and _is_closed(left) else None


def _end_of_open(open_one: Facts, closed: Facts) -> str:
    """Whether what went on for one source can have ended as the other says."""
    if open_one.open_until is None or closed.end is None:
        return "open and closed"
    return "closed later" if open_one.open_until <= closed.end[1] + 2 * _MONTH else "open after the end"


def _is_open(facts: Facts) -> bool:
    return facts.current is True and facts.end is None


def _is_closed(facts: Facts) -> bool:
    return facts.current is False or facts.end is not None


def _dates(left: Facts, right: Facts) -> str | None:
    # Dates in the wrong order say nothing about before and after; start and end still count.
    if _months_between(left, left) > 0 or _months_between(right, right) > 0:
        return None
    apart = max(_months_between(left, right), _months_between(right, left))
    return "disjoint" if apart > 1 else "one after the other" if apart >= -1 else None


def _months_between(earlier: Facts, later: Facts) -> int:
    """Months from the end of the one to the start of the other; a great negative number where unknown."""
    if earlier.end is None or later.start is None:
        return -(10**6)
    return _month_of(later.start[0]) - _month_of(earlier.end[1])


def _technologies(left: Facts, right: Facts) -> str | None:
    fewer, more = sorted((left.technologies, right.technologies), key=len)
    if not fewer:
        return None
    share = len(fewer & more) / len(fewer)
    return "most" if share >= 0.7 else "some" if share >= 0.3 else "few"


def _text(left: Facts, right: Facts) -> str | None:
    share = shared(left.shingles, right.shingles)
    if share is None:
        return None
    level = next((level for least, level in _SHARES if share >= least), "nothing")
    is_long = min(len(left.shingles), len(right.shingles)) >= _LONG
    return "same at length" if level == "same" and is_long else level


def _post_text(left: Facts, right: Facts) -> str | None:
    """Like `_text`; where most is shared, also whether the rest makes it another post after all."""
    level = _text(left, right)
    if level not in _REPEATING or left.text is None or right.text is None:
        return level
    exact = text_level(left.text, right.text)
    if exact == "excerpt":
        # A page can quote all of a post and answer it; a text that holds nothing else is no such page.
        shorter = left if len(left.text.whole) < len(right.text.whole) else right
        is_named = shorter.title or shorter.url or shorter.source_id or shorter.published
        return "quoted" if is_named else level
    return _EXACT_LEVELS.get(exact or "", level)


def _published(left: Facts, right: Facts) -> str | None:
    if left.published is None or right.published is None:
        return None
    apart = max(left.published[0], right.published[0]) - min(left.published[1], right.published[1])
    if apart <= 0:
        sizes = [last - first for first, last in (left.published, right.published)]
        return "same day" if max(sizes) < 2 else "compatible"
    return "days apart" if apart <= _NEAR else "weeks apart" if apart <= _SOON else "different"


def _numbers(left: Facts, right: Facts) -> str | None:
    if left.title is None or right.title is None:
        return None
    return "two issues" if headlines.tell_two_issues(left.title, right.title) else None


_SPAN: Mapping[str, Level] = {"start": _start, "end": _end, "dates": _dates}
LEVELS: Mapping[str, Mapping[str, Level]] = {
    "role": {
        "owner": owner_level,
        "title": _compared("title", titles.level),
        "rank": _compared("title", titles.rank_level),
        "organization": _compared("organization", organizations.level),
        "location": _compared("location", places.level),
        **_SPAN,
        "employment_type": _compared("employment_type", _is_equal),
        "technologies": _technologies,
        "text": _text,
    },
    "education": {
        "owner": owner_level,
        "institution": _compared("organization", organizations.level),
        "degree": _compared("degree", studies.degree_level),
        "field_of_study": _compared("field_of_study", studies.field_level),
        "location": _compared("location", places.level),
        **_SPAN,
        "grade": _compared("grade", _is_equal),
    },
    "post": {
        "owner": owner_level,
        "title": _compared("title", headlines.level),
        "numbers": _numbers,
        "url": _compared("url", addresses.level),
        "source_id": lambda left, right: (
            "same" if left.source_id and left.source_id == right.source_id else None
        ),
        "published": _published,
        "text": _post_text,
    },
}
"""For each kind, how its fields are compared, in the order in which reasons are given."""
