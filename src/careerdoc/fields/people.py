"""People as authors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from careerdoc.fields import employment, locations, organizations, sections, titles
from careerdoc.fields.lexicons import listed
from careerdoc.model.records import Person
from careerdoc.text.keys import fold, word_key, words
from careerdoc.text.patterns import wide_pattern
from careerdoc.text.tables import alternatives, row_of

_EMAIL = re.compile(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_ADDRESS = re.compile(r"https?://[^\s<>()]+")
_BRACKETS = re.compile(r"[()<>\[\]\"]+")
_LONGEST = 1_024
_NAME_WORDS = range(2, 6)
_LONGEST_NAME = 60
_LIKELY = 0.5
_FIRST_UNPARTED = "\u3040"
# What stands behind a name: "Jo Doe, PhD", "Jo Doe (she/her)".
_BEHIND = re.compile(r"[,()]")
# A capital and more letters, of scripts without capitals any letters: "O'Neill-Smith", "DOE", "علی".
_MARKS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0e7f\u200c"
_WRITTEN = re.compile(rf"[^\W\d_a-zß-öø-ÿа-яα-ω][\w'’\-{_MARKS}]*\.?")
_INITIAL = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])*\.?")
_IDEOGRAPHS = wide_pattern(r"[\u3040-\u30ff\u3005\u3400-\u9fff\uac00-\ud7af]{2,6}")


@lru_cache(maxsize=256)
def parse(text: str) -> Person | None:
    """The person that `text` names: "Jo Doe", "jo@ex.org (Jo Doe)", "Jo <jo@ex.org> https://jo.ex".

    None when there is neither a name, an email nor an address. Text over 1,024 characters
    names nobody.
    """
    if len(text) > _LONGEST:
        return None
    email = _EMAIL.search(text)
    address = _ADDRESS.search(text)
    rest = text
    for found in (address, email):
        rest = rest.replace(found[0], " ") if found else rest
    name = " ".join(_BRACKETS.sub(" ", rest.replace("mailto:", " ")).split()).strip(" ,;:-–—")
    if not (name or email or address):
        return None
    return Person(
        name=name or None,
        email=email[0] if email else None,
        url=address[0] if address else None,
    )


@lru_cache(maxsize=2048)
def recognize_name(text: str) -> float:
    """How much the whole of a short line looks like a person's name, 0 to 1, in any script.

    From .8 on it surely is one: a common given name or an initial tells it, or a
    common family name in Chinese, Japanese and Korean. Two to five capitalised words that say
    nothing else have .6. One word, a title, an organization, a heading have .2 at most.
    """
    name = bare_name(text)
    if not name or len(name) > _LONGEST_NAME or any(map(str.isdecimal, name)):
        return 0.0
    score = _score_of_unparted(name) if name[0] >= _FIRST_UNPARTED else _score_of_words(name.split())
    return min(score, 0.1) if score > 0.2 and _is_otherwise(name) else score


def bare_name(text: str) -> str:
    """The name without what stands in front of it and behind: "Dr. Jo Doe, PhD (she/her)".

    Empty where something else stands behind a comma or in brackets, as the given name in "Doe, Jo",
    and for more than 1,024 characters.
    """
    if len(text) > _LONGEST:
        return ""
    head, *behind = _BEHIND.split(" ".join(unicodedata.normalize("NFKC", text).split()))
    if not all(fold(piece).strip(" .") in _words_of("credentials") for piece in behind if piece.strip()):
        return ""
    parts = head.split()
    while len(parts) > 1 and fold(parts[0]).rstrip(".") in _words_of("salutations"):
        parts.pop(0)
    while len(parts) > 2 and fold(parts[-1]).rstrip(".") in _words_of("credentials"):
        parts.pop()
    return " ".join(parts)


def _score_of_words(parts: Sequence[str]) -> float:
    folded = [fold(part) for part in parts]
    is_given = folded[0] in _words_of("given") or folded[-1] in _words_of("given")
    if len(parts) == 1:
        return 0.2 if is_given else 0.1
    particles = [part in _words_of("particles") for part in folded]
    is_written = all(
        is_particle or _WRITTEN.fullmatch(part) for part, is_particle in zip(parts, particles, strict=True)
    )
    if len(parts) not in _NAME_WORDS or not is_written or particles[-1]:
        return 0.0
    is_hinted = any(map(_INITIAL.fullmatch, parts))
    if is_given or folded[0].split("-")[0] in _words_of("given"):
        return 0.95
    if is_hinted:
        return 0.8
    return 0.4 if len(parts) > 3 else 0.6 if parts[0][0].isupper() else 0.5


def _score_of_unparted(name: str) -> float:
    """The score of a name in Chinese, Japanese or Korean, with or without a blank inside."""
    family, _, given = name.partition(" ")
    surnames = _words_of("surnames")
    if given:
        is_short = len(family) < 4 and len(given) < 4 and _IDEOGRAPHS.fullmatch(family + given)
        return (0.95 if family in surnames else 0.5) if is_short else 0.0
    if not _IDEOGRAPHS.fullmatch(name):
        return 0.0
    known = [size for size in (1, 2, 3) if name[:size] in surnames and 0 < len(name) - size < 3]
    if not known:
        return 0.1
    return 0.85 if len(name) > 2 else 0.55


def _is_otherwise(name: str) -> bool:
    """Whether the text says that it is something else: a title, a school, a firm, a heading."""
    return (
        titles.recognize(name) >= _LIKELY
        or organizations.recognize(name) >= _LIKELY
        or organizations.recognize_institution(name) >= _LIKELY
        or sections.section_of(name) is not None
        or employment.recognize(name) > 0
        or employment.work_mode(name) is not None
        or locations.recognize(name) > _LIKELY
        or titles.names_something_else(name)
        or not _words_of("never").isdisjoint(words(name))
    )


@cache
def _words_of(name: str) -> frozenset[str]:
    return frozenset(map(fold, listed(__package__, "people", name)))


def parted(text: str) -> tuple[str, ...]:
    """The names in "Jo Doe and Al Poe", each for itself; any other text alone.

    Each must be a whole name: "Simon and Garfunkel" may be one.
    """
    names = tuple(_and().split(text.strip()))
    return names if len(names) > 1 and all(map(_is_name, names)) else (text,)


def _is_name(text: str) -> bool:
    words = text.split()
    is_short = len(words) in _NAME_WORDS and not text.endswith((".", "!", "?"))
    return is_short and words[0][0].isupper() and words[-1][0].isupper()


@cache
def _and() -> re.Pattern[str]:
    return re.compile(rf"(?<!\s)\s++(?:&|{alternatives(row_of(__package__, 'people', 'and'))})\s+")


def byline(text: str) -> str | None:
    """The name or names in a line that says who wrote it ("By Jo Doe"); None for any other line.

    A name has two to five words, the first and the last with a capital.
    """
    first, _, name = text.strip().partition(" ")
    if fold(first).strip(":") not in row_of(__package__, "people", "by"):
        return None
    return " ".join(name.split()) if all(map(_is_name, parted(name))) else None


def key(name: str) -> str:
    """The folded words of a name."""
    return word_key(name)
