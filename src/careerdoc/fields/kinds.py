"""Which kind of record a set of keys speaks of, and which field each key gives."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from careerdoc.model.document import Kind
from careerdoc.text.tables import table

_SEPARATORS = re.compile(r"[-_.\s]+")
_ORDER: tuple[Kind, ...] = ("education", "role", "post")
_PAGE_VALUES = frozenset({"page", "landing", "home"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """The kind of record that keys speak of, or None and what they look like instead.

    `confidence` (0 to 1) grows with the points above those that are enough.
    """

    kind: Kind | None
    confidence: float
    looks_like: str


def key_of(name: str) -> str:
    """The folded form under which keys are compared: "start_date" and "startDate" are one."""
    return _SEPARATORS.sub("", name).casefold()


def judge(names: Collection[str], page: str | None = None) -> Judgement:
    """The kind that the keys `names` speak of; `page` is the value of `layout` or `type`.

    Education comes before Role before Post where several have enough points.
    """
    keys = {key_of(name) for name in names}
    refused = ""
    for kind in _ORDER:
        points, enough = _points(kind, keys), int(table(__package__, "kinds")[kind]["enough"])
        if points < enough:
            continue
        veto = _veto(kind, keys)
        if veto is None and not (kind == "post" and page in _PAGE_VALUES):
            return Judgement(kind, min(10, 7 + points - enough) / 10, kind)
        refused = refused or veto or "a plain page"
    return Judgement(None, 0.0, refused or "a page with other metadata")


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


def _points(kind: Kind, keys: set[str]) -> int:
    rules = table(__package__, "kinds")[kind]
    return sum(points for group, points in rules["points"].items() if keys & set(rules["keys"][group]))


def _veto(kind: Kind, keys: set[str]) -> str | None:
    vetoes = table(__package__, "kinds")["vetoes"][kind]
    return next((looks_like for looks_like, names in vetoes.items() if keys & set(names)), None)
