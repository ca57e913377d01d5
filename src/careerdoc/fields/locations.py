"""Places: towns, regions, countries."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from careerdoc.fields import countries, employment
from careerdoc.text.keys import fold, word_key
from careerdoc.text.tables import row_of, table

_LONGEST_PLACE = 8
"""Words. Longer lines are sentences."""
_LONGEST_TEXT = 100
"""Characters."""
_AREA = re.compile(
    r"(?:the )?(?:greater (?P<greater>.+?)(?: (?:area|region))?"
    r"|(?P<area>.+?) (?:metropolitan |bay |urban )?(?:area|region))"
)
# The dot of an abbreviation ends no sentence: "Washington, D.C."
_SENTENCE_END = re.compile(r"(?:(?<!\b\w)\.|[!?:;])\s*$")
_NAME = re.compile(r"[^\W\d_][\w.'’ -]*")


def recognize(text: str) -> float:
    """How much the whole text looks like a place, 0 to 1.

    0.9 for a known place or an area around one, 0.8 for a name before a known region or
    country ("Vienna, VA"), 0 for anything else: an unknown bare name is not guessed at.
    """
    plain = fold(text).strip(" .,") if len(text) <= _LONGEST_TEXT else ""
    if not plain or len(plain.split()) > _LONGEST_PLACE or _SENTENCE_END.search(text):
        return 0.0
    if (
        plain in _places()
        or plain in row_of(__package__, "locations", "anywhere")
        or employment.work_mode(text) == "remote"
    ):
        return 0.9
    if (area := _AREA.fullmatch(plain)) and (area["greater"] or _lies_somewhere(_core(area["area"]))):
        return 0.9
    name, *regions = [part.strip() for part in text.split(",")]
    if regions and _NAME.fullmatch(name) and _is_region(regions[-1]):
        return 0.8
    return 0.0


def country(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code that a place's text states; None where it leaves a doubt.

    Read from the last name or code ("Lyon, France", "Vienna, VA", "Berlin, DE"), or from a
    town that the table holds for one country. What several countries or states share ("CA",
    "Georgia") counts where the town in front says which it is.
    Source: ISO 3166-1; USPS Publication 28, appendix B.
    """
    written = re.sub(r"\([^()]*\)", " ", text)
    first, *more = (part.strip(" .") for part in written.strip(" .,").split(","))
    if not more:
        return _only(_countries_named(fold(first)))
    codes = _codes(more[-1])
    meant = _countries_named(fold(more[-1])) | codes
    town = _countries_named(fold(first)) | _state_towns().get(fold(first), frozenset())
    if meant & town:
        return _only(meant & town)
    return _only(meant - (codes & row_of(__package__, "locations", "rare_codes")))


def key(location: str) -> str:
    """The folded words of a place, with a town's other name replaced ("Bangalore")."""
    plain = word_key(location)
    for other, name in _other_names().items():
        plain = re.sub(rf"\b{re.escape(other)}\b", name, plain)
    return plain


def _core(area: str) -> str:
    return area.removesuffix(" city") if area not in _places() else area


def _lies_somewhere(plain: str) -> bool:
    name, comma, region = plain.rpartition(",")
    return plain in _places() or (bool(comma) and bool(_NAME.fullmatch(name)) and _is_region(region))


def _is_region(text: str) -> bool:
    plain = fold(text).strip(" .")
    return plain in _regions() or plain in _places() or bool(_states(text))


def _countries_named(plain: str) -> frozenset[str]:
    """The countries in which a place, region or area of this name lies."""
    if found := _places().get(plain, frozenset()) | _regions().get(plain, frozenset()):
        return found
    area = _AREA.fullmatch(plain)
    return _countries_named(_core(area["greater"] or area["area"])) if area else frozenset()


def _codes(text: str) -> frozenset[str]:
    """The countries that a code may stand for, its own or a state's."""
    code = text.split(" ")[0]
    own = frozenset([code]) if code in countries.names_by_code() else frozenset()
    return _states(code) | own


def _states(text: str) -> frozenset[str]:
    # Only capitals are a code: "Paris, in" is no place in Indiana.
    code = text.strip().split(" ")[0]
    states: dict[str, list[str]] = table(__package__, "locations")["state_codes"]
    return frozenset(country_code for country_code, codes in states.items() if code in codes)


def _only(codes: frozenset[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


@cache
def _places() -> dict[str, frozenset[str]]:
    """The countries of each known town and country."""
    return _by_name(countries.names_by_code(), table(__package__, "locations")["places"])


@cache
def _regions() -> dict[str, frozenset[str]]:
    """The countries of each known region and country."""
    return _by_name(countries.names_by_code(), table(__package__, "locations")["regions"])


@cache
def _state_towns() -> dict[str, frozenset[str]]:
    return _by_name(table(__package__, "locations")["state_towns"])


def _by_name(*rows: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    known: dict[str, frozenset[str]] = {}
    for code, names in chain.from_iterable(row.items() for row in rows):
        for name in names:
            plain = fold(name).strip(" .")
            known[plain] = known.get(plain, frozenset()) | {code}
    return known


@cache
def _other_names() -> dict[str, str]:
    return {
        word_key(other): word_key(name)
        for other, name in table(__package__, "locations")["other_names"].items()
    }
