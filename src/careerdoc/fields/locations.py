"""Places: towns, regions, countries."""

from __future__ import annotations

import re
from functools import cache

from careerdoc.fields import employment
from careerdoc.text.keys import fold, word_key
from careerdoc.text.tables import table

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
    if plain in _places() or plain in _anywhere() or employment.work_mode(text) == "remote":
        return 0.9
    if (area := _AREA.fullmatch(plain)) and (area["greater"] or _core(area["area"]) in _places()):
        return 0.9
    name, *regions = [part.strip() for part in text.split(",")]
    if regions and _NAME.fullmatch(name) and _is_region(regions[-1]):
        return 0.8
    return 0.0


def country(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code that a place's text states; None where it leaves a doubt.

    Read from a country's name at the end, a code behind a comma ("Vienna, VA", "Berlin, DE")
    or a town that the table holds for one country. A code that a state and a country share
    ("CA", "IN") counts where the town says which it is.
    Source: ISO 3166-1; USPS Publication 28, appendix B.
    """
    written = re.sub(r"\([^()]*\)", " ", text).strip(" .,")
    plain = fold(written)
    *_, last = (part.strip() for part in plain.split(","))
    if last in _countries():
        return _countries()[last]
    if found := _codes(written):
        return _only(found if len(found) == 1 else found & _countries_of(plain.split(",")[0].strip()))
    return _only(_countries_of_area(plain) or _countries_of_area(last))


def _countries_of_area(plain: str) -> frozenset[str]:
    area = _AREA.fullmatch(plain)
    core = _core(area["greater"] or area["area"]) if area else plain
    return _places().get(plain) or _places().get(core) or frozenset()


def key(location: str) -> str:
    """The folded words of a place, with a town's other name replaced ("Bangalore")."""
    plain = word_key(location)
    for other, name in _other_names().items():
        plain = re.sub(rf"\b{re.escape(other)}\b", name, plain)
    return plain


def _core(area: str) -> str:
    return area.removesuffix(" city") if area not in _places() else area


def _is_region(text: str) -> bool:
    plain = fold(text).strip(" .")
    return plain in _countries() or plain in _places() or bool(_states(text))


def _codes(text: str) -> frozenset[str]:
    """The countries that a code behind the last comma may stand for, its own or a state's."""
    name, comma, last = text.rpartition(",")
    code = last.strip().split(" ")[0]
    own = frozenset([code]) if code in table(__package__, "locations")["countries"] else frozenset()
    return _states(code) | own if comma and name.strip() else frozenset()


def _states(text: str) -> frozenset[str]:
    # Only capitals are a code: "Paris, in" is no place in Indiana.
    code = text.strip().split(" ")[0]
    states: dict[str, list[str]] = table(__package__, "locations")["state_codes"]
    return frozenset(country_code for country_code, codes in states.items() if code in codes)


def _countries_of(town: str) -> frozenset[str]:
    known = {code for code, towns in _state_towns().items() if town in towns}
    return _places().get(town, frozenset()) | known


def _only(codes: frozenset[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


@cache
def _countries() -> dict[str, str]:
    names: dict[str, list[str]] = table(__package__, "locations")["countries"]
    return {fold(name).strip(" ."): code for code, all_of in names.items() for name in all_of}


@cache
def _places() -> dict[str, frozenset[str]]:
    """The countries of each known place."""
    towns: dict[str, list[str]] = table(__package__, "locations")["places"]
    known = {name: frozenset([code]) for name, code in _countries().items()}
    for code, names in towns.items():
        for name in names:
            plain = fold(name).strip(" .")
            known[plain] = known.get(plain, frozenset()) | {code}
    return known


@cache
def _state_towns() -> dict[str, frozenset[str]]:
    towns: dict[str, list[str]] = table(__package__, "locations")["state_towns"]
    return {code: frozenset(map(fold, names)) for code, names in towns.items()}


@cache
def _anywhere() -> frozenset[str]:
    return frozenset(fold(words) for words in table(__package__, "locations")["anywhere"])


@cache
def _other_names() -> dict[str, str]:
    return {
        word_key(other): word_key(name)
        for other, name in table(__package__, "locations")["other_names"].items()
    }
