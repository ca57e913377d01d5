"""What invented careers are made of: people, facts, and the names that facts have."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

TODAY = date(2025, 9, 1)
"""The day after which no source was taken."""

Kind = Literal["role", "education", "post"]
HardPair = tuple[str, str, str]
"""Two facts made to look alike, and how."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of several spellings, the usual one first; `short` is what it is called in short."""

    spellings: tuple[str, ...]
    short: str
    legal_form: str | None = None

    @property
    def usual(self) -> str:
        """The spelling that most sources have."""
        return self.spellings[0]


@dataclass(frozen=True, slots=True)
class Person:
    """Whose facts they are; `culture` is the language of names, titles and places."""

    id: str
    name: Name
    culture: str
    site: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that a role was about: positions in the tables of the language, and a number."""

    form: int
    task: int
    detail: int
    number: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What is true. `is_guarded`: so like another fact that noise must not make the two one.

    Of a role `place_of_it` is the employer and `name` the title; of an education the school and the
    degree; a post has neither, but a title, a body and an address.
    """

    id: str
    kind: Kind
    owner: Person
    start: date
    end: date | None = None
    town: Name | None = None
    place_of_it: Name | None = None
    name: Name | None = None
    rank: int = 1
    field_of_study: Name | None = None
    grade: str | None = None
    sentences: tuple[Sentence, ...] = ()
    usual: tuple[int, ...] = ()
    skills: tuple[str, ...] = ()
    title: str = ""
    topic: str = ""
    body: str = ""
    path: str = ""
    employment_type: str = "Full-time"
    is_guarded: bool = False


@dataclass(slots=True)
class Career:
    """The facts of one person and those pairs of them that look alike."""

    owner: Person
    facts: list[Fact] = field(default_factory=list)
    hard_pairs: list[HardPair] = field(default_factory=list)

    def add(self, kind: Kind, start: date, **known: Any) -> Fact:
        """A new fact of this person."""
        fact = Fact(f"{self.owner.id}-{kind[0]}{len(self.facts)}", kind, self.owner, start, **known)
        self.facts.append(fact)
        return fact

    def add_alike(self, fact: Fact, how: str, **changes: Any) -> Fact:
        """A fact that differs from another only in this, with texts of its own; both become guarded."""
        id = f"{self.owner.id}-{fact.kind[0]}{len(self.facts)}"
        alike = replace(fact, id=id, owner=self.owner, is_guarded=True, **changes)
        self.facts = [replace(one, is_guarded=True) if one.id == fact.id else one for one in self.facts]
        self.facts.append(alike)
        self.hard_pairs.append((fact.id, alike.id, how))
        return alike


@cache
def words() -> dict[str, Any]:
    """The tables that all invented things are made of."""
    return tomllib.loads(Path(__file__).with_name("invented_careers.toml").read_text(encoding="utf-8"))


@cache
def rows(*path: str) -> tuple[tuple[str, ...], ...]:
    """The entries of a block, each with its spellings; where a language has none, those of English."""
    table: Any = words()
    for name in path:
        table = table.get(name, table["en"]) if "en" in table else table[name]
    return tuple(tuple(map(str.strip, line.split("|"))) for line in table.strip().splitlines())


def chance_of(*parts: object) -> Random:
    """The same chances for the same words, in every run and on every machine."""
    return Random(hashlib.sha256("|".join(map(str, parts)).encode()).digest())


def months_later(day: date, months: int) -> date:
    """The day so many months later, or the 28th."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, min(day.day, 28))


def capital(text: str) -> str:
    """The text with a capital first."""
    return text[:1].upper() + text[1:]


def name_of(spellings: Sequence[str]) -> Name:
    """A name of these spellings, which nobody shortens."""
    return Name(tuple(spellings), spellings[0])


def named(chance: Random, table: str, culture: str) -> Name:
    """A name from a table by chance."""
    return name_of(chance.choice(rows(table, culture)))


def degree_of(culture: str, rank: int) -> Name:
    """The degree of this rank, from 0; the last stands beside the others."""
    return name_of(rows("degrees", culture)[rank])


def grade_of(chance: Random) -> str | None:
    """A grade or none."""
    grades: list[str] = words()["grades"]["list"].split(" | ")
    return chance.choice([None, *grades])


def _invented_word(chance: Random, culture: str) -> str:
    parts = words()["names"][culture]
    return "".join(chance.choice(parts[part].split()) for part in ("first", "last"))


def invented_employer(chance: Random, culture: str) -> Name:
    """A house of an invented name, which is all that it is called in short."""
    word, (form,) = _invented_word(chance, culture), chance.choice(rows("employers", culture))
    return Name((form.format(word),), word, chance.choice(words()["legal"][culture]))


def invented_school(chance: Random, culture: str) -> Name:
    """A school of an invented name."""
    word, (form,) = _invented_word(chance, culture), chance.choice(rows("schools", culture))
    return Name((form.format(word),), word)
