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
def _codes() -> dict[str, str]:
    known: dict[str, list[str]] = table(__package__, "countries")["countries"]
    return {fold(code): alpha2 for alpha2, (alpha3, _) in known.items() for code in (alpha2, alpha3)}


@cache
def _names() -> dict[str, str]:
    known: dict[str, list[str]] = table(__package__, "countries")["countries"]
    others: dict[str, list[str]] = table(__package__, "locations")["countries"]
    names = [(code, name) for code, (_, name) in known.items()]
    names += [(code, name) for code, all_of in others.items() for name in all_of]
    return {_plain(name): code for code, name in names}
