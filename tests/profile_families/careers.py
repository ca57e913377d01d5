"""Invented careers: who worked where, when and as what, before any layout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tests.profile_families.language import Language

Month = tuple[int, int]
"""A year and a month from 1."""

TODAY: Month = (2025, 6)
"""The month in which every document was written."""


@dataclass(frozen=True, slots=True)
class Job:
    """A position; without an `end` it goes on."""

    title: str
    organization: str
    location: str | None
    start: Month
    end: Month | None
    kind: str | None
    bullets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class School:
    """A course of study."""

    institution: str
    degree: str
    field: str
    start: Month
    end: Month
    grade: str | None


@dataclass(frozen=True, slots=True)
class Career:
    """A person's jobs and schools, each the latest first."""

    person: str
    town: str
    jobs: tuple[Job, ...]
    schools: tuple[School, ...]


class Inventor:
    """Draws names and places of one language."""

    def __init__(self, chance: Random, words: Language) -> None:
        self.chance = chance
        self.words = words

    def one(self, row: str) -> str:
        """An entry of the row."""
        return self.chance.choice(self.words.all(row))

    def some(self, row: str, count: int) -> tuple[str, ...]:
        """Different entries of the row, as many as there are up to `count`."""
        entries = self.words.all(row)
        return tuple(self.chance.sample(entries, min(count, len(entries))))

    def name(self, row: str) -> str:
        """A name made of parts after a pattern of the row."""
        pattern = self.one(row)
        head, other, third = self.some("words.heads", 3)
        return pattern.format(
            head=head,
            head2=other,
            tail=self.one("words.tails"),
            stem=third + self.one("words.tails"),
            trade=self.one("words.trades"),
            town=self.one("lines.towns"),
        )

    def person(self) -> str:
        """A full name in the order of the language."""
        given, family = self.one("words.given"), self.one("words.family")
        if self.words.code in {"zh", "ko"}:
            return family + given
        return f"{family} {given}" if self.words.code == "ja" else f"{given} {family}"

    def location(self) -> str:
        """A town, sometimes with its country."""
        town = self.one("lines.towns")
        if self.words.all("lines.places") and self.chance.random() < 0.4:
            return self.one("lines.places")
        with_country = self.words.code not in {"zh", "ja", "ko"} and self.chance.random() < 0.3
        return f"{town}, {self.words.text('texts.country')}" if with_country else town

    def bullets(self) -> tuple[str, ...]:
        """What was done, in at most three lines, often none."""
        lines = self.some("lines.bullets", self.chance.choice((0, 1, 2, 2, 3)))
        return tuple(line.format(number=self.chance.randint(7, 90)) for line in lines)


def invented_career(chance: Random, words: Language) -> Career:
    """A career of two to five jobs and one or two schools."""
    inventor = Inventor(chance, words)
    jobs = tuple(_jobs(inventor))
    first = jobs[-1].start
    return Career(inventor.person(), inventor.one("lines.towns"), jobs, tuple(_schools(inventor, first)))


def months_before(month: Month, count: int) -> Month:
    """The month so many months before; after it where `count` is below 0."""
    years, rest = divmod(month[0] * 12 + month[1] - 1 - count, 12)
    return years, rest + 1


def months_between(start: Month, end: Month) -> int:
    """How many months a time from start to end has, both included."""
    return (end[0] - start[0]) * 12 + end[1] - start[1] + 1


def _jobs(inventor: Inventor) -> Iterator[Job]:
    chance = inventor.chance
    count = chance.randint(2, 5)
    titles = inventor.some("words.titles", count)
    is_current = chance.random() < 0.75
    end = months_before(TODAY, chance.randint(1, 14))
    organization = inventor.name("lines.organizations")
    for number, title in enumerate(titles):
        start = months_before(end, chance.randint(7, 60))
        yield Job(
            title=title,
            organization=organization,
            location=inventor.location() if chance.random() < 0.75 else None,
            start=start,
            end=None if is_current and number == 0 else end,
            kind=chance.choice((None, None, "full-time", "part-time", "internship", "freelance")),
            bullets=inventor.bullets(),
        )
        end = months_before(start, chance.choice((0, 1, 1, 1, 2, 3, -4)))
        if chance.random() < 0.85:
            organization = inventor.name("lines.organizations")


def _schools(inventor: Inventor, first: Month) -> Iterator[School]:
    chance = inventor.chance
    end = (first[0] - chance.randint(0, 1), chance.choice((5, 6, 7, 9)))
    for degree in inventor.some("words.degrees", chance.randint(1, 2)):
        start = (end[0] - chance.randint(2, 4), chance.choice((9, 10)))
        grade = inventor.one("words.grades") if chance.random() < 0.3 else None
        name = inventor.name("lines.institutions")
        yield School(name, degree, inventor.one("words.fields"), start, end, grade)
        end = (start[0], chance.choice((5, 6, 7)))
