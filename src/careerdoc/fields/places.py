"""What is known of the names of towns, regions and countries, and of the codes of regions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from careerdoc.fields import countries
from careerdoc.fields.wordings import entries, key, keys
from careerdoc.text.tables import row_of, table

Countries = frozenset[str]
"""ISO 3166-1 alpha-2 codes."""
_NOWHERE: Countries = frozenset()


def named(plain: str) -> Countries:
    """The countries of a town or country by its key; none for an unknown name."""
    return _places().get(plain, _NOWHERE)


def region(plain: str) -> Countries:
    """The countries of a region or country by its key: a name for behind a comma only."""
    return _regions().get(plain, _NOWHERE)


def country(plain: str) -> Countries:
    """The country by its name in one of many languages."""
    return _countries().get(plain, _NOWHERE)


def state_town(plain: str) -> Countries:
    """The countries with states in which a town of this name lies that stands before them only."""
    return _state_towns().get(plain, _NOWHERE)


def states(text: str) -> Countries:
    """The countries with a state of this code. Only capitals are one: "Paris, in" is in no Indiana."""
    return _state_codes().get(text, _NOWHERE)


def provinces(text: str) -> Countries:
    """The countries with a province or canton of this code."""
    return _province_codes().get(text, _NOWHERE)


def is_anywhere(plain: str) -> bool:
    """Whether a text says that a place does not matter ("Worldwide")."""
    return plain in row_of(__package__, "locations", "anywhere")


@cache
def area_words(name: str) -> frozenset[str]:
    """The keys of the words around or between places: "before", "behind" and "and"."""
    return frozenset(keys(table(__package__, "places")["areas"][name]))


@cache
def area_edges() -> frozenset[str]:
    """The first words of what stands before a place and the last words of what stands behind."""
    starts = (words.partition(" ")[0] for words in area_words("before"))
    return frozenset([*starts, *(words.rpartition(" ")[2] for words in area_words("behind"))])


@cache
def area_signs() -> frozenset[str]:
    """The words one of which an area of more than a few words holds."""
    return area_edges() | area_words("and")


@cache
def units() -> tuple[str, ...]:
    """What Chinese, Japanese and Korean names of places end in."""
    return tuple(entries(table(__package__, "places")["areas"]["units"]))


@cache
def other_words() -> frozenset[str]:
    """Words of titles, organizations and the like, with which no unknown name is a place."""
    return frozenset(keys(table(__package__, "places")["not_places"]["words"]))


@cache
def _countries() -> dict[str, Countries]:
    rows = table(__package__, "country_names")["names"]
    return _by_name(
        _listed(countries.names_by_code()), ((code, row.split(", ")) for code, row in rows.items())
    )


@cache
def _places() -> dict[str, Countries]:
    known = dict(_countries())
    return _by_name(_listed(table(__package__, "locations")["places"]), _blocks("towns"), known=known)


@cache
def _regions() -> dict[str, Countries]:
    known = dict(_countries())
    return _by_name(_listed(table(__package__, "locations")["regions"]), _blocks("regions"), known=known)


@cache
def _state_towns() -> dict[str, Countries]:
    return _by_name(_listed(table(__package__, "locations")["state_towns"]))


@cache
def _state_codes() -> dict[str, Countries]:
    return _by_name(table(__package__, "locations")["state_codes"].items())


@cache
def _province_codes() -> dict[str, Countries]:
    rows = table(__package__, "places")["province_codes"].items()
    return _by_name((code, entries(block)) for code, block in rows)


def _listed(rows: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    return ((code, [key(name) for name in names]) for code, names in rows.items())


def _blocks(section: str) -> Iterator[tuple[str, list[str]]]:
    return ((code, keys(block)) for code, block in table(__package__, "places")[section].items())


def _by_name(
    *rows: Iterable[tuple[str, list[str]]], known: dict[str, Countries] | None = None
) -> dict[str, Countries]:
    names_of = known if known is not None else {}
    for row in rows:
        for code, names in row:
            alone = frozenset([code])
            for name in names:
                names_of[name] = names_of[name] | alone if name in names_of else alone
    return names_of
