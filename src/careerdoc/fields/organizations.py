"""Names of employers and institutions."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import pairwise

from careerdoc.fields import subjects
from careerdoc.fields.lexicons import Ends, ends_of, listed, words_of
from careerdoc.text.keys import words
from careerdoc.text.patterns import wide_pattern

_LONGEST_NAME = 10
"""Words. Longer lines are sentences."""
_LONGEST_RUN = 36
"""Characters of a name in a script without spaces."""
_LONGEST_FORM = 5
"""Words."""
_STRONG, _WEAK = 1.0, 0.5
_LIKELY = 0.8
_LONGEST_ABBREVIATION = 4
"""Characters, with its dot."""
_SHORT_ENDING = 3
_STOPS = ("!", "?", ":", ";", "。", "！", "？", "：", "；", ",", "،", "؛", "।")
_BULLET = re.compile(r"\s*(?:[•●▪◦‣·*–—>-]\s|[•●▪◦‣・]|\d{1,2}[.)]\s)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_EAST = wide_pattern(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_PREFIXED = re.compile(r"[\u05d0-\u05ea\u0621-\u064a]")
_PREFIXES = ("وال", "بال", "فال", "لل", "ال", "و", "ب", "ל", "ب", "ה", "ב", "ו", "מ")
_AMPERSANDS = (" & ", " + ")
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_QUOTED = re.compile(r"[«„“”\"「『].{2,40}[»“”\"」』]")


@lru_cache(maxsize=4096)
def recognize(text: str) -> float:
    """How much `text` looks like an organization's name, 0 to 1.

    .95 by a legal form, .8 by a word, an ending or kin ("& Sons"), .4 to .65 for a name-like
    phrase with no sign but its capitals, an ampersand, a possessive or quotes, at most .2 for
    sentences, bullets, phrases in lower case and what ends like a title. A school's name is
    one as well.
    """
    found = words_of(text)
    form = _has_legal_form(text, found)
    if not _can_be_name(text, found, _LONGEST_NAME) or (_ends_a_sentence(text, found) and not form):
        return 0.0
    if form:
        return 0.95
    if _is_abbreviated_school(text, found):
        return 0.8
    if _is_said(text, found):
        return 0.1
    if _is_work(found):
        return 0.15
    if _has_sign(text, found, _school_sign) or _has_kin(text, found):
        return 0.8
    if _has_sign(text, found, _sign):
        return 0.4 if _is_only_about(text, found) else 0.8
    return _name_likeness(text, found)


@lru_cache(maxsize=4096)
def recognize_institution(text: str) -> float:
    """How much `text` looks like a school's or university's name, 0 to 1.

    .9 by a word, an ending or a known abbreviation, .8 by one of the words that other bodies
    share ("institute"), .5 for such a word alone, .1 where nothing says so.
    """
    found = words_of(text)
    if not _can_be_name(text, found, _LONGEST_NAME + 4) or _ends_a_sentence(text, found):
        return 0.0
    if _is_abbreviated_school(text, found):
        return 0.9
    if _is_said(text, found) or _is_work(found):
        return 0.1
    if not _has_sign(text, found, _school_sign):
        return 0.1
    if len(found) == 1 and found[0] in _row("schools") and not _is_named_by(found[0]):
        return 0.5
    return 0.9 if any(_school_sign(word) == _STRONG for word in _with_phrases(found)) else 0.8


def is_legal_form(text: str) -> bool:
    """Whether the whole text is a legal form and no name: "GmbH", "S.L.", "Inc."."""
    found = words_of(text)
    return (
        text in _row("apart_forms")
        or "".join(found) in _row("legal_forms")
        or " ".join(found) in _row("front_forms")
    )


def key(name: str) -> str:
    """The folded words of the name without its legal form, a leading article and any "and"."""
    found = list(words(name))
    while len(found) > 1 and found[-1] in _row("legal_forms"):
        found.pop()
    if len(found) > 1 and found[0] in _row("articles"):
        found.pop(0)
    # "Loaf & Son" and "Loaf and Son" are one name; a sign is no word already.
    inner = [word for word in found[1:-1] if word not in _row("and")]
    return " ".join([*found[:1], *inner, *found[1:][-1:]])


def _is_only_about(text: str, found: tuple[str, ...]) -> bool:
    """Whether only weak words tell of an organization, and the rest is a field of study or a title."""
    if any(_sign(word) == _STRONG for word in found):
        return False
    return not _row("work_words").isdisjoint(found) or subjects.recognize(text) >= _LIKELY


def _can_be_name(text: str, found: tuple[str, ...], most: int) -> bool:
    if not 0 < len(found) <= most or len(found[0]) > _LONGEST_RUN or _BULLET.match(text):
        return False
    return not (found[0].isdigit() and all(map(str.isdigit, found)))


def _ends_a_sentence(text: str, found: tuple[str, ...]) -> bool:
    end = text.rstrip()
    if not end.endswith("."):
        return end.endswith(_STOPS)
    return (
        len(found) > 2
        and len(end.rpartition(" ")[2]) > _LONGEST_ABBREVIATION
        and found[-1] not in _row("kin")
    )


def _is_said(text: str, found: tuple[str, ...]) -> bool:
    """Whether the words say something: a verb, a deed, a year, or a start in lower case."""
    first = found[0]
    if first in _row("deeds") or (
        first.endswith("ed") and len(found) > 1 and first.isascii() and first not in _row("not_deeds")
    ):
        return True
    if len(found) < 4 and _YEAR.fullmatch(found[-1]):
        return True
    # "eBay" and "3rd Regiment" are names; "i" may be a Roman number.
    start = text.lstrip()
    if start[:1].islower() and not any(letter.isupper() for letter in start.split(None, 1)[0]):
        return True
    return not _row("sentence_words").isdisjoint(found[1:]) or (
        len(found) > 2 and first in _row("sentence_words")
    )


def _is_work(found: tuple[str, ...]) -> bool:
    """Whether the words end or start like a title: "Bank Manager", "Head of Claims", "Médico de guardia"."""
    ends, starts = _row("work_words"), _row("work_heads")
    if found[-1] in ends or found[-1] in starts or found[0] in starts:
        return True
    if ends.isdisjoint(found):
        return False
    return any(word in ends and behind in _row("of") for word, behind in pairwise(found[:4]))


def _has_legal_form(text: str, found: tuple[str, ...]) -> bool:
    if not found:
        return False
    if len(found) == 1:
        return _ends("beginnings", "east").starts(found[0]) is not None or found[0].endswith(
            ("有限公司", "株式会社", "有限会社", "合同会社", "주식회사", "股份公司")
        )
    last = found[-1]
    if last in _row("legal_forms") and (last not in _row("short_forms") or _is_written_as_form(text)):
        return True
    is_inside = len(found) > 2 and not _sure_forms().isdisjoint(found[1:])
    if is_inside or not _row("east_forms").isdisjoint(found):
        return True
    if last in _last_of_long_forms():
        long_forms = _row("long_forms")
        if any(" ".join(found[-size:]) in long_forms for size in range(2, _LONGEST_FORM + 1)):
            return True
    return _has_front_form(text, found)


@cache
def _sure_forms() -> frozenset[str]:
    return _row("legal_forms") - _row("short_forms")


@cache
def _last_of_long_forms() -> frozenset[str]:
    return frozenset(form.rpartition(" ")[2] for form in _row("long_forms"))


@cache
def _first_of_front_forms() -> frozenset[str]:
    return frozenset(form.partition(" ")[0] for form in _row("front_forms"))


def _has_front_form(text: str, found: tuple[str, ...]) -> bool:
    if found[0] not in _first_of_front_forms() or not text[:1].isupper():
        return False
    return any(" ".join(found[:size]) in _row("front_forms") for size in range(1, min(4, len(found))))


def _is_written_as_form(text: str) -> bool:
    """Whether the last piece has a capital or a dot: "SE", "Co.", "a.s."."""
    last = text.split()[-1]
    return "." in last or not last[0].islower()


def _with_phrases(found: tuple[str, ...]) -> list[str]:
    """The words, and the runs of two and three words that lists may hold in languages that part syllables."""
    if _first_of_pairs().isdisjoint(found):
        return [*found]
    known = _pairs()
    return [*found, *(pair for one, two in pairwise(found) if (pair := f"{one} {two}") in known)]


@cache
def _pairs() -> frozenset[str]:
    """Every entry of two words, and of longer ones the first two."""
    entries = _row("words") | _row("schools")
    return frozenset(entry for entry in entries if entry.count(" ") == 1)


@cache
def _first_of_pairs() -> frozenset[str]:
    return frozenset(pair.partition(" ")[0] for pair in _pairs())


def _has_sign(text: str, found: tuple[str, ...], sign: Callable[[str], float]) -> bool:
    """Whether a word, or a pair, names what kind of body it is, where such a word stands.

    One in lower case must be among the first three words or the last, and a weak one be the
    first or the last beside a word that is none.
    """
    told = _with_phrases(found)
    signs = [sign(word) for word in told]
    if not any(signs):
        return False
    last = len(found) - 1
    for place, (word, strength) in enumerate(zip(told, signs, strict=True)):
        if strength == _STRONG and (place <= 2 or place >= last or _is_capital(word, text)):
            return True
        is_outside = place in {0, last} and len(found) > 1 and "," not in text
        if strength == _WEAK and is_outside and (0.0 in signs) and _is_capital(word, text):
            return True
    return False


def _is_capital(word: str, text: str) -> bool:
    """Whether the word is not written in lower case only."""
    return word not in text or not word[0].islower()


def _has_kin(text: str, found: tuple[str, ...]) -> bool:
    """Whether kin stand at the end behind "and": "Loaf & Sons", "Lefebvre et Fils"; or in front."""
    kin = _row("kin")
    if len(found) < 2:
        return False
    is_joined = "&" in text or found[-2] in _row("and") or found[-2] in {"a", "și", "и", "та", "ve", "ja"}
    is_in_front = found[0] in kin and found[0] not in _row("legal_forms") and 1 < len(found) < 5
    return (found[-1] in kin and (is_joined or len(found) == 2)) or is_in_front


def _name_likeness(text: str, found: tuple[str, ...]) -> float:
    """.3 to .65 for a phrase of capitals or of a script without them; .2 for any other."""
    pieces = text.split()
    large = sum(piece[0].isupper() or piece[0].isdigit() for piece in pieces)
    small = sum(piece[0].islower() and len(piece) > 3 for piece in pieces) if large < len(pieces) else 0
    if small > large:
        return 0.2
    is_short = len(found) < 5 and not small
    told = (
        0.65 if any(map(text.__contains__, _AMPERSANDS)) or _QUOTED.search(text) else 0.4 if is_short else 0.3
    )
    if told < 0.6 and len(found) < 6 and any(map(text.__contains__, _POSSESSIVES)):
        told = 0.6
    # "Children's Nursing", "German & Portuguese"
    return 0.3 if told >= 0.6 and subjects.recognize(text) >= _LIKELY else told


def _is_abbreviated_school(text: str, found: tuple[str, ...]) -> bool:
    """Whether the first or last word is a known abbreviation in capitals: "TU Wien", "MIT"."""
    names = _row("school_names")
    if found[0] in names and text.lstrip()[: len(found[0])].isupper():
        return len(found[0]) > 2 or 1 < len(found) < 5
    return len(found[-1]) > 2 and found[-1] in names and text.rstrip(" .)")[-len(found[-1]) :].isupper()


def _is_named_by(word: str) -> bool:
    """Whether a school's word is a name by itself: "Coursera", "הטכניון"."""
    return word in _row("schools", "own_names")


@lru_cache(maxsize=8192)
def _sign(word: str) -> float:
    """How surely the word says that its phrase names an organization: 1, .5 or 0."""
    if word in _row("words"):
        return _STRONG
    if word in _row("weak_words"):
        return _WEAK
    return _affix_sign(word, "", _sign)


@lru_cache(maxsize=8192)
def _school_sign(word: str) -> float:
    """How surely the word says that its phrase names a school: 1, .5 or 0."""
    if word in _row("weak_schools"):
        return _WEAK
    if word in _row("schools"):
        return _STRONG
    return _affix_sign(word, "school_", _school_sign)


def _affix_sign(word: str, prefix: str, sign: Callable[[str], float]) -> float:
    """The strength of a word's ending or start, or of the word behind a Semitic prefix."""
    if word in _row("not_signs") or len(word) < 2:
        return 0.0
    ending = _ends(f"{prefix}endings").ends(word)
    if ending:
        is_east = bool(_EAST.match(ending))
        if is_east:
            return _STRONG if len(ending) > 1 else _WEAK if len(word) > 2 else 0.0
        if len(word) - len(ending) > 1:
            return _STRONG if len(ending) > _SHORT_ENDING else _WEAK
    if _ends(f"{prefix}beginnings").starts(word):
        return _STRONG
    if _PREFIXED.match(word):
        start = next((one for one in _PREFIXES if word.startswith(one)), "")
        return sign(word[len(start) :]) if start and len(word) - len(start) > 2 else 0.0
    return 0.0


@cache
def _row(*path: str) -> frozenset[str]:
    return listed(__package__, "organizations", *path)


@cache
def _ends(*path: str) -> Ends:
    return ends_of(__package__, "organizations", *path)
