"""Which field each key of front matter or of a data file gives."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from operator import itemgetter

from careerdoc.fields import labels, wordings
from careerdoc.fields.keys import key_of, words_of
from careerdoc.model.document import KINDS, Kind
from careerdoc.text.tables import table

_KEY_OF_LABEL = {
    "title": "jobtitle",
    "field_of_study": "fieldofstudy",
    "employment_type": "employmenttype",
    "work_mode": "workmode",
}
"""The key that a label of a profile stands for, where it is not the name of the field itself."""
_NO_KEYS = frozenset({"name", "other", "duration", "department", "industry"})


def fields_of(kind: Kind, names: Collection[str], *, listed: bool = False) -> Mapping[str, str]:
    """Name -> field for the names that give one; of several for a single field the best.

    `listed` is whether the record stands in a list that says what it holds: there "name" names
    an employer or a school. Fields whose keys count together have several names.
    """
    return _fields_of(kind, tuple(names), listed)


@lru_cache(maxsize=4096)
def _fields_of(kind: Kind, names: tuple[str, ...], listed: bool) -> Mapping[str, str]:
    given: dict[str, list[tuple[int, str]]] = {}
    fields_of_key = _fields_of_keys(kind, listed)
    for name in names:
        for field, rank in fields_of_key.get(canonical_key(name), ()):
            given.setdefault(field, []).append((rank, name))
    chosen: dict[str, str] = {}
    for field in filter(given.__contains__, _aliases(kind, listed)):
        # The sort keeps the order of names whose keys are one.
        found = [name for _, name in sorted(given[field], key=itemgetter(0)) if name not in chosen]
        if len(found) > 1:
            found = [name for name in found if canonical_key(name) in _together(kind)] or found[:1]
        chosen |= dict.fromkeys(found, field)
    return _without_second_dates(chosen)


@cache
def _fields_of_keys(kind: Kind, listed: bool) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Key -> the fields that it gives, each with its rank among the keys of the field."""
    fields: dict[str, tuple[tuple[str, int], ...]] = {}
    for field, names in _aliases(kind, listed).items():
        for rank, name in enumerate(dict.fromkeys(names)):
            fields[name] = (*fields.get(name, ()), (field, rank))
    return fields


def _without_second_dates(chosen: dict[str, str]) -> dict[str, str]:
    """Start and end keys count before a range in one string, that before a year or a date."""
    given = set(chosen.values())
    weaker: set[str] = set()
    if "start" in given or "end" in given:
        weaker |= {"dates", "date"}
    if "dates" in given:
        weaker.add("date")
    if weaker.isdisjoint(given):
        return chosen
    return {name: field for name, field in chosen.items() if field not in weaker}


@cache
def _aliases(kind: Kind, listed: bool) -> Mapping[str, tuple[str, ...]]:
    known = table(__package__, "aliases")
    more = known["listed"].get(kind, {}) if listed else {}
    return {field: (*names, *more.get(field, ())) for field, names in known[kind].items()}


@cache
def _together(kind: Kind) -> frozenset[str]:
    return frozenset(table(__package__, "aliases")["together"].get(kind, ()))


@lru_cache(maxsize=4096)
def canonical_key(name: str) -> str:
    """The folded key that `name` stands for: itself, or that of a word in another language.

    >>> canonical_key("date_debut"), canonical_key("Arbeitgeber"), canonical_key("myOwnKey")
    ('start', 'organization', 'myownkey')
    """
    key = key_of(name)
    if key in _known_keys():
        return key
    if (word := _words().get(wordings.key(key))) is not None:
        return word
    label = labels.label_in_other_language(words_of(name))
    return key if label is None or label in _NO_KEYS else _KEY_OF_LABEL.get(label, label)


@lru_cache(maxsize=4096)
def all_fields_of(name: str) -> frozenset[str]:
    """The fields that a key gives in records of any kind."""
    return frozenset(field for kind in KINDS for field in fields_of(kind, [name]).values())


def is_alias(name: str) -> bool:
    """Whether a key stands in the tables of fields, in any language."""
    key = key_of(name)
    return key in _aliases_of_all() or wordings.key(key) in _words()


@cache
def _aliases_of_all() -> frozenset[str]:
    known = table(__package__, "aliases")
    rows = (names for kind in KINDS for names in known[kind].values())
    listed = (names for fields in known["listed"].values() for names in fields.values())
    return frozenset(name for names in (*rows, *listed) for name in names)


@cache
def keys_of_fields(*fields: str) -> frozenset[str]:
    """The keys that give one of these fields in a record of any kind."""
    known = table(__package__, "aliases")
    return frozenset(name for kind in KINDS for field in fields for name in known[kind].get(field, ()))


def is_word_of_other_language(name: str) -> bool:
    """Whether a key is known as a word of another language alone; in English it may mean something else."""
    return key_of(name) not in _known_keys() and canonical_key(name) != key_of(name)


@cache
def _known_keys() -> frozenset[str]:
    return _aliases_of_all() | _keys_of_kinds()


@cache
def _keys_of_kinds() -> frozenset[str]:
    """The keys that the rules for kinds know, which are no labels."""
    known = table(__package__, "kinds")
    rows = [names for kind in KINDS for names in known[kind]["keys"].values()]
    rows += [names for kind in KINDS for names in known["vetoes"][kind].values()]
    return frozenset(key_of(name) for names in rows for name in names)


@cache
def _words() -> Mapping[str, str]:
    rows = table(__package__, "aliases")["words"]
    return {wordings.key(key_of(word)): key for key, words in rows.items() for word in words}
