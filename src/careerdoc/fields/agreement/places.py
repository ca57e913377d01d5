"""How two places agree: one town under two names, a town within a region or country."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from careerdoc.fields import locations, places
from careerdoc.fields.wordings import key as wording_key
from careerdoc.text.tables import alternatives, table

LEVELS = ("same", "compatible", "different")
"""From full agreement to none."""
_COMMA = re.compile("[,،，、/(（]")
_END = ";"


@lru_cache(maxsize=8192)
def comparable(location: str) -> str | None:
    """The town under its one name, ";", the country's code and ";" the other words; None without a word.

    Words for an area ("Greater ... Area") are dropped.
    """
    pieces = [plain for piece in _COMMA.split(location) if (plain := _bare(wording_key(piece)))]
    if not pieces:
        return None
    town = _other_names().get(pieces[0], pieces[0])
    country = (locations.country(location) or "").upper()
    rest = {word for piece in pieces[1:] for word in piece.split()}
    return f"{town}{_END}{country}{_END}{' '.join(sorted(rest))}"


@lru_cache(maxsize=65536)
def level(left: str, right: str) -> str:
    """How two comparable places agree: one of `LEVELS`."""
    if left == right:
        return "same"
    (left_town, left_country, left_rest), (right_town, right_country, right_rest) = (
        one.split(_END) for one in (left, right)
    )
    if left_country and right_country and left_country != right_country:
        return "different"
    if left_town == right_town:
        return "same"
    inside = {*right_rest.split(), *right_town.split()} >= set(left_town.split())
    around = {*left_rest.split(), *left_town.split()} >= set(right_town.split())
    if inside or around:
        return "compatible"
    is_country = any(places.country(town) for town in (left_town, right_town))
    return "compatible" if is_country and left_country == right_country else "different"


def _bare(plain: str) -> str:
    found = _area().sub(" ", plain)
    return " ".join(found.split()) or plain


@cache
def _area() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(table(__package__, 'places')['area_words'])})\b")


@cache
def _other_names() -> dict[str, str]:
    rows = table(__package__, "places")["towns"]
    own = {wording_key(other): wording_key(town) for town, others in rows.items() for other in others}
    shared = table("careerdoc.fields", "locations")["other_names"]
    return {wording_key(other): wording_key(town) for other, town in shared.items()} | own
