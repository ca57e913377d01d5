"""Which of several values of a field stays, and which of the others contradict it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from careerdoc.dedupe.ordering import seconds_of
from careerdoc.dedupe.shingles import has_tags
from careerdoc.dedupe.wording import is_cut_off, is_part_of
from careerdoc.fields import (
    degrees,
    employment,
    locations,
    moments,
    organizations,
    people,
    technologies,
    titles,
    urls,
)
from careerdoc.fields.agreement import addresses
from careerdoc.fields.agreement.titles import comparable as comparable_title
from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import Person
from careerdoc.text.keys import fold, word_key
from careerdoc.text.repair.gate import is_doubtful


@dataclass(frozen=True, slots=True)
class Told:
    """A value as one record tells it: index of its source (None without), number of sources.

    `told_at` is the moment of the telling in seconds, where that matters.
    """

    value: Any
    source: int | None = None
    weight: int = 1
    told_at: float = 0.0


Choose = Callable[[Sequence[Told]], Any]
Agrees = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Survival:
    """How a field's value is chosen, and whether another value agrees with the chosen one."""

    choose: Choose
    agrees: Agrees


def survival_of(name: str) -> Survival:
    """The rule of a field that holds one value; for unknown fields, the first one stays."""
    return _SURVIVALS.get(name, _FIRST)


def union(name: str, values: Sequence[Any]) -> tuple[Any, ...]:
    """The elements of a list field in order of first sight, each once by its folded form."""
    key = _LIST_KEYS.get(name, fold)
    distinct: dict[Any, Any] = {}
    for value in values:
        distinct.setdefault(key(value), value)
    return tuple(distinct.values())


def _first(told: Sequence[Told]) -> Any:
    return told[0].value


def _longest(told: Sequence[Told]) -> Any:
    return min((one.value for one in told), key=lambda value: (-len(value), value))


def _soundest_text(told: Sequence[Told]) -> Any:
    """The longest text of those that show no damage and are not cut off, as far as there is one."""
    distinct = {one.value for one in told}
    if len(distinct) == 1:
        return distinct.pop()
    return min(distinct, key=lambda text: (_is_damaged(text), is_cut_off(text), -len(text), text))


def _is_damaged(text: str) -> bool:
    return has_tags(text) or is_doubtful(text)


def _own_address(told: Sequence[Told]) -> Any:
    """The address on one's own site before one on a site of many; then the plainest, then the first."""
    return min(
        (one.value for one in told),
        key=lambda url: (addresses.is_hosted(url), "?" in url, "#" in url),
    )


def _longest_agreeing(agrees: Agrees) -> Choose:
    """The longest form of what the first record says."""

    def choose(told: Sequence[Told]) -> Any:
        return _longest([one for one in told if agrees(one.value, told[0].value)])

    return choose


def _fullest_title(told: Sequence[Told]) -> Any:
    """The longest form of the title that was told last; without moments, of the one that most tell."""
    newest = max(one.told_at for one in told)
    forms = [(comparable_title(one.value), one) for one in told if one.told_at == newest]
    counts: Counter[str | None] = Counter()
    for form, one in forms:
        counts[form] += one.weight
    usual = next(form for form, _ in forms if counts[form] == max(counts.values()))
    return _longest([one for form, one in forms if form == usual])


def _most_written(told: Sequence[Told]) -> Any:
    counts: Counter[str] = Counter()
    for one in told:
        counts[one.value] += one.weight
    return min(counts, key=lambda value: (-counts[value], -len(value), value))


def _most_precise(told: Sequence[Told]) -> Any:
    agreeing = [one.value for one in told if _may_be_same_day(one.value, told[0].value)]
    return min(agreeing, key=lambda date: (-date.precision, str(date)))


def _earliest(told: Sequence[Told]) -> Any:
    # 2019 and 2019-06-05 agree; by its last day the vaguer of the two never comes first.
    return min((one.value for one in told), key=lambda moment: (_last_day(moment), *_exactness(moment)))


def _latest(told: Sequence[Told]) -> Any:
    newest = max(moments.earliest_day(one.value) for one in told)
    of_that_day = [one.value for one in told if moments.earliest_day(one.value) == newest]
    return max(of_that_day, key=lambda moment: (_precision(moment), seconds_of(moment), str(moment)))


def _last_day(moment: PartialDate | datetime) -> str:
    return moments.earliest_day(moment) if isinstance(moment, datetime) else moment.latest.isoformat()


def _exactness(moment: PartialDate | datetime) -> tuple[int, float, str]:
    return -_precision(moment), seconds_of(moment), str(moment)


def _precision(moment: PartialDate | datetime) -> int:
    return 4 if isinstance(moment, datetime) else moment.precision


def _any_true(told: Sequence[Told]) -> Any:
    return any(one.value for one in told)


def _largest(told: Sequence[Told]) -> Any:
    return max(one.value for one in told)


def _is_equal(value: Any, chosen: Any) -> bool:
    return bool(value == chosen)


def _says_nothing_new(value: Any, chosen: Any) -> bool:
    # The length of a text and whether it is whole belong to the chosen text.
    return True


def _same_key(key: Callable[[str], str]) -> Agrees:
    return lambda value, chosen: key(value) == key(chosen)


def _may_be_same_day(value: PartialDate, chosen: PartialDate) -> bool:
    return value.is_compatible_with(chosen)


def _same_moment(value: PartialDate | datetime, chosen: PartialDate | datetime) -> bool:
    if isinstance(value, datetime) and isinstance(chosen, datetime):
        return value == chosen
    return moments.earliest_day(value) <= _last_day(chosen) and moments.earliest_day(chosen) <= _last_day(
        value
    )


def _is_within(value: str, chosen: str) -> bool:
    """Whether a place says no more than the chosen one does."""
    return set(locations.key(value).split()) <= set(locations.key(chosen).split())


def _is_compatible_place(value: str, other: str) -> bool:
    return _is_within(value, other) or _is_within(other, value)


def _person_key(person: Person) -> tuple[str, ...]:
    return tuple(fold(part or "") for part in (person.name, person.email, person.url))


def _itself(value: Any) -> Any:
    return value


_FIRST = Survival(_first, _is_equal)
_TEXT = Survival(_soundest_text, is_part_of)
_DATE = Survival(_most_precise, _may_be_same_day)
_SURVIVALS: Mapping[str, Survival] = {
    "owner_name": Survival(_first, _same_key(people.key)),
    "language": Survival(_first, _same_key(str.casefold)),
    "title": Survival(_fullest_title, _same_key(titles.key)),
    "organization": Survival(_most_written, _same_key(organizations.key)),
    "institution": Survival(_most_written, _same_key(organizations.key)),
    "degree": Survival(_first, _same_key(degrees.key)),
    "field_of_study": Survival(_first, _same_key(word_key)),
    "location": Survival(_longest_agreeing(_is_compatible_place), _is_within),
    "employment_type": Survival(_first, _same_key(employment.key)),
    "grade": Survival(_first, _same_key(fold)),
    "start": _DATE,
    "end": _DATE,
    "current": Survival(_any_true, _is_equal),
    "url": Survival(_own_address, _same_key(urls.key)),
    "published": Survival(_earliest, _same_moment),
    "updated": Survival(_latest, _same_moment),
    "description": _TEXT,
    "summary": _TEXT,
    "content": _TEXT,
    "content_html": Survival(_longest, _is_equal),
    "is_full": Survival(_any_true, _says_nothing_new),
    "word_count": Survival(_largest, _says_nothing_new),
}
_LIST_KEYS: Mapping[str, Callable[[Any], Any]] = {
    "technologies": technologies.key,
    "images": _itself,
    "authors": _person_key,
    "leftover": _itself,
}
