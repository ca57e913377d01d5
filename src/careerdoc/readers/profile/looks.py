"""How much a piece of text looks like each part of a record's head, in points.

Points add up like the logarithms of odds: above 0 for, below 0 against. They come from the
recognizers of the fields; a name that no table knows is judged by its shape alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from careerdoc.fields import (
    countries,
    dates,
    degrees,
    employment,
    grades,
    locations,
    organizations,
    subjects,
    titles,
)
from careerdoc.fields.breaks import is_career_break
from careerdoc.text.keys import words
from careerdoc.text.patterns import wide_pattern
from careerdoc.text.prose import is_sentence

_LONGEST = 120
"""Characters of the longest piece that can be a part of a head."""
_LETTER = re.compile(r"[^\W\d_]")
_CASELESS = wide_pattern(r"[\u0590-\u0dff\u0e00-\u0fff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO_NAME = re.compile(
    r"[:：]\s|[!?;]|\d{5}|@\w|https?:|\w\.(?:[a-z]{2,9})(?![\w.])"
    r"|[.。]$(?<!\b\w\.)(?<!\b\w\w\.)(?<!\b\w\w\w\.)"
)
_SHORTENED = re.compile(r"(?:(?P<town>.+), )?[^\W\d_a-z][^\W\d_]{0,4}\.")
"""A region, shortened, behind its town or alone: "Puebla, Pue."."""
_ADDRESS = re.compile(r"\w\.[a-z]{2,9}(?:/|$)|@\w")


class Part:
    """The parts of a record's head, as bits: their sum stands for all parts that a row tells."""

    TITLE: Final = 1
    ORGANIZATION: Final = 2
    PLACE: Final = 4
    TYPE: Final = 8
    INSTITUTION: Final = 16
    DEGREE: Final = 32
    SUBJECT: Final = 64
    GRADE: Final = 128
    LENGTH: Final = 256
    OTHER: Final = 512


ROLE_PARTS = (Part.TITLE, Part.ORGANIZATION, Part.PLACE, Part.TYPE, Part.LENGTH)
STUDY_PARTS = (Part.INSTITUTION, Part.DEGREE, Part.SUBJECT, Part.PLACE, Part.GRADE, Part.LENGTH)
NEVER = -9.0
"""Points of what a piece surely is not."""


@lru_cache(maxsize=8192)
def points(part: int, text: str) -> float:
    """How much `text` looks like `part`, in points; `NEVER` for what no piece of a head can be."""
    if not text or len(text) > _LONGEST or not _LETTER.search(text):
        return _POINTS[part](text) if part == Part.GRADE and text else NEVER
    return _POINTS[part](text)


@lru_cache(maxsize=8192)
def is_name_shaped(text: str) -> bool:
    """Whether a text is written like a name: few words, most with a capital, no sentence."""
    if _NO_NAME.search(text) or is_sentence(text):
        return False
    if _CASELESS.search(text):
        return len(text) <= 40
    found = [word for word in text.split() if _LETTER.search(word)]
    if not 0 < len(found) <= 9:
        return False
    first = found[0].lstrip("\"'«„“(")
    if first[:1].islower() and not first[:1].isdigit():
        return False
    large = sum(not word.lstrip("\"'«„“(").islower() for word in found)
    return 2 * large >= len(found)


def _title(text: str) -> float:
    if is_career_break(text):
        return 2.0
    score = titles.recognize(text)
    if is_sentence(text) or _ADDRESS.search(text):
        return min(-1.0, 2 * score - 3)
    if score < 0.3 and locations.recognize(text) >= 0.75:
        return -2.0
    if score < 0.3 and (degrees.recognize(text) >= 0.8 or organizations.recognize(text) >= 0.8):
        return -2.0
    return 4.0 * score - 1.3 - (0.8 if len(words(text)) > 7 else 0.0)


def _organization(text: str) -> float:
    score = organizations.recognize(text)
    shaped = is_name_shaped(text)
    if score < 0.6 and (not shaped or is_sentence(text)):
        return -2.5
    title = titles.recognize(text)
    value = 2.6 * score - 0.4 if shaped else 0.2
    if organizations.is_legal_form(text):
        return -2.5
    if " " not in text and text.isascii() and score >= 0.75 and text.istitle():
        value = 0.3  # "Health" alone is a trade rather than a name
    if title >= 0.5 and score < 0.75:
        value -= (1.4 if " " in text else 2.5) * title
    if score < 0.6 and _CASELESS.search(text):
        value -= 0.9  # without capitals nothing shows that a text is a name
    if score < 0.6:
        if locations.recognize(text) >= 0.75 or employment.recognize(text):
            value -= 1.5
        if degrees.recognize(text) >= 0.8 or is_career_break(text):
            value -= 1.5
    return value


def _place(text: str) -> float:
    score = locations.recognize(text)
    if score >= 0.75 and ", " in text and not is_region(text.rpartition(", ")[2]):
        return 0.9  # "Médecins du Littoral, Monrovia": what stands before a town may be anything
    if score >= 0.75:
        return 3.2 * score - 0.6
    if shortened := _SHORTENED.fullmatch(text):
        town = shortened["town"] or ""
        return 2.0 if is_name_shaped(town) and len(town.split()) <= 3 and not _is_named(town) else -2.0
    name, _, region = text.rpartition(", ")
    if name and is_name_shaped(name) and locations.recognize(region) >= 0.75 and not _is_named(name):
        return 1.4
    if is_name_shaped(text) and len(text.split()) <= 3:
        return -0.4 - (1.0 if _is_named(text) else 0)
    return -2.0


@lru_cache(maxsize=2048)
def is_region(text: str) -> bool:
    """Whether a text is a country, a region or the code of one, which stands behind a town."""
    plain = text.strip()
    is_code = 1 < len(plain) <= 3 and plain.isupper()
    return is_code or bool(countries.named(plain)) or 0.45 <= locations.recognize(plain) < 0.75


def _is_named(text: str) -> bool:
    """Whether a text surely names a job or an organization."""
    return titles.recognize(text) >= 0.5 or organizations.recognize(text) >= 0.75


def _type(text: str) -> float:
    if employment.recognize(text) or employment.work_mode(text):
        return 2.6
    return NEVER


def _length(text: str) -> float:
    return 3.0 if dates.is_duration(text) else NEVER


def _institution(text: str) -> float:
    score = organizations.recognize_institution(text)
    if score >= 0.6:
        return 3.2 * score - 0.4
    if not is_name_shaped(text) or _SHORTENED.fullmatch(text):
        return -2.5
    value = -0.2 + organizations.recognize(text)
    if degrees.recognize(text) >= 0.6 or grades.recognize(text) >= 0.6:
        value -= 2.0
    if subjects.recognize(text) >= 0.6 or locations.recognize(text) >= 0.75:
        value -= 1.2
    return value


def _degree(text: str) -> float:
    score = degrees.recognize(text)
    if is_sentence(text):
        score *= 0.5
    institution = organizations.recognize_institution(text)
    if score >= 0.5:
        return 3.2 * score - 0.4 - (2.0 if institution >= 0.6 else 0.0)
    if institution >= 0.6:
        return -2.2
    # A trade's examination is named like the trade: "Tischlermeister".
    return -0.2 if titles.recognize(text) >= 0.7 and not is_sentence(text) else -1.2


def _subject(text: str) -> float:
    if is_sentence(text) or _NO_NAME.search(text):
        return -2.5
    score = subjects.recognize(text)
    if score >= 0.5:
        return 2.4 * score - 0.2 - (1.5 if degrees.recognize(text) >= 0.8 else 0.0)
    if organizations.recognize_institution(text) >= 0.6 or locations.recognize(text) >= 0.75:
        return -2.0
    return -0.6 if len(text.split()) <= 7 else -2.0


def _grade(text: str) -> float:
    return 2.6 if grades.recognize(text) >= 0.6 else NEVER


def _other(text: str) -> float:
    return -0.9 - 0.2 * max(0, text.count(" ") - 3)


_POINTS: dict[int, Callable[[str], float]] = {
    Part.TITLE: _title,
    Part.ORGANIZATION: _organization,
    Part.PLACE: _place,
    Part.TYPE: _type,
    Part.INSTITUTION: _institution,
    Part.DEGREE: _degree,
    Part.SUBJECT: _subject,
    Part.GRADE: _grade,
    Part.LENGTH: _length,
    Part.OTHER: _other,
}
