"""Which kind of record a set of keys speaks of, by weighted rules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from careerdoc.fields import sections
from careerdoc.fields.aliases import canonical_key
from careerdoc.fields.keys import key_of, words_of
from careerdoc.model.document import KINDS, Kind
from careerdoc.text.tables import table

_ORDER: tuple[Kind, ...] = ("education", "role", "post")
_VAGUE_STUDY = frozenset({"institution", "organization", "date"})
"""What tells of a course of study and may tell of a job at a school as well."""
_CLEAR_MARGIN = 3
"""Points above those that are enough, with which a record stays though one key speaks against it."""
_SURE = 2
_WEAK = 1
"""Points for a place whose name says the kind, and for one whose name can mean something else."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The kind of record that keys speak of.

    `confidence` (0 to 1) grows with the points above those that are enough. `rule` says what
    decided: the groups of keys, the signs of the page and the place that counted.
    """

    kind: Kind
    confidence: float
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """That keys speak of no record, and what they look like instead."""

    looks_like: str


@dataclass(frozen=True, slots=True)
class Place:
    """What the list or the folder around says: a kind and its points, or that it is something else.

    `employment_type` is that of the roles under a heading such as "volunteering".
    """

    kind: Kind | None = None
    points: int = 0
    looks_like: str | None = None
    employment_type: str | None = None

    @property
    def is_sure(self) -> bool:
        """Whether the name of the place cannot mean anything else."""
        return self.points >= _SURE


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules for one kind: what each key and each sign of a page adds, and what speaks against it."""

    enough: int
    points: Mapping[str, int]
    group_of_key: Mapping[str, tuple[str, ...]]
    group_of_page: Mapping[str, str]
    vetoes: Mapping[str, str]


def judge(names: Collection[str], pages: Collection[str] = (), place: Place = NOWHERE) -> Judgement | Refusal:
    """The kind that the keys `names` speak of.

    `pages` are the values of `layout` and `type` and other signs of the page, `place` what the
    list or the folder around says. Education comes before Role before Post where several have
    enough points, but a job at a school is a Role where `place` says so. A key that says that it
    is none of these counts, unless the points exceed what is enough by a clear margin; each further
    such key asks for a point more.
    """
    return _judged(frozenset(map(canonical_key, names)), frozenset(pages), place)


@lru_cache(maxsize=4096)
def _judged(keys: frozenset[str], pages: frozenset[str], place: Place) -> Judgement | Refusal:
    refusals: list[Refusal] = []
    told = {kind: _told(_rules()[kind], keys, pages) for kind in _ORDER}
    spares = {kind: _spare(kind, told[kind], place) for kind in _ORDER}
    for kind in _ordered(told, place):
        if spares[kind] < 0:
            continue
        refusal = _refusal(kind, keys, pages, place, spares[kind])
        if refusal is None:
            points = list(_rules()[kind].points)
            because = [*sorted(told[kind], key=points.index), *(["place"] if kind == place.kind else [])]
            return Judgement(kind, min(10, 7 + spares[kind]) / 10, " + ".join(because))
        refusals.append(refusal)
    return (
        refusals[0]
        if refusals
        else Refusal(place.looks_like or _looks(pages) or "a page with other metadata")
    )


def _spare(kind: Kind, told: Iterable[str], place: Place) -> int:
    """The points above those that are enough."""
    rules = _rules()[kind]
    placed = place.points if kind == place.kind else 0
    return sum(rules.points[group] for group in told) + placed - rules.enough


def _ordered(told: Mapping[Kind, Collection[str]], place: Place) -> tuple[Kind, ...]:
    """The kinds in the order in which they count.

    A job comes first where its place says so and nothing but a school says otherwise: people work there, and
    keys such as "établissement" name schools and employers.
    """
    is_job = place.kind == "role" and "title" in told["role"] and _VAGUE_STUDY.issuperset(told["education"])
    return ("role", "education", "post") if is_job else _ORDER


def judge_listed(
    kind: Kind, names: Collection[str], pages: Collection[str], place: Place
) -> Judgement | Refusal:
    """That the entry of a list that says its kind is one, unless its keys speak against it."""
    keys, signs = frozenset(map(canonical_key, names)), frozenset(pages)
    rules = _rules()[kind]
    told = _told(rules, keys, signs)
    spare = max(0, sum(rules.points[group] for group in told) + place.points - rules.enough)
    refusal = _refusal(kind, keys, signs, place, spare)
    because = [*sorted(told, key=list(rules.points).index), "place"]
    return refusal or Judgement(kind, min(10, 8 + spare) / 10, " + ".join(because))


def keys_of_group(kind: Kind, group: str, names: Collection[str]) -> frozenset[str]:
    """The folded keys among `names` that count for a group of the rules, such as the title of a role."""
    groups = _rules()[kind].group_of_key
    return frozenset(key for key in map(canonical_key, names) if group in groups.get(key, ()))


def _told(rules: _Rules, keys: Iterable[str], pages: Iterable[str]) -> set[str]:
    told = {group for key in keys for group in rules.group_of_key.get(key, ())}
    return told | {rules.group_of_page[page] for page in pages if page in rules.group_of_page}


def _refusal(
    kind: Kind, keys: frozenset[str], pages: frozenset[str], place: Place, spare: int
) -> Refusal | None:
    if pages & _plain_pages() and (kind == "post" or spare < _CLEAR_MARGIN - 1):
        return Refusal("a plain page")
    vetoes = _rules()[kind].vetoes
    found = [vetoes[key] for key in sorted(keys) if key in vetoes]
    if looks_like := _looks(pages):
        found = [looks_like] * _CLEAR_MARGIN + found  # what a page says of itself counts like three keys
    if place.looks_like:
        found = [place.looks_like] * 2 + found
    needed = _CLEAR_MARGIN - 1 + len(found)
    if kind == "post" == place.kind and place.is_sure:
        needed -= _CLEAR_MARGIN - 1  # posts write of projects and companies
    return Refusal(_commonest(found)) if found and spare < needed else None


def _commonest(found: list[str]) -> str:
    return max(dict.fromkeys(found), key=found.count)


@cache
def _looks_of_pages() -> Mapping[str, str]:
    rows = table(__package__, "kinds")["vetoes"]["pages"]
    return {sign: looks_like for looks_like, signs in rows.items() for sign in signs}


def _looks(pages: Iterable[str]) -> str | None:
    return next((looks for page in sorted(pages) if (looks := _looks_of_pages().get(page))), None)


def is_sign(texts: Sequence[str] | None) -> bool:
    """Whether a value names a kind of page or entry, as `layout: post` and `category: job` do."""
    signs = [text.strip().casefold() for text in texts or ()]
    known = (set(_looks_of_pages()), *(rules.group_of_page.keys() for rules in _rules().values()))
    return len(signs) == 1 and any(signs[0] in names for names in known)


@cache
def _plain_pages() -> frozenset[str]:
    return frozenset(table(__package__, "kinds")["post"]["nopages"])


@cache
def _rules() -> Mapping[Kind, _Rules]:
    return {kind: _rules_of(kind) for kind in KINDS}


def _rules_of(kind: Kind) -> _Rules:
    known = table(__package__, "kinds")
    rows = known[kind]
    groups: dict[str, tuple[str, ...]] = {}
    fields = table(__package__, "aliases")[kind]
    named = [(group, name) for group, names in rows["keys"].items() for name in names]
    named += [(group, name) for field, group in rows["fields"].items() for name in fields[field]]
    for group, name in named:
        key = key_of(name)
        if group not in groups.get(key, ()):
            groups[key] = (*groups.get(key, ()), group)
    return _Rules(
        enough=int(rows["enough"]),
        points=rows["points"],
        group_of_key=groups,
        group_of_page={sign: group for group, signs in rows.get("pages", {}).items() for sign in signs},
        vetoes={key_of(name): looks for looks, names in known["vetoes"][kind].items() for name in names},
    )


@lru_cache(maxsize=4096)
def listed_under(name: str) -> Place:
    """What a list or a mapping under the key `name` holds; NOWHERE for a key that does not say."""
    return _place_named(name, "lists")


@lru_cache(maxsize=4096)
def kept_in(folder: str) -> Place:
    """What a folder or file of this name holds; NOWHERE for a name that does not say."""
    return _place_named(folder, "folders")


def _place_named(name: str, places: str) -> Place:
    key = key_of(name)
    for row, points in ((places, _SURE), (f"weak_{places}", _WEAK)):
        if kind := _kinds_of(row).get(key):
            return Place(kind, points)
    if employment_type := _types().get(key):
        return Place("role", _SURE, employment_type=employment_type)
    if looks_like := _elsewhere().get(key):
        return Place(looks_like=looks_like)
    first, _, last = words_of(name).rpartition(" ")
    if first and last.casefold() in table(__package__, "kinds")["containers"]:
        return _place_named(first, places)
    return _headed(words_of(name))


def _headed(heading: str) -> Place:
    """What stands under a heading of a profile, in any language."""
    section = sections.section_of(heading)
    if section in sections.OF_ROLES or section == "education":
        kind: Kind = "education" if section == "education" else "role"
        points = _WEAK if sections.is_plain_word(heading) else _SURE
        return Place(kind, points, employment_type=sections.EMPLOYMENT_TYPES.get(section))
    return Place(looks_like=table(__package__, "kinds")["headings"].get(section)) if section else NOWHERE


@cache
def _kinds_of(row: str) -> Mapping[str, Kind]:
    names = table(__package__, "kinds")[row]
    return {key_of(name): kind for kind in _ORDER for name in names.get(kind, ())}


@cache
def _types() -> Mapping[str, str]:
    rows = table(__package__, "kinds")["types"]
    return {key_of(name): employment_type for employment_type, names in rows.items() for name in names}


@cache
def _elsewhere() -> Mapping[str, str]:
    rows = table(__package__, "kinds")["elsewhere"]
    return {key_of(name): looks_like for looks_like, names in rows.items() for name in names}


def is_page_name(stem: str) -> bool:
    """Whether a file of this name, without its suffix, is a plain page of a site: "about", "_index"."""
    return stem.casefold().replace(" ", "-") in _page_names()


@cache
def _page_names() -> frozenset[str]:
    return frozenset(table(__package__, "kinds")["pages"]["names"])
