"""What a layout writes on: lines of text, and the records that they tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from random import Random
from typing import Any, TypeVar

from tests.profile_families.careers import Career, Inventor, Job, School, invented_career
from tests.profile_families.dates import DateStyle, date_style
from tests.profile_families.language import language

T = TypeVar("T")
Gold = dict[str, Any]
"""A record as the labels of the corpus write it."""

BULLETS = ("- ", "* ", "• ", "  - ", "")
"""Marks before the lines of a list, at times none."""

ROLE = ("title", "organization", "location", "start", "end", "current", "employment_type", "description")
EDUCATION = ("institution", "degree", "field_of_study", "location", "start", "end", "current", "grade")


@dataclass(frozen=True, slots=True)
class Profile:
    """A document and what it tells: `id`, `family`, `lang`, `roles` and `education`."""

    text: str
    gold: Gold


class Sheet(Inventor):
    """An empty document of one family and language, with the career that it is to tell."""

    def __init__(self, chance: Random, code: str) -> None:
        super().__init__(chance, language(code))
        self.career: Career = invented_career(chance, self.words)
        self.dates: DateStyle = date_style(chance, self.words, "long short dots slashes years")
        self.by_graduation = False
        self.lines: list[str] = []
        self.roles: list[Gold] = []
        self.education: list[Gold] = []

    def likely(self, share: float) -> bool:
        """True in this share of cases, from 0 to 1."""
        return self.chance.random() < share

    def pick(self, *choices: T) -> T:
        """One of the choices."""
        return self.chance.choice(choices)

    def set_dates(self, forms: str) -> None:
        """Writes dates in one of the forms from now on."""
        self.dates = date_style(self.chance, self.words, forms)

    def add(self, *lines: str | None) -> None:
        """Writes the lines that are there."""
        self.lines += [line for line in lines if line is not None]

    def heading(self, name: str, rule: str = "") -> None:
        """Writes a heading of the language, after a blank line, with a rule below it."""
        self.add("", self.one(f"headings.{name}"))
        if rule:
            self.add(rule * 40)

    def when(self, item: Job | School) -> str:
        """The time of a job or a school as written: one date where both are the same."""
        if self.by_graduation and isinstance(item, School):
            return self.dates.date(item.end)
        if item.end and self.dates.date(item.start) == self.dates.date(item.end):
            return self.dates.date(item.start)
        return self.dates.range(item.start, item.end)

    def vary_dates(self) -> None:
        """At times one date for the first job, and for schools only when they ended."""
        self.by_graduation = self.likely(0.2)
        *later, first = self.career.jobs
        if self.likely(0.15) and first.end:
            self.career = replace(self.career, jobs=(*later, replace(first, end=first.start)))

    def titled(self, job: Job) -> tuple[str, str | None]:
        """The title as written, and the kind of employment behind it where one is."""
        if job.kind in {"part-time", "internship", "freelance"} and self.likely(0.3):
            kinds = self.words.all(f"types.{job.kind}")
            return (f"{job.title} ({kinds[0]})", job.kind) if kinds else (job.title, None)
        return job.title, None

    def tell_job(self, job: Job, **said: Any) -> None:
        """Notes what the text says of a job: its names and dates; more, or otherwise, where `said`."""
        told = {
            "title": job.title,
            "organization": job.organization,
            "start": self.dates.told(job.start),
            "end": self.dates.told(job.end),
            "current": job.end is None,
        }
        self.roles.append(dict.fromkeys(ROLE) | told | said)

    def tell_school(self, school: School, **said: Any) -> None:
        """Notes what the text says of a school, like `tell_job`."""
        told = {
            "institution": school.institution,
            "degree": school.degree,
            "field_of_study": school.field,
            "start": None if self.by_graduation else self.dates.told(school.start),
            "end": self.dates.told(school.end),
            "current": False,
        }
        self.education.append(dict.fromkeys(EDUCATION) | told | said)

    def study(self, school: School) -> str:
        """A degree with its field as the language joins them."""
        return f"{school.degree}{self.words.text('texts.join')}{school.field}"

    def duties(self, job: Job, mark: str = "", **said: Any) -> None:
        """Writes what was done, each line with the mark, and notes what is told of the job."""
        self.add(*(mark + line for line in job.bullets))
        self.tell_job(job, **{"location": job.location, "description": prose(job.bullets)} | said)

    def graded(self, school: School) -> str | None:
        """Writes the grade of a school where it can be told without a label; the grade."""
        if self.words.code != "en":
            return None
        self.add(school.grade)
        return school.grade

    def others(self, heading: str) -> None:
        """Below the heading, other people with what they do: no records of this person."""
        self.add(heading)
        for _ in range(self.chance.randint(1, 3)):
            work = f"{self.one('words.titles')} at {self.name('lines.organizations')}"
            self.add(self.person(), work)

    def top(self) -> None:
        """Often the person's name on top, at times how to reach them."""
        if self.likely(0.8):
            self.add(self.career.person)
            self.add(self.pick(None, f"{self.career.town} | mail{self.chance.randint(1, 99)}@example.org"))

    def tail(self) -> None:
        """At times sections that hold no records."""
        if self.likely(0.6):
            self.heading("skills")
            self.add(", ".join(self.some("words.skills", 4)))
        if self.likely(0.4):
            self.heading("tongues")
            self.add(", ".join(self.some("words.tongues", 3)))
        if self.words.all("texts.ending") and self.likely(0.3):
            self.add("", self.words.text("texts.ending"))

    def profile(self, family: str, seed: int) -> Profile:
        """The document as it stands."""
        text = "\n".join(self.lines).strip("\n") + "\n"
        gold = {"id": f"{family}-{seed}", "family": family, "lang": self.words.code}
        return Profile(text, {**gold, "roles": self.roles, "education": self.education})


def prose(lines: Collection[str]) -> str | None:
    """Lines as a description; None without any."""
    return "\n".join(lines) or None
