"""Headings of the sections of a profile or resume."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, get_args

from careerdoc.fields import dates
from careerdoc.fields.wordings import key, keys, keys_of, names_by_key
from careerdoc.text.patterns import wide_pattern
from careerdoc.text.tables import table

Section = Literal[
    "experience",
    "education",
    "volunteering",
    "internships",
    "projects",
    "certifications",
    "publications",
    "skills",
    "languages",
    "summary",
    "contact",
    "interests",
    "awards",
    "references",
    "other",
]
"""What a section holds. "volunteering" and "internships" hold roles of that employment type."""

OF_ROLES: frozenset[Section] = frozenset({"experience", "volunteering", "internships"})
EMPLOYMENT_TYPES: dict[Section, str] = {"volunteering": "volunteer", "internships": "internship"}
"""The type of all roles of a section."""

_LONGEST_HEADING = 80
"""Characters, with the signs around it."""
_MOST_WORDS = 9
_LONGEST_NUMBER = 3
"""Letters or digits of the longest number in front of a heading ("iii")."""
_NUMBERED = re.compile(
    r"[\W_]*(?:(?:\d{1,2}|[ivxIVX]{1,4}|[A-Ha-h])[.)]|[一二三四五六七八九十]{1,2}[、.．，)）]|第.部分)[\W_]*"
)
_ASIDE = re.compile(r"[\[(（【](?P<aside>[^\[\]()（）【】]{1,40})[\])）】]")
# A length of time or a number behind a heading, as hh.ru prints it: "Опыт работы — 9 лет".
_COUNTED = re.compile(r"\s*(?:[-–—:：|·]\s*|\s)(?P<length>\d[^-–—:：|·]{0,24})$")
_AMPERSAND = re.compile(r"\s*[&+＆]\s*")
_SIDES = re.compile(r"\s*[/|｜／·•・、]\s*|\s[-–—]\s")
_SCRIPTS = wide_pattern(
    r"(?<=[\u3040-\u9fff\uac00-\ud7a3])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[\u3040-\u9fff\uac00-\ud7a3])"
)
_OWNER = re.compile(r"(?P<name>.{1,60}?)(?P<sign>['’]s?|s)\s+(?P<heading>\S.*)")


def section_of(line: str) -> Section | None:
    """What the section that `line` is the heading of holds; None when it is no known heading.

    The signs around a heading do not matter ("## Education", "--- WORK ---", "1. Education:",
    "E D U C A T I O N", "【学歴】"), nor its length of time ("Experience (9 years)") or whose it
    is ("Berufserfahrung von Jo Doe", "Jo Doe's experience"). Of two headings in one ("Experience
    and Education", "学歴・職歴") the roles count first, then the studies, then the first.
    A plain word such as "Work" counts as well: see `is_plain_word`.
    """
    if len(line) > _LONGEST_HEADING:
        return None
    plain = key(line)
    if (found := _headings().get(plain)) is not None:
        return found
    words = plain.split(" ")
    if len(words[0]) == 1 and len(words) > 1 and (spaced := _spaced(line, words)):
        return _headings().get(key(spaced))
    if len(words) > _MOST_WORDS or not _may_hold_heading(words, line):
        return None
    return _worded_otherwise(line.strip())


def is_plain_word(line: str) -> bool:
    """Whether a heading is an ordinary word of texts too ("Work", "Stage"): its place must tell."""
    return key(line) in _plain_words()


def _may_hold_heading(words: list[str], line: str) -> bool:
    """Whether a heading stands at the start, behind a number or a modifier, or at the end."""
    first, last = words[0], words[-1]
    if not line.isascii() and (len(words) == 1 or len(first) <= _LONGEST_NUMBER):
        return True
    is_led = first in _first_words() or first in _row("before") or len(first) <= _LONGEST_NUMBER
    return is_led or last in _last_words()


def _worded_otherwise(line: str) -> Section | None:
    """The section of a heading with a number, an aside, a name or another heading beside it."""
    if _AMPERSAND.search(line):
        return section_of(_AMPERSAND.sub(" and ", line))
    if numbered := _NUMBERED.match(line):
        return section_of(line[numbered.end() :])
    if (aside := _ASIDE.search(line)) and (rest := _ASIDE.sub(" ", line).strip()):
        return section_of(rest) if _may_stand_aside(aside["aside"]) else None
    if counted := _COUNTED.search(line):
        length = counted["length"].strip(" ().")
        is_length = length.isdigit() or dates.is_duration(length)
        return _headings().get(key(line[: counted.start()])) if is_length else None
    return _joined(line) or _modified(key(line)) or _named(line)


def _spaced(line: str, words: list[str]) -> str | None:
    """The words of a heading with a blank behind each letter."""
    if max(map(len, words)) > 1:
        return None
    return " ".join(part.replace(" ", "") for part in re.split(r"\s{2,}", line.replace("\u3000", " ")))


def _may_stand_aside(aside: str) -> bool:
    plain = key(aside)
    return plain[:1].isdigit() or plain in _headings() or plain in _row("asides")


def _joined(line: str) -> Section | None:
    """The section of headings side by side, all of which are known."""
    for sides in _sides(line):
        found = [_headings().get(key(side)) or _modified(key(side)) for side in sides]
        if None not in found:
            return next((section for section in ("experience", "education") if section in found), found[0])
    return None


def _sides(line: str) -> Iterator[list[str]]:
    """The texts between signs, between scripts and between the words for "and"."""
    if len(parted := _SIDES.split(line)) > 1:
        yield parted
    if not line.isascii() and len(parted := _SCRIPTS.split(line)) > 1:
        yield parted
    plain = key(line)
    if not _row("and").isdisjoint(plain.split(" ")):
        yield [*_conjoined(plain)]


def _conjoined(plain: str) -> Iterator[str]:
    """The texts between the words for "and", or between all words where there are none."""
    side: list[str] = []
    for word in plain.split(" "):
        if word in _row("and"):
            yield " ".join(side)
            side = []
        else:
            side.append(word)
    yield " ".join(side)


def _modified(plain: str) -> Section | None:
    """The section of a heading behind words such as "selected", or before some such as "history"."""
    words = plain.split(" ")
    start = 0
    while start < len(words) - 1 and words[start] in _row("before"):
        start += 1
        if (found := _headings().get(" ".join(words[start:]))) is not None:
            return found
    return _headings().get(" ".join(words[:-1])) if words[-1] in _row("after") else None


def _named(line: str) -> Section | None:
    """The section of a heading with the name of whom it is about."""
    words = line.split()
    for index, word in enumerate(words[1:-1], start=1):
        if key(word) in _row("of") and _is_name(words[index + 1 :]):
            return _owned(" ".join(words[:index]))
    owner = _OWNER.fullmatch(line)
    if not owner or not _is_owner(owner["name"].split(), owner["sign"]):
        return None
    section = _owned(owner["heading"])
    # Of a bare "s" many words end: "Groupe Valbois Informatique" is no list of skills.
    return section if owner["sign"] != "s" or section in {"experience", "education"} else None


def _owned(heading: str) -> Section | None:
    plain = key(heading)
    return None if plain in _row("without_owner") else _headings().get(plain)


def _is_owner(words: list[str], sign: str) -> bool:
    """Whether words are a name; a bare "s" makes more of one word than its owner ("First-class")."""
    is_sure = sign != "s" or len(words) > 1
    return is_sure and _is_name(words) and key(words[-1]) not in _row("no_owners")


def _is_name(words: list[str]) -> bool:
    """Whether two to five words are written like a person's name; one is enough in front of "'s"."""
    is_cased = all(not word[0].islower() or key(word) in _row("inside_names") for word in words)
    return len(words) <= 5 and is_cased and not any(map(str.isdigit, words))


@cache
def _headings() -> dict[str, Section]:
    return names_by_key(table(__package__, "sections"), get_args(Section))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(heading.split(" ", 1)[0] for heading in _headings())


@cache
def _last_words() -> frozenset[str]:
    return frozenset(heading.rpartition(" ")[2] for heading in _headings())


@cache
def _plain_words() -> frozenset[str]:
    return keys_of(table(__package__, "sections")["plain"].values())


@cache
def _row(name: str) -> frozenset[str]:
    return frozenset(keys(table(__package__, "sections")["grammar"][name]))
