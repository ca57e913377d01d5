"""The keys of a record: two records that could be the same fact have one in common."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from careerdoc.dedupe.facts import Days, Facts
from careerdoc.dedupe.wording import pieces_of
from careerdoc.fields.agreement import addresses, headlines, organizations, people, titles

_FEW_RUNS = 5
"""The runs of words with the smallest hashes, by which long texts that share most of theirs meet."""
_HALF_A_YEAR = 183


class Key(NamedTuple):
    """One key: what it is made of, of which kind of record, and the text that must be equal.

    `kind` is "page" where a post can meet a role by it, and the day of a document's key.
    """

    name: str
    kind: str
    text: str


def keys_of(facts: Facts) -> Iterator[Key]:
    """The keys of a record, some of them more than once; the owner is none of them."""
    for text in (*facts.long_texts, *((facts.text,) if facts.text else ())):
        for piece in pieces_of(text):
            yield Key("piece", "page", piece)
    for run in sorted(facts.shingles)[:_FEW_RUNS]:
        yield Key("run", facts.kind, str(run))
    for name, text in _KEYS[facts.kind](facts):
        yield Key(name, facts.kind, text)


def _role_keys(role: Facts) -> Iterator[tuple[str, str]]:
    names = organizations.blocks(role.organization) if role.organization else ()
    job = titles.words_of(role.title) if role.title else ""
    years = _years_of(role)
    for name in names:
        yield "organization", name
        yield from (("organization and year", f"{name} {year}") for year in years)
        yield "position", f"{name} {job}"
    if job:
        yield from (("title and year", f"{job} {year}") for year in years)
    yield from _personal_keys(role, years)
    if not role.organization and not role.title:
        yield "dates", f"{role.start} {role.end} {role.location}"


def _education_keys(education: Facts) -> Iterator[tuple[str, str]]:
    names = organizations.blocks(education.organization) if education.organization else ()
    years = _years_of(education)
    for name in names:
        yield "institution", name
        yield "course", f"{name} {education.degree}"
        yield from (("institution and year", f"{name} {year}") for year in years)
    yield from _personal_keys(education, years)


def _post_keys(post: Facts) -> Iterator[tuple[str, str]]:
    if post.url:
        yield "url", addresses.page_of(post.url)
        yield "page name", addresses.name_of(post.url) or post.url
    if post.source_id:
        yield "source_id", post.source_id
    if post.title:
        yield from (("post title", text) for text in headlines.forms_of(post.title))


def _personal_keys(facts: Facts, years: list[str]) -> Iterator[tuple[str, str]]:
    for word in people.words_of(facts.owner_name) if facts.owner_name else ():
        yield from (("name and year", f"{word} {year}") for year in years)


def _years_of(facts: Facts) -> list[str]:
    return [*map(str, _years(facts.start)), *(f"to {year}" for year in _years(facts.end))]


def _years(days: Days | None) -> Iterator[int]:
    """The years of a date, and of one near the turn of a year also the year next to it."""
    if days is not None:
        first, last = (date.fromordinal(day) for day in days)
        is_year = days[1] - days[0] > _HALF_A_YEAR
        yield first.year
        if not is_year and first.month <= 2:
            yield first.year - 1
        if not is_year and last.month >= 11:
            yield last.year + 1


_KEYS = {"role": _role_keys, "education": _education_keys, "post": _post_keys}
