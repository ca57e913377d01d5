"""Which kind of record a set of keys speaks of, and which field each key gives."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from careerdoc.model.document import Kind
from careerdoc.text.tables import table

_SEPARATORS = re.compile(r"[-_.\s]+")
_ORDER: tuple[Kind, ...] = ("education", "role", "post")
_CLEAR_MARGIN = 3
"""Points above those that are enough, with which a record stays though one key speaks against it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The kind of record that keys speak of.

    `confidence` (0 to 1) grows with the points above those that are enough.
    """

    kind: Kind
    confidence: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """That keys speak of no record, and what they look like instead."""

    looks_like: str


def key_of(name: str) -> str:
    """The folded form under which keys are compared: "start_date" and "startDate" are one."""
    return _SEPARATORS.sub("", name).casefold()


def judge(
    names: Collection[str], pages: Collection[str] = (), place: Kind | None = None
) -> Judgement | Refusal:
    """The kind that the keys `names` speak of.

    `pages` are the values of `layout` and `type` and other signs of the page, `place` the
    kind that the list or the folder around speaks of. Education comes before Role before
    Post where several have enough points. A key that says that it is none of these counts,
    unless the points exceed what is enough by a clear margin; each further such key asks for
    a point more.
    """
    keys = {key_of(name) for name in names}
    refusals: list[Refusal] = []
    for kind in _ORDER:
        rules = table(__package__, "kinds")[kind]
        spare = _points(rules, keys, pages) + (kind == place) - int(rules["enough"])
        if spare < 0:
            continue
        refusal = _refusal(kind, keys, pages, spare)
        if refusal is None:
            return Judgement(kind, min(10, 7 + spare) / 10)
        refusals.append(refusal)
    return refusals[0] if refusals else Refusal("a page with other metadata")


def kind_listed_under(name: str) -> Kind | None:
    """The kind of the records that stand as a list under the key `name`, None for another key."""
    return _kind_in("lists", name)


def kind_kept_in(folder: str) -> Kind | None:
    """The kind of the records that a folder of this name holds, None for another folder."""
    return _kind_in("folders", folder)


def _kind_in(places: str, name: str) -> Kind | None:
    names = table(__package__, "kinds")[places]
    return next((kind for kind in _ORDER if key_of(name) in names.get(kind, ())), None)


def fields_of(kind: Kind, names: Collection[str]) -> dict[str, str]:
    """Name -> field for the names that give one; of several for a single field the best."""
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(key_of(name), name)
    chosen: dict[str, str] = {}
    for field, aliases in table(__package__, "aliases")[kind].items():
        free = (by_key[alias] for alias in aliases if alias in by_key and by_key[alias] not in chosen)
        if best := next(free, None):
            chosen[best] = field
    return _without_second_dates(chosen)


def _without_second_dates(chosen: dict[str, str]) -> dict[str, str]:
    """Start and end keys count before a range in one string, that before a year or a date."""
    given = set(chosen.values())
    weaker: set[str] = set()
    if "start" in given or "end" in given:
        weaker |= {"dates", "date"}
    if "dates" in given:
        weaker.add("date")
    return {name: field for name, field in chosen.items() if field not in weaker}


def _points(rules: dict[str, Any], keys: set[str], pages: Collection[str]) -> int:
    told = {group for group, names in rules["keys"].items() if keys & set(names)}
    told |= {group for group, signs in rules.get("pages", {}).items() if set(pages) & set(signs)}
    return sum(points for group, points in rules["points"].items() if group in told)


def _refusal(kind: Kind, keys: set[str], pages: Collection[str], spare: int) -> Refusal | None:
    rules = table(__package__, "kinds")
    if set(pages) & set(rules[kind].get("nopages", ())):
        return Refusal("a plain page")
    vetoes = {looks_like: keys & set(names) for looks_like, names in rules["vetoes"][kind].items()}
    found = [looks_like for looks_like, names in vetoes.items() if names]
    needed = _CLEAR_MARGIN - 1 + sum(map(len, vetoes.values()))
    return Refusal(found[0]) if found and spare < needed else None
