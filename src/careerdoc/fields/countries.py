"""Countries by name or code, where a text is known to be a country."""

from __future__ import annotations

from functools import cache

from careerdoc.text.keys import fold
from careerdoc.text.tables import table


def parse(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country that the whole text names, else None.

    Takes a name or a code of two or three letters, in any case. Only for a text that is said
    to be a country: elsewhere "in" and "no" are words.
    Source: ISO 3166-1.
    """
    return named(text) or _codes().get(fold(text))


def named(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country whose name the whole text is, else None."""
    return _names().get(_plain(text))


def is_code(text: str) -> bool:
    """Whether the whole text is a code of a country, of two or three letters."""
    return fold(text) in _codes()


def beside(location: str | None, stated: list[str]) -> str:
    """The location with the countries stated beside it, unless it names a country itself."""
    if location is None or not named(location.rpartition(",")[2]):
        return ", ".join(filter(None, [location, *stated]))
    return location


def _plain(name: str) -> str:
    return fold(name.replace(".", "")).removeprefix("the ").replace("&", "and")


@cache
def names_by_code() -> dict[str, list[str]]:
    """The names of each country by its ISO 3166-1 alpha-2 code."""
    return {code: row["names"] for code, row in table(__package__, "countries")["countries"].items()}


@cache
def _codes() -> dict[str, str]:
    rows = table(__package__, "countries")["countries"].items()
    return {fold(code): alpha2 for alpha2, row in rows for code in (alpha2, row["alpha3"])}


@cache
def _names() -> dict[str, str]:
    return {_plain(name): code for code, names in names_by_code().items() for name in names}
