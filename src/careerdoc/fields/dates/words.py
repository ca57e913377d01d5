"""The words of dates of 29 languages, and what each of them can be."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from careerdoc.text.tables import alternatives, table

YEARS = range(1900, 2101)
"""A bare number outside of these is no year of a career."""
BUDDHIST_YEARS = range(2443, 2644)
SOLAR_YEARS = range(1279, 1480)
UNKNOWN = "x"
"""The kind of a token that no table knows."""
UNITS = ("year", "month", "week", "day")
_PARTING = re.compile(r"[,\n]")
_SIGNS = {
    "hyphen": "-",
    "slash": "/",
    "dot": ".",
    "comma": ",;",
    "colon": ":",
    "apostrophe": "'",
    "open": "([",
    "close": ")]",
    "mid": "·•|∙・",
    "greater": ">",
    "plus": "+",
    "about": "~",
    "quote": '"*',
}
# Scripts that write words without blanks between them: Thai, kana, ideographs, Hangul.
UNSPACED = "\u0e00-\u0e7f\u1100-\u11ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u05f3\u05f4\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u093d"
    "\u093e-\u094f\u0951-\u0957\u0962\u0963\u0970"
)
_LETTER = rf"[^\W\d_{UNSPACED}]"
# Marks that people leave out when they type: those of Latin, Greek and Hindi; the bow of "й" is none of them.
_ACCENTS = re.compile("(?<![иИ])[\u0300-\u0345]|\u093c")
_PLAIN_LETTERS = str.maketrans("łıøё", "lioе")
_BLANKS = (0xA0, 0xAD, 0x34F, 0x61C, 0x1680, 0x180E, 0x2060, 0x3000, 0x3164, 0xFEFF, 0xFFA0)
_BLANK_RANGES = (range(0x2000, 0x2010), range(0x2028, 0x2030), range(0x205F, 0x2070), range(0xFE00, 0xFE10))
# The digit zero of the scripts of these languages and their neighbours: Arabic, Persian, Devanagari, Bengali,
# Gurmukhi, Gujarati, Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Burmese, Khmer.
_ZEROS = (
    *(0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xC66, 0xCE6, 0xD66),
    *(0xE50, 0xED0, 0x1040, 0x17E0),
)
_NUMERALS = "〇零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that is known of words: `kinds` says by one character what a token can be.

    `phrases` leads from a first token to the rows of tokens that make one word of kind and
    name; `roles` from a role to all kinds that have it.
    """

    kinds: dict[str, str]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    openings: frozenset[tuple[str, ...]]
    roles: dict[str, str]
    months: dict[str, int]
    solar_months: dict[str, int]
    eras: dict[str, int]
    units: dict[str, str]
    refused_before: frozenset[str]
    refused_behind: frozenset[str]
    token: re.Pattern[str]


@cache
def translation() -> dict[int, str]:
    """Character -> the one character that it is read as: digits, width, quotes, blanks, letters.

    As many characters come out as go in, so places stay true.
    """
    digits = {zero + digit: str(digit) for zero in _ZEROS for digit in range(10)}
    wide = {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    blanks = dict.fromkeys((*_BLANKS, *(code for row in _BLANK_RANGES for code in row)), " ")
    others = dict(
        zip(map(ord, "’‘ʼ`´′‐‑−【】〔〕［］أإآىيكةİ﹣ー～"), "''''''---()()()اااییکه" + "i-ー~", strict=True)
    )
    return digits | wide | blanks | others


def plain(text: str) -> str:
    """`text` in lower case as tokens are cut from it, character by character in its place."""
    if text.isascii():
        return text.lower()
    lowered = text.translate(translation()).lower()
    # A few capitals become two characters in lower case; those are in none of the tables.
    return lowered if len(lowered) == len(text) else "".join(map(_lowered, text.translate(translation())))


def _lowered(character: str) -> str:
    lowered = character.lower()
    return lowered if len(lowered) == 1 else character


@cache
def lexicon() -> Lexicon:
    """The words of both tables, made ready for cutting texts into tokens."""
    roles = _roles()
    token = _token_pattern(roles)
    kinds, phrases, by_role = _kinds(roles, token)
    hand = table(__package__, "words")
    return Lexicon(
        kinds=kinds,
        phrases=phrases,
        openings=frozenset(row[:2] for rows in phrases.values() for row, _, _ in rows),
        roles=by_role,
        months=_numbered("months"),
        solar_months=_numbered("solar"),
        eras=_years("eras") | _years("era_letters"),
        units={word: unit for unit in reversed(UNITS) for word in _section(f"units.{unit}")},
        refused_before=frozenset(_entries(hand["refused"]["before"])),
        refused_behind=frozenset(_entries(hand["refused"]["behind"])),
        token=token,
    )


def _roles() -> dict[str, set[str]]:
    """Word -> the roles that it can play."""
    found: dict[str, set[str]] = defaultdict(set)
    for role, words in _played():
        for word in words:
            found[word].add(role)
    return found


def _played() -> Iterator[tuple[str, Iterable[str]]]:
    hand = table(__package__, "words")
    yield from ((role, _section(f"words.{role}")) for role in hand["words"])
    yield "month", _numbered("months")
    yield "solar", _numbered("solar")
    yield "weekday", _section("weekdays")
    yield from (("unit", _section(f"units.{unit}")) for unit in UNITS)
    yield "era", _years("eras")
    yield "era_letter", _years("era_letters")
    yield from _SIGNS.items()
    yield from ((role, (number,)) for number, role in _numbers())


def _years(section: str) -> dict[str, int]:
    """Name of an era -> the year before its first."""
    rows = table(__package__, "words")[section].values()
    pairs = (entry.strip().rpartition(" ") for row in rows for entry in _PARTING.split(row) if entry.strip())
    return {name: int(year) for name, _, year in pairs}


def _numbers() -> Iterator[tuple[str, str]]:
    for number in range(100):
        yield from ((text, "number") for text in {str(number), f"{number:02}"})
        yield f"{number:02}", "two"
    yield from ((str(number), "three") for number in range(100, 200))
    yield from ((str(number), "year") for number in YEARS)
    yield from ((str(number), "other_year") for number in (*BUDDHIST_YEARS, *SOLAR_YEARS))


def _section(path: str) -> set[str]:
    """The words of one section of both tables, all languages together, with their variants."""
    return {variant for row in _texts(path) for word in _entries(row) for variant in _variants(word)}


def _texts(path: str) -> Iterator[str]:
    for name in ("cldr", "words"):
        section = table(__package__, name)
        for step in path.split("."):
            section = section.get(step, {})
        yield from section.values()


@cache
def _numbered(section: str) -> dict[str, int]:
    """Word -> the number of its line among twelve; where languages disagree, the first table wins."""
    lines = (line for text in _texts(section) for line in enumerate(text.split("\n")[:12], start=1))
    found: dict[str, int] = {}
    for number, line in lines:
        for variant in (variant for word in _entries(line) for variant in _variants(word)):
            found.setdefault(variant, number)
    return found


def _entries(row: str) -> list[str]:
    return [plain(entry.strip()) for entry in _PARTING.split(row) if entry.strip()]


def _variants(word: str) -> set[str]:
    """The word, and as it is typed without its accents or with accents as characters of their own."""
    if word.isascii():
        return {word}
    apart = unicodedata.normalize("NFD", word)
    bare = _ACCENTS.sub("", apart).translate(_PLAIN_LETTERS)
    return {word, apart, bare}


def _token_pattern(words: Iterable[str]) -> re.Pattern[str]:
    unspaced = re.compile(f"^[{UNSPACED}]")
    known = [word for word in words if unspaced.match(word) and " " not in word]
    numeral = rf"元(?=年)|(?:[{_NUMERALS}]{{4}}|[{_NUMERALS}十]{{1,3}})(?=\s?[年月日])"
    firsts = "".join(sorted({word[0] for word in known}))
    letters = rf"{_LETTER}[^\W\d_{UNSPACED}{_MARKS}]*(?:[{_MARKS}]+[^\W\d_{UNSPACED}{_MARKS}]*)*"
    return re.compile(rf"(\d+|{numeral}|(?=[{firsts}])(?:{alternatives(known)})|[{UNSPACED}]|{letters}|\S)")


def _kinds(
    roles: dict[str, set[str]], token: re.Pattern[str]
) -> tuple[dict[str, str], dict[str, tuple[tuple[tuple[str, ...], str, str], ...]], dict[str, str]]:
    free = iter(chr(code) for code in (*range(0x21, 0x5F), *range(0x60, 0x78), *range(0xA1, 0x250)))
    kind_of: dict[frozenset[str], str] = {}
    kinds: dict[str, str] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
    for word, played in roles.items():
        together = frozenset(played - _weaker(played))
        if together not in kind_of:
            kind_of[together] = next(free)
        cut = tuple(token.findall(word))
        if len(cut) == 1:
            kinds[word] = kind_of[together]
        elif cut:
            phrases[cut[0]].append((cut, kind_of[together], word))
    by_role: dict[str, str] = defaultdict(str)
    for together, kind in kind_of.items():
        for role in together:
            by_role[role] += kind
    longest_first = {
        first: tuple(sorted(rows, key=lambda row: len(row[0]), reverse=True))
        for first, rows in phrases.items()
    }
    return kinds, longest_first, dict(by_role)


def _weaker(played: set[str]) -> set[str]:
    """Roles that a word cannot play beside another of its roles."""
    if "season" in played:
        return {"month"}  # "kesä 2012" is a summer, and June in short
    return {"of", "from", "since", "to", "fill", "about"} if "month" in played else set()


def numeral(text: str) -> str:
    """The digits of a number that is written with ideographs: 二〇一九, 十二, 元."""
    if text == "元":
        return "1"
    if "十" not in text:
        return "".join(str(_NUMERALS.index(sign) - (_NUMERALS.index(sign) > 0)) for sign in text)
    tens, _, ones = text.partition("十")
    return str(10 * int(numeral(tens) or 1) + int(numeral(ones) or 0)) if "十" not in ones else ""


@cache
def joining_words() -> re.Pattern[str]:
    """The words for "and" with the blanks around them."""
    return re.compile(rf"\s(?:{alternatives(_section('words.and'))})\s", re.IGNORECASE)
