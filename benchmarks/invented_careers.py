"""Careers of invented people, as several sources tell them, in the form that `merging_sets` reads.

Run: python -m benchmarks.invented_careers --seed 1 --people 200 --out FOLDER
"""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.invented_facts import (
    TODAY,
    Career,
    Fact,
    Name,
    Person,
    Sentence,
    capital,
    chance_of,
    degree_of,
    grade_of,
    invented_employer,
    invented_school,
    months_later,
    name_of,
    named,
    rows,
    words,
)
from benchmarks.invented_tellings import tellings

_SOUNDS = tuple(one + other for one in "bdfgklmnprstvz" for other in "aeiou")


def careers(seed: object, people: int) -> Iterator[Career]:
    """The careers of so many people, one after the other; some have a colleague in the one before."""
    earlier: Career | None = None
    for number in range(people):
        career = _career(
            chance_of(seed, "career", number), _person(chance_of(seed, "person", number), number)
        )
        if earlier is not None:
            _add_colleague(chance_of(seed, "colleague", number), career, earlier)
        yield career
        earlier = career


def write_set(folder: Path, seed: object, people: int) -> int:
    """Writes the three files of a set of records, line by line; gives the number of records."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with ExitStack() as stack:
        records, truth, hard = (
            stack.enter_context((folder / f"{name}.jsonl").open("w", encoding="utf-8"))
            for name in ("records", "truth", "hard")
        )
        for career in careers(seed, people):
            for line, fact, tags in tellings(seed, career):
                name = {"record_id": f"r{count:07d}"}
                known = name | {"entity_id": fact.id, "kind": fact.kind, "tags": sorted(tags)}
                records.write(json.dumps(name | line, ensure_ascii=False) + "\n")
                truth.write(json.dumps(known) + "\n")
                count += 1
            for left, right, how in career.hard_pairs:
                hard.write(json.dumps({"a": left, "b": right, "type": how}) + "\n")
    return count


def _person(chance: Random, number: int) -> Person:
    weights = words()["weights"]["cultures"]
    culture = chance.choices(list(weights), list(weights.values()))[0]
    first, last = (chance.choice(words()["people"][culture][part].split()) for part in ("first", "last"))
    usual = f"{first} {last}"
    spellings = (usual, f"{first[0]}. {last}", f"{last}, {first}", usual.upper())
    site = f"{_site_name(chance, number)}.example"
    return Person(f"p{number:06d}", Name(spellings, first), culture, site)


def _site_name(chance: Random, number: int) -> str:
    """A word of which every person has another; few have a number in it."""
    word = chance.choice(words()["posts"]["sites"].split())
    if chance.random() < words()["rates"]["numbered_site"]:
        return f"{word}-{number}"
    pairs = []
    for _ in range(4):
        number, place = divmod(number, len(_SOUNDS))
        pairs.append(_SOUNDS[place])
    return f"{''.join(reversed(pairs))}-{word}"


def _career(chance: Random, owner: Person) -> Career:
    career = Career(owner)
    _add_roles(chance, career)
    _add_education(chance, career)
    _add_posts(chance, career)
    return career


def _add_roles(chance: Random, career: Career) -> None:
    day = date(chance.randrange(2001, 2016), chance.randrange(1, 13), chance.randrange(1, 29))
    rank = chance.randrange(2)
    for _ in range(chance.randrange(2, 6)):
        end = months_later(day, chance.randrange(5, 50)) + timedelta(chance.randrange(25))
        role = _role(chance, career, day, end, rank)
        last = _add_role_alike(chance, career, role)
        if last.end is None or last.end > date(2024, 6, 1):
            return
        day = last.end + timedelta(chance.randrange(1, 150))
        rank = min(rank + chance.randrange(2), 3)


def _role(chance: Random, career: Career, start: date, end: date, rank: int) -> Fact:
    culture = career.owner.culture
    return career.add(
        "role",
        start,
        end=end if end < TODAY else None,
        town=named(chance, "towns", culture),
        place_of_it=invented_employer(chance, culture),
        name=named(chance, "titles", culture),
        rank=rank,
        employment_type=chance.choice(["Full-time"] * 4 + ["Part-time", "Contract"]),
        **_texts(chance, culture),
    )


def _texts(chance: Random, culture: str) -> dict[str, Any]:
    """The sentences of a role, each of another task, and its skills."""
    tasks, forms, details = (len(rows(name, culture)) for name in ("tasks", "sentences", "details"))
    sentences = (
        Sentence(chance.randrange(forms), task, chance.randrange(details), chance.randrange(2, 99))
        for task in chance.sample(range(tasks), chance.randrange(2, 6))
    )
    usual = chance.sample(range(len(rows("usual", culture))), chance.randrange(3))
    skills = chance.sample(words()["skills"]["list"].split(", "), chance.randrange(1, 6))
    return {"sentences": tuple(sentences), "usual": tuple(usual), "skills": tuple(skills)}


def _add_role_alike(chance: Random, career: Career, role: Fact) -> Fact:
    """Beside some roles stands one that looks like them; gives the later of the two."""
    x, culture, end = chance.random(), career.owner.culture, role.end
    texts = _texts(chance, culture)
    if x < 0.10:
        titles = [one for one in rows("titles", culture) if role.name and one != role.name.spellings]
        name = name_of(chance.choice(titles))
        career.add_alike(role, "concurrent", name=name, employment_type="Part-time", **texts)
        return role
    if end is None or end > date(2022, 1, 1):
        return role
    later = end + timedelta(chance.randrange(1, 40))
    until = {"start": later, "end": months_later(later, chance.randrange(8, 30))} | texts
    if x < 0.28 and role.rank < 3:
        shared = (*role.sentences[:1], *texts["sentences"][1:])
        return career.add_alike(role, "promotion", **until | {"rank": role.rank + 1, "sentences": shared})
    if x < 0.36:
        back = months_later(end, chance.randrange(14, 30))
        until |= {"start": back, "end": months_later(back, chance.randrange(6, 20))}
        return career.add_alike(role, "return", **until)
    if x < 0.44:
        return _add_namesake(chance, career, role, until)
    if x < 0.50:
        _add_seasons(chance, career, role)
    return role


def _add_namesake(chance: Random, career: Career, role: Fact, changes: dict[str, Any]) -> Fact:
    """The same title at another house of the same invented name; neither is called by that alone."""
    known = role.place_of_it
    assert known is not None
    others = [form.format(known.short) for (form,) in rows("employers", career.owner.culture)]
    other = chance.choice([name for name in others if name != known.usual])
    career.facts.remove(role)
    role = replace(role, place_of_it=replace(known, short=known.usual))
    career.facts.append(role)
    return career.add_alike(role, "namesake", place_of_it=Name((other,), other, known.legal_form), **changes)


def _add_seasons(chance: Random, career: Career, role: Fact) -> None:
    """The same job at the same house in two summers, before the role."""
    culture, summer = career.owner.culture, date(role.start.year - 3, 6, 1)
    first = _role(chance, career, summer, months_later(summer, 3), 1)
    season = date(summer.year + 1, 6, 1)
    texts = _texts(chance, culture)
    career.add_alike(first, "seasons", start=season, end=months_later(season, 3), **texts)


def _add_colleague(chance: Random, career: Career, earlier: Career) -> None:
    """Somebody else with the same title at the same employer on the same days."""
    if career.owner.culture != earlier.owner.culture or chance.random() < 0.4:
        return
    role = chance.choice([fact for fact in earlier.facts if fact.kind == "role"])
    career.add_alike(role, "colleague", **_texts(chance, career.owner.culture))


def _add_education(chance: Random, career: Career) -> None:
    culture = career.owner.culture
    start = date(chance.randrange(1994, 2010), chance.choice([8, 9, 10]), 1)
    first = _education(chance, career, start, 0)
    later = date(start.year + 3, 10, 1)
    fields = [
        one
        for one in rows("fields", culture)
        if first.field_of_study and one != first.field_of_study.spellings
    ]
    other = name_of(chance.choice(fields))
    x, grade = chance.random(), grade_of(chance)
    if x < 0.15:
        degree = name_of(rows("degrees", culture)[-1])
        career.add_alike(first, "two degrees", name=degree, rank=9, field_of_study=other, grade=grade)
    elif x < 0.32:
        school, town = invented_school(chance, culture), named(chance, "towns", culture)
        days = {"start": later, "end": date(start.year + 6, 6, 30), "grade": grade}
        career.add_alike(first, "same degree", place_of_it=school, town=town, **days)
    elif x < 0.55:
        days = {"start": later, "end": date(start.year + 5, 6, 30), "grade": grade}
        career.add_alike(first, "next degree", name=degree_of(culture, 1), rank=1, **days)
    else:
        _education(chance, career, later, chance.choice([1, 2, 3]))


def _education(chance: Random, career: Career, start: date, rank: int) -> Fact:
    culture = career.owner.culture
    return career.add(
        "education",
        start,
        end=date(start.year + chance.choice([2, 3, 4]), chance.choice([5, 6, 7]), 30),
        town=named(chance, "towns", culture),
        place_of_it=invented_school(chance, culture),
        name=degree_of(culture, rank),
        rank=rank,
        field_of_study=named(chance, "fields", culture),
        grade=grade_of(chance),
    )


def _add_posts(chance: Random, career: Career) -> None:
    day = date(chance.randrange(2010, 2022), chance.randrange(1, 13), chance.randrange(1, 29))
    topics = chance.sample(rows("posts", "topics"), chance.randrange(2, 6))
    for (topic,) in topics:
        x = chance.random()
        if x < 0.15:
            day = _add_series(chance, career, topic, day)
        elif x < 0.25:
            _add_yearly(chance, career, topic, day)
        elif x < 0.35:
            _add_letters(chance, career, topic, day)
        else:
            (form,) = chance.choice(rows("posts", "titles"))
            body = _body(chance, chance.randrange(2, 7))
            _post(career, form.format(topic=topic, Topic=capital(topic)), topic, day, body)
        day = months_later(day, chance.randrange(1, 9))


def _add_series(chance: Random, career: Career, topic: str, day: date) -> date:
    form = chance.choice(["{} (Part {})", "{}, Part {}", "{} – Part {}"])
    opening = words()["posts"]["series_opening"].format(topic=topic)
    posts = []
    for number in range(1, chance.randrange(3, 5)):
        body = opening + _body(chance, chance.randrange(2, 5))
        posts.append(_post(career, form.format(capital(topic), number), topic, day, body))
        day += timedelta(chance.randrange(1, 30))
    _guard(career, posts, "series")
    return day


def _add_yearly(chance: Random, career: Career, topic: str, day: date) -> None:
    about = words()["posts"]
    if any(fact.title.startswith("Looking back") for fact in career.facts):
        return
    posts = []
    for year in (day.year, day.year + 1):
        body = about["yearly_opening"] + _body(chance, 2) + about["yearly_ending"]
        posts.append(_post(career, f"Looking back at {year}", topic, date(year, 12, 29), body))
    _guard(career, posts, "yearly")


def _add_letters(chance: Random, career: Career, topic: str, day: date) -> None:
    first = chance.randrange(3, 60)
    posts = []
    for number in (first, first + 1):
        body = words()["posts"]["letter_opening"] + _body(chance, 2)
        posts.append(_post(career, f"Letter no. {number}: {topic}", topic, day, body))
        day += timedelta(7)
    _guard(career, posts, "letters")


def _guard(career: Career, posts: Sequence[Fact], how: str) -> None:
    ids = {post.id for post in posts}
    career.facts = [replace(one, is_guarded=True) if one.id in ids else one for one in career.facts]
    career.hard_pairs += [(one.id, other.id, how) for one, other in pairwise(posts)]


def _post(career: Career, title: str, topic: str, day: date, body: str) -> Fact:
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    paths = (f"/{day.year}/{day.month:02d}/{slug}.html", f"/{slug}/", f"/texts/{slug}")
    path = paths[sum(map(ord, career.owner.id)) % len(paths)]
    return career.add("post", day, title=title, topic=topic, body=body, path=path)


def _body(chance: Random, paragraphs: int) -> str:
    """Paragraphs of a few sentences each about things by chance."""
    return "\n\n".join(" ".join(_lines(chance)) for _ in range(paragraphs))


def _lines(chance: Random) -> Iterator[str]:
    for _ in range(chance.randrange(3, 6)):
        (one,), (other,) = chance.sample(rows("posts", "things"), 2)
        (form,) = chance.choice(rows("posts", "sentences"))
        yield capital(form.format(one=one, other=other, number=chance.randrange(2, 90)))


def main(arguments: Sequence[str] = ()) -> None:
    """Writes a set and says how many records it holds."""
    parser = ArgumentParser(prog="python -m benchmarks.invented_careers", description=__doc__)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    print(f"{write_set(given.out, given.seed, given.people)} records in {given.out}")


if __name__ == "__main__":
    main(sys.argv[1:])
