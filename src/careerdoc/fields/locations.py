"""Places: towns, regions, countries."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from careerdoc.fields import countries, employment, places
from careerdoc.fields.wordings import key as wording_key
from careerdoc.text.keys import word_key
from careerdoc.text.patterns import wide_pattern
from careerdoc.text.tables import alternatives, row_of, table

_LONGEST_PLACE = 9
"""Words. Longer lines are sentences."""
_LONGEST_TEXT = 100
"""Characters."""
_MOST_PARTS = 4
"""Of a text cut at commas."""
_LONGEST_UNIT = 14
"""Characters of a Chinese, Japanese or Korean place behind its known start."""
_KNOWN, _PLACED, _LIKELY, _POSSIBLE = 0.9, 0.8, 0.5, 0.3
_AREA = re.compile(
    r"(?:the )?(?:greater (?P<greater>.+?)(?: (?:area|region))?"
    r"|(?P<area>.+?) (?:metropolitan |bay |urban )?(?:area|region))"
)
_AREA_STARTS, _AREA_ENDS = ("greater ", "the greater "), (" area", " region")
# The dot of an abbreviation ends no sentence: "Washington, D.C."
_SENTENCE_END = re.compile(r"(?:(?<!\b\w)(?<!\b\w\w\w)\.|[!?:;])\s*$")
_NAME = re.compile(r"[^\W\d_][\w.'’ \u0300-\u036f\u0900-\u0963\u0e31-\u0e4e-]*")
_COMMAS = re.compile("[,،，、]")
# Signs between a place and a mode of work, or in front of a place.
_DOTS = re.compile(r"[·•|｜/]|\s[-–—]\s")
_ENDS = ".!?:;"
_MOST_MODE_WORDS = 3
_LONGEST_MODE = 30
"""Characters of the longest mode of work."""
_PINS = "📍🌍🌎🌏🏠🗺️📌@ \t\u3000\xa0"
_BRACKETS = re.compile(r"\s*[(（\[](?P<inside>[^()（）\[\]]{1,40})[)）\]]\s*$")
_POSTCODE = re.compile(
    r"^(?:[A-Z]{1,2}-)?\d{4,6}\s+(?=\D)|\s+\d{4,6}$|\s+(?:cedex|CEDEX)(?:\s\d+)?$|\s\d{1,2}e$"
)
_EASTERN = wide_pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\s]+")
_WITHOUT_CASE = re.compile(r"[\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f]")


def recognize(text: str) -> float:
    """How much the whole text looks like a place, 0 to 1.

    0.9 for known places and areas around them, with or without a mode of work ("Berlin (Remote)"),
    0.8 for a name before a known region, country or code ("Vienna, VA", "Montecarlino (AR)"),
    0.5 for a lone region or a name behind a postcode, 0.3 for a lone unknown name of one or two
    capitalised words, 0 for anything else.
    """
    if len(text) > _LONGEST_TEXT or text.count(" ") > _LONGEST_PLACE + 2:
        return 0.0
    stripped = text.strip(_PINS)
    plain = wording_key(text)
    if not plain or plain.count(" ") >= _LONGEST_PLACE or stripped[:1].islower():
        return _KNOWN if places.is_anywhere(plain) or _is_remote(text) else 0.0
    if stripped[-1:] in _ENDS and _SENTENCE_END.search(stripped):
        return 0.0
    if places.named(plain) or places.is_anywhere(plain):
        return _KNOWN
    return _of_pieces(stripped)


def _is_remote(text: str) -> bool:
    return len(text) <= _LONGEST_MODE and "," not in text and _work_mode(text) == "remote"


@lru_cache(maxsize=1024)
def _work_mode(text: str) -> str | None:
    return employment.work_mode(text)


def _of_pieces(text: str) -> float:
    """The score of a text after what stands beside the place is taken off."""
    if text.isalpha():
        return _of_one(text)
    if text[-1:] in ")）]" and (bracket := _BRACKETS.search(text)):
        return _of_bracketed(text[: bracket.start()], bracket["inside"])
    if _DOTS.search(text):
        pieces = [piece.strip() for piece in _DOTS.split(text) if piece.strip()]
        named = [piece for piece in pieces if not _work_mode(piece)]
        scores = [_of_parts(piece) for piece in named]
        is_sure = len(named) == 1 or all(score >= _PLACED for score in scores)
        return min(scores) if scores and is_sure else 0.0
    return _of_parts(text)


def _of_bracketed(text: str, inside: str) -> float:
    if _work_mode(inside) or places.is_anywhere(wording_key(inside)):
        return _of_parts(text)
    region = wording_key(inside)
    is_region = places.named(region) or places.region(region) or places.provinces(inside)
    if not (is_region or places.states(inside)):
        return 0.0
    if places.named(wording_key(text)):
        return _KNOWN
    return _PLACED if _is_name(text) else 0.0


def _of_parts(text: str) -> float:
    """The score of a town with the regions behind it."""
    parts = [part for part in (part.strip() for part in _COMMAS.split(text)) if part]
    if len(parts) <= 1:
        return _of_one(parts[0] if parts else "")
    if len(parts) > _MOST_PARTS:
        return 0.0
    name, last = parts[0], parts[-1]
    if not _is_region(last) or not all(_is_name(part) or _POSTCODE.search(part) for part in parts[:-1]):
        return 0.0
    return _KNOWN if _is_known(name) and len(parts) <= _MOST_PARTS else _PLACED


def _of_one(text: str) -> float:
    """The score of a text without commas."""
    plain = wording_key(text)
    if places.region(plain) and not places.named(plain):
        return _LIKELY
    words = plain.split(" ")
    if len(words) > _MOST_MODE_WORDS and text.isascii() and places.area_signs().isdisjoint(words):
        return _KNOWN if places.named(plain) else 0.0
    if _is_known(text):
        return _KNOWN
    bare = _without_postcode(text)
    if bare != text and bare:
        return _KNOWN if _is_known(bare) else (_LIKELY if text[0].isdigit() and _is_name(bare) else 0.0)
    if len(words) > 2 and not places.area_words("and").isdisjoint(words):
        return _of_listed(words)
    if len(words) <= _MOST_MODE_WORDS and _is_remote(text):
        return _KNOWN
    return _POSSIBLE if len(words) <= 2 and _may_be_name(text, words) else 0.0


def _of_listed(words: list[str]) -> float:
    """The score of places with a word such as "and" between them, modes of work among them."""
    sides = [""]
    for word in words:
        if word in places.area_words("and"):
            sides.append("")
        else:
            sides[-1] = f"{sides[-1]} {word}".strip()
    is_placed = any(places.named(side) for side in sides)
    are_known = all(places.named(side) or _work_mode(side) for side in sides)
    return _KNOWN if is_placed and are_known else 0.0


def _is_known(text: str) -> bool:
    """Whether a text is a known place, an area around one, or a quarter of one in the East."""
    plain = wording_key(text)
    if places.named(plain) or _is_area(plain):
        return True
    greater = _AREA.fullmatch(plain) if plain.startswith(_AREA_STARTS) or plain.endswith(_AREA_ENDS) else None
    if greater and (greater["greater"] or places.named(_core(greater["area"]))):
        return True
    return not text.isascii() and bool(_EASTERN.fullmatch(text)) and _is_eastern(text)


def _is_area(plain: str) -> bool:
    """Whether words for an area stand before or behind a known place ("Kraków i okolice")."""
    words = plain.split(" ")
    if words[0] not in places.area_edges() and words[-1] not in places.area_edges():
        return False
    for cut in range(1, min(len(words), 6)):
        before, behind = " ".join(words[:cut]), " ".join(words[cut:])
        if before in places.area_words("before") and (places.named(behind) or places.region(behind)):
            return True
        if behind in places.area_words("behind") and (places.named(before) or places.region(before)):
            return True
    return False


def _is_eastern(text: str) -> bool:
    """Whether a text starts with a known place and goes on to the name of a smaller unit."""
    bare = text.replace(" ", "").replace("\u3000", "")
    for length in range(min(len(bare), 8), 1, -1):
        start = wording_key(bare[:length])
        if places.named(start) or places.region(start):
            rest = bare[length:]
            return len(rest) <= _LONGEST_UNIT and (not rest or rest.endswith(places.units()))
    return False


def _is_region(text: str) -> bool:
    plain = wording_key(text)
    if places.named(plain) or places.region(plain):
        return True
    first, _, rest = text.partition(" ")
    if places.states(first) or places.provinces(text):
        return not rest or any(map(str.isdigit, rest))
    bare = _without_postcode(text)
    return bare != text and bool(bare) and _is_region(bare)


def _without_postcode(text: str) -> str:
    """`text` itself where it holds no number."""
    return _POSTCODE.sub("", text) if any(map(str.isdigit, text)) else text


def _is_name(text: str) -> bool:
    """Whether a text can be the name of a place: no numbers, not lower case, no word of a title."""
    if text[:1].islower() or not _NAME.fullmatch(text):
        return False
    plain = wording_key(text)
    is_other = not places.other_words().isdisjoint(plain.split(" "))
    return not is_other or bool(places.named(plain) or places.state_town(plain))


def _may_be_name(text: str, words: list[str]) -> bool:
    """Whether a lone unknown text is written like a town's name and holds no word of a title."""
    is_cased = all(word[:1].isupper() for word in text.split())
    return is_cased and bool(_NAME.fullmatch(text)) and places.other_words().isdisjoint(words)


def country(text: str) -> str | None:
    """The ISO 3166-1 alpha-2 code that a place's text states; None where it leaves a doubt.

    Read from the last name or code ("Lyon, France", "Vienna, VA", "Berlin, DE"), or from a
    town that the table holds for one country. What several countries or states share ("CA",
    "Georgia") counts where the town in front says which it is.
    Source: ISO 3166-1; USPS Publication 28, appendix B.
    """
    written = re.sub(r"[(（][^()（）]*[)）]", " ", text)
    first, *more = (part.strip(" .") for part in _COMMAS.split(written.strip(" .,")))
    if not more:
        return _only(_countries_named(wording_key(first)))
    codes = _codes(more[-1])
    meant = _countries_named(wording_key(more[-1])) | codes
    town = _countries_named(wording_key(first)) | places.state_town(wording_key(first))
    if meant & town:
        return _only(meant & town)
    return _only(meant - (codes & row_of(__package__, "locations", "rare_codes")))


def key(location: str) -> str:
    """The folded words of a place, with a town's other name replaced ("Bangalore")."""
    return _any_other_name().sub(lambda found: _other_names()[found[0]], word_key(location))


@cache
def _any_other_name() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(_other_names())})\b")


def _core(area: str) -> str:
    return area if places.named(area) else area.removesuffix(" city")


def _countries_named(plain: str) -> frozenset[str]:
    """The countries in which a place, region or area of this name lies."""
    if found := places.named(plain) | places.region(plain):
        return found
    area = _AREA.fullmatch(plain)
    return _countries_named(_core(area["greater"] or area["area"])) if area else frozenset()


def _codes(text: str) -> frozenset[str]:
    """The countries that a code may stand for, its own or a state's."""
    code = text.split(" ")[0]
    own = frozenset([code]) if code in countries.names_by_code() else frozenset()
    return places.states(code) | own


def _only(codes: frozenset[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


@cache
def _other_names() -> dict[str, str]:
    return {
        word_key(other): word_key(name)
        for other, name in table(__package__, "locations")["other_names"].items()
    }
