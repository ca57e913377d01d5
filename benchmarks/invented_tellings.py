"""How sources tell the facts of invented careers: each with its own noise, which is named."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from benchmarks.invented_facts import (
    TODAY,
    Career,
    Fact,
    Name,
    Sentence,
    capital,
    chance_of,
    months_later,
    rows,
    words,
)

Line = dict[str, Any]
Telling = tuple[Line, Fact, set[str]]

_KEYS = {
    "role": (
        ("title", "organization", "location", "start", "end", "current", "employment_type", "description"),
        ("highlights", "technologies"),
    ),
    "education": (
        ("institution", "degree", "field_of_study", "location", "start", "end", "grade"),
        (),
    ),
    "post": (
        ("title", "url", "published", "updated", "summary", "content", "language"),
        ("authors", "tags"),
    ),
}
"""By kind the fields with one value and those with several."""
_LENGTHS = {"day": 10, "month": 7, "year": 4}
_SHORTEST_CUT = 140
_SHORTEST_ALONE = 150
_FEWEST_INITIALS = 3
_SENT_WITH = ("utm_source=letter&utm_medium=email", "utm_campaign=autumn", "fbclid=AbC123", "ref=roundup")


def tellings(seed: object, career: Career) -> Iterator[Telling]:
    """The records of a person's facts, each with the names of its noise, in an order by chance."""
    found = [
        _told(chance_of(seed, fact.id, source), fact, source)
        for fact in career.facts
        for source in _sources(chance_of(seed, fact.id), fact.kind)
    ]
    chance_of(seed, "order", career.owner.id).shuffle(found)
    yield from found


def _sources(chance: Random, kind: str) -> list[str]:
    weights = words()["weights"]
    left = dict(weights[kind])
    count = chance.choices((1, 2, 3, 4), weights["tellings"])[0]
    chosen: list[str] = []
    for _ in range(count):
        chosen.append(chance.choices(list(left), list(left.values()))[0])
        del left[chosen[-1]]
    return chosen


def _told(chance: Random, fact: Fact, source: str) -> Telling:
    noise = Noise(chance, fact, source)
    told = {"role": _role, "education": _education, "post": _post}[fact.kind](noise)
    single, several = _KEYS[fact.kind]
    line = {
        "kind": fact.kind,
        "source": source,
        "retrieved": noise.retrieved.isoformat(),
        "owner_id": fact.owner.id,
        "owner_name": noise.owner_name(),
    }
    line |= {name: told.get(name) for name in single}
    line |= {name: told.get(name, []) for name in several}
    return line, fact, noise.tags


class Noise:
    """The chances of one telling, and the names of all that went wrong in it."""

    def __init__(self, chance: Random, fact: Fact, source: str) -> None:
        self.chance = chance
        self.fact = fact
        self.source = source
        self.tags: set[str] = set()
        longest = max((TODAY - fact.start).days, 61)
        is_old = chance.random() < 0.4
        early = fact.start + timedelta(chance.randrange(60, min(longest, 1500)))
        self.retrieved = min(early, TODAY) if is_old and fact.kind == "role" else TODAY

    def strikes(self, name: str, times: float = 1.0) -> bool:
        """Whether noise of this name occurs; if so it is noted."""
        if self.chance.random() >= _rates()[name] * times:
            return False
        self.tags.add(name)
        return True

    def strikes_unguarded(self, name: str, times: float = 1.0) -> bool:
        """Whether noise occurs that would make a guarded fact the same as the one it looks like."""
        return self.strikes(name, 0.0 if self.fact.is_guarded else times)

    def owner_name(self) -> str | None:
        """The person's name in one of its spellings, or none."""
        name = self.fact.owner.name
        if self.strikes("no_name"):
            return None
        return self.chance.choice(name.spellings[1:]) if self.strikes("other_name") else name.usual

    def organization(self, name: Name) -> str:
        """A name with its legal form, in short, by its initials, misspelt or in capitals."""
        told = self._organization(name)
        if self.strikes("capitals"):
            told = told.upper()
        return self.misspelt(told)

    def _organization(self, name: Name) -> str:
        if name.legal_form and (self.source == "register" or self.strikes("legal_form")):
            self.tags.add("legal_form")
            return _with_legal_form(name, self.fact.owner.culture)
        if name.short != name.usual and self.strikes("short_name"):
            return name.short
        initials = "".join(word[0] for word in name.usual.split() if word[0].isupper())
        if len(initials) >= _FEWEST_INITIALS:
            if self.strikes("initials"):
                return initials
            if self.strikes("initials_behind"):
                return f"{name.usual} ({initials})"
        return name.usual

    def misspelt(self, text: str, times: float = 1.0) -> str:
        """The text with two letters exchanged or one left out, now and then."""
        if len(text) < 7 or not self.strikes("misspelt", times):
            return text
        place = self.chance.randrange(1, len(text) - 2)
        if self.chance.random() < 0.5:
            return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        return text[:place] + text[place + 1 :]

    def one_of(self, name: Name, tag: str) -> str:
        """The usual spelling, or another."""
        if len(name.spellings) > 1 and self.strikes(tag):
            return self.chance.choice(name.spellings[1:])
        return name.usual

    def title(self) -> str:
        """The title with its rank, either of them perhaps in another spelling."""
        fact = self.fact
        assert fact.name is not None
        forms = rows("ranks", fact.owner.culture)[fact.rank]
        form = self.chance.choice(forms)
        if form != "{}" and self.strikes_unguarded("rank_dropped"):
            form = "{}"
        if form != forms[0]:
            self.tags.add("other_title")
        title = form.format(self.one_of(fact.name, "other_title"))
        if self.strikes("capitals"):
            title = title.upper()
        return self.misspelt(title, 0.5)

    def town(self) -> str | None:
        """The town in its own or another language, with its country or without."""
        town = self.fact.town
        if town is None or self.strikes("no_place"):
            return None
        countries = _countries(town.usual, self.fact.owner.culture)
        told = self.one_of(town, "other_town")
        return f"{told}, {self.chance.choice(countries)}" if self.chance.random() < 0.5 else told

    def days(self) -> tuple[str | None, str | None]:
        """Start and end as precise as the source is, perhaps a month off or unsaid."""
        fact = self.fact
        precision = self.chance.choice(words()["precision"][self.source])
        self.tags.add(f"to the {precision}")
        start, end = fact.start, fact.end
        if end and fact.kind == "role" and self.retrieved < end and self.retrieved > fact.start:
            self.tags.add("still_open")
            end = None
        if self.strikes_unguarded("wrong_year"):
            start = months_later(start, self.chance.choice((-12, 12)))
        if precision != "year" and self.strikes("month_off"):
            start = months_later(start, self.chance.choice((-1, 1)))
        if self.strikes_unguarded("no_dates"):
            return None, None
        if fact.kind == "education" and end and self.strikes_unguarded("no_start"):
            return None, _shown(end, precision)
        return _shown(start, precision), _shown(end, precision) if end else None

    def broken(self, text: str) -> str:
        """A text cut off, in HTML, or in UTF-8 that was read as Windows-1252."""
        if len(text) > _SHORTEST_CUT and self.strikes("cut_off"):
            text = text[: self.chance.randrange(90, max(100, len(text) * 2 // 3))].rstrip()
            text += self.chance.choice(("…", "...", " […]", "… more"))
        if self.strikes("misread"):
            return text.replace("'", "’").encode("utf-8").decode("cp1252", errors="replace")
        return _html(text) if self.strikes("markup") else text


def _role(noise: Noise) -> Line:
    fact = noise.fact
    assert fact.place_of_it is not None
    told = _role_text(noise)
    text = " ".join([told.get("description", ""), *told.get("highlights", ())])
    is_whole = len(text) > _SHORTEST_ALONE and not noise.tags & {"paraphrase", "cut_off"}
    if is_whole and noise.strikes_unguarded("text_alone"):
        return told
    start, end = noise.days()
    says_much = len(text) > _SHORTEST_ALONE and start is not None and "paraphrase" not in noise.tags
    lacks_title = says_much and noise.strikes_unguarded("no_title")
    lacks_organization = says_much and not lacks_title and noise.strikes_unguarded("no_organization")
    told |= {
        "title": None if lacks_title else noise.title(),
        "organization": None if lacks_organization else noise.organization(fact.place_of_it),
        "location": noise.town(),
        "start": start,
        "end": end,
        "current": None if start is None else end is None,
    }
    kind_of_job = fact.employment_type
    told["employment_type"] = noise.chance.choice((kind_of_job, kind_of_job.lower(), None))
    if noise.source in {"site", "network", "resume"}:
        told["technologies"] = [skill for skill in fact.skills if noise.chance.random() < 0.8]
    return told


def _role_text(noise: Noise) -> Line:
    """The sentences as description or highlights; a directory and a register have none."""
    if noise.source in {"directory", "register"}:
        noise.tags.add("no_text")
        return {}
    is_retold = noise.source in {"network", "page"} and noise.strikes("paraphrase")
    sentences = _retold(noise) if is_retold else _sentences(noise.fact)
    if noise.source == "resume":
        return {"highlights": sentences}
    return {"description": noise.broken(("\n\n" if noise.source == "site" else "\n").join(sentences))}


def _sentences(fact: Fact) -> list[str]:
    culture = fact.owner.culture
    told = [_sentence(culture, sentence, sentence.form, 0) for sentence in fact.sentences]
    return told + [rows("usual", culture)[place][0] for place in fact.usual]


def _retold(noise: Noise) -> list[str]:
    """The same sentences in other words and another order, perhaps one of them left out."""
    fact, chance = noise.fact, noise.chance
    culture = fact.owner.culture
    chosen = chance.sample(fact.sentences, max(1, len(fact.sentences) - chance.randrange(2)))
    forms = len(rows("sentences", culture))
    return [_sentence(culture, sentence, chance.randrange(forms), chance.randrange(2)) for sentence in chosen]


def _sentence(culture: str, sentence: Sentence, form: int, wording: int) -> str:
    spellings = rows("tasks", culture)[sentence.task]
    (told,) = rows("sentences", culture)[form]
    (detail,) = rows("details", culture)[sentence.detail]
    task = spellings[min(wording, len(spellings) - 1)]
    text = told.format(task=task, number=sentence.number, detail=detail)
    return capital(text)


def _education(noise: Noise) -> Line:
    fact = noise.fact
    assert fact.place_of_it is not None
    assert fact.name is not None
    assert fact.field_of_study is not None
    start, end = noise.days()
    degree: str = noise.one_of(fact.name, "other_degree")
    field: str | None = (
        noise.one_of(fact.field_of_study, "other_field") if noise.source != "directory" else None
    )
    if noise.source == "directory" and fact.is_guarded:
        field = fact.field_of_study.usual
    if field and noise.strikes("joined_degree"):
        between = noise.chance.choice(
            (", ", " in ", " – ") if fact.owner.culture == "en" else (", ", " – ", " ")
        )
        degree, field = f"{degree}{between}{field}", None
    return {
        "institution": noise.organization(fact.place_of_it),
        "degree": degree,
        "field_of_study": field,
        "location": noise.town(),
        "start": start,
        "end": end,
        "grade": fact.grade if noise.chance.random() < 0.4 else None,
    }


def _post(noise: Noise) -> Line:
    fact, chance = noise.fact, noise.chance
    day = fact.start
    if noise.source == "elsewhere":
        noise.tags.add("elsewhere")
        day += timedelta(chance.choice((0, 0, 1, 3, 10, 30)))
    told: Line = {
        "title": _headline(noise),
        "url": _address(noise),
        "published": day.isoformat() if chance.random() < 0.92 else None,
        "updated": (day + timedelta(chance.randrange(1, 200))).isoformat() if chance.random() < 0.2 else None,
        "language": "en" if chance.random() < 0.4 else None,
        "authors": [fact.owner.name.usual] if chance.random() < 0.5 else [],
        "tags": chance.sample(words()["posts"]["tags"].split(), 2) if chance.random() < 0.5 else [],
    }
    return told | _body(noise)


def _body(noise: Noise) -> Line:
    fact, chance = noise.fact, noise.chance
    if noise.source == "roundup":
        noise.tags.add("teaser")
        end = chance.choice(("…", " [...]", " Read more"))
        return {"summary": fact.body[: chance.randrange(110, 350)].rstrip() + end}
    if noise.source == "feed":
        noise.tags.add("markup")
        teaser = fact.body[:160].rstrip() + "…" if chance.random() < 0.5 else None
        return {"content": _html(fact.body), "summary": teaser}
    if noise.source == "page" and chance.random() < 0.4:
        before, _, behind = words()["posts"]["around"].partition(" | ")
        noise.tags.add("words_around")
        return {"content": f"{before}\n{fact.body}\n{behind}"}
    text = noise.broken(fact.body)
    if noise.source == "elsewhere" and chance.random() < 0.5:
        return {"content": f"First published at {fact.owner.site}.\n\n{text}"}
    return {"content": text}


def _headline(noise: Noise) -> str:
    fact, chance = noise.fact, noise.chance
    if noise.source == "elsewhere" and noise.strikes_unguarded("retitled"):
        (form,) = chance.choice(rows("posts", "other_titles"))
        return str(form.format(topic=fact.topic, Topic=capital(fact.topic)))
    if not noise.strikes("other_headline"):
        return fact.title
    forms = (fact.title.upper(), fact.title.title(), fact.title.replace("Part ", "Pt. "))
    behind = (f"{fact.title} | {fact.owner.site}", f"{fact.title} – {fact.owner.name.usual}")
    return chance.choice((*forms, *behind, html.escape(fact.title).replace(" ", "&nbsp;", 1)))


def _address(noise: Noise) -> str | None:
    fact, chance = noise.fact, noise.chance
    if noise.strikes("no_address_of_a_file" if noise.source == "markdown" else "no_address"):
        return None
    if noise.source == "elsewhere":
        slug = fact.path.strip("/").rpartition("/")[2].removesuffix(".html")
        return f"https://readers.example/@{fact.owner.id}/{slug}-{chance.randrange(16**6):06x}"
    host, path = fact.owner.site, fact.path
    if noise.strikes("other_address"):
        path = path.removesuffix(".html").rstrip("/") + chance.choice(("", "/", "/index.html"))
        host = chance.choice((host, f"www.{host}", host.upper()))
    query = f"?{chance.choice(_SENT_WITH)}" if noise.source == "roundup" else ""
    return f"{chance.choice(('https', 'https', 'http'))}://{host}{path}{query}"


@cache
def _rates() -> dict[str, float]:
    rates: dict[str, float] = words()["rates"]
    return rates


@cache
def _countries(town: str, culture: str) -> list[str]:
    named = words()["countries"].get(town) or words()["countries_of"][culture]
    return str(named).split(" | ")


def _with_legal_form(name: Name, culture: str) -> str:
    if culture in {"ja", "ru"}:
        return f"{name.legal_form}{'' if culture == 'ja' else ' '}{name.usual}"
    return f"{name.usual}{', ' if culture == 'es' else ' '}{name.legal_form}"


def _shown(day: date, precision: str) -> str:
    return day.isoformat()[: _LENGTHS[precision]]


def _html(text: str) -> str:
    return "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in re.split(r"\n+", text))
