"""Places: towns, regions, countries."""

from __future__ import annotations

import re
from functools import cache

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
_NAME = re.compile(r"[^\W\d_][\w.'’ -]*")


def recognize(text: str) -> float:
    """How much the whole text looks like a place, 0 to 1.

    0.9 for a known place or an area around one, 0.8 for a name before a known region or
    country ("Vienna, VA"), 0 for anything else: an unknown bare name is not guessed at.
    """
    plain = fold(text).strip(" .,") if len(text) <= _LONGEST_TEXT else ""
    if not plain or len(plain.split()) > _LONGEST_PLACE or text.rstrip().endswith((".", "!", "?", ":", ";")):
        return 0.0
    if plain in _places() or plain in _remote_words():
        return 0.9
    if (area := _AREA.fullmatch(plain)) and (area["greater"] or _core(area["area"]) in _places()):
        return 0.9
    name, *regions = [part.strip() for part in text.split(",")]
    if regions and _NAME.fullmatch(name) and _is_region(regions[-1]):
        return 0.8
    return 0.0


def country(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code that a place's text states; None where it leaves a doubt.

    Read from a country's name at the end, a state's code behind a comma ("Vienna, VA") or a
    town that the table holds for one country. Source: ISO 3166-1; USPS Publication 28, B.
    """
    plain = fold(re.sub(r"\([^()]*\)", " ", text)).strip(" .,")
    *_, last = (part.strip() for part in plain.split(","))
    if last in _countries():
        return _countries()[last]
    if "," in text and (code := _state_country(text)):
        return code
    for candidate in (plain, last):
        if area := _AREA.fullmatch(candidate):
            candidate = _core(area["greater"] or area["area"])
        if found := _places().get(candidate):
            return found
    return None


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
    return plain in _countries() or plain in _places() or _state_country(f",{text}") is not None


def _state_country(text: str) -> str | None:
    # Only capitals are a code: "Paris, in" is no place in Indiana.
    code = text.rsplit(",", 1)[-1].strip().split(" ")[0]
    for country_code, states in table(__package__, "locations")["state_codes"].items():
        if code in states:
            return str(country_code)
    return None


@cache
def _countries() -> dict[str, str]:
    names: dict[str, list[str]] = table(__package__, "locations")["countries"]
    return {fold(name).strip(" ."): code for code, all_of in names.items() for name in all_of}


@cache
def _places() -> dict[str, str | None]:
    towns: dict[str, list[str]] = table(__package__, "locations")["places"]
    known: dict[str, str | None] = dict(_countries())
    for code, names in towns.items():
        for name in names:
            plain = fold(name).strip(" .")
            known[plain] = code if known.get(plain, code) == code else None
    return known


@cache
def _remote_words() -> frozenset[str]:
    return frozenset(fold(word) for word in table(__package__, "locations")["remote"])


@cache
def _other_names() -> dict[str, str]:
    return {
        word_key(other): word_key(name)
        for other, name in table(__package__, "locations")["other_names"].items()
    }
