"""The public functions whose cost `benchmarks.growth` looks at, each with the shapes that it is given."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any

import careerdoc
from benchmarks.growth_documents import (
    FEEDS,
    KEYED,
    PROFILES,
    in_atom,
    in_json_feed,
    in_resume,
    in_role,
    in_rss,
)
from benchmarks.growth_shapes import PIECES, SPREAD, Shape, between, lines_of, run_of
from careerdoc import Options, Post, Role
from careerdoc.fields import (
    countries,
    dates,
    degrees,
    employment,
    flags,
    grades,
    labels,
    languages,
    locations,
    moments,
    organizations,
    people,
    placeholders,
    sections,
    subjects,
    teasers,
    technologies,
    titles,
    urls,
)
from careerdoc.model.result import ParseResult
from careerdoc.writers import WRITERS
from careerdoc.writers.base import Writer

LONGEST_LINE = 65_536
"""Characters of the longest line that is read as one, and so of a value on one line."""


@dataclass(frozen=True, slots=True)
class Call:
    """A function of one text, and the shapes that it is given, up to so many characters."""

    run: Callable[[str], object]
    shapes: Mapping[str, Shape]
    largest: int = 1_000_000


RUNS: Mapping[str, Shape] = {f"{name}, one line": partial(run_of, piece) for name, piece in PIECES.items()}
BETWEEN: Mapping[str, Shape] = {
    f"{name}, between words": partial(between, piece) for name, piece in PIECES.items()
}
LINES: Mapping[str, Shape] = {f"{name}, lines": partial(lines_of, piece) for name, piece in PIECES.items()}
TEXTS: Mapping[str, Shape] = {**RUNS, **BETWEEN, **LINES, **SPREAD}


def _parsed(
    text: str, reader: str | None = None, options: Options | None = None, name: str = "input"
) -> object:
    return careerdoc.parse_bytes(
        text.encode("utf-8", "replace"), name=name, options=options or Options(), reader=reader
    )


def _reading(
    reader: str | None, form: str = "{}", options: Options | None = None, name: str = "input"
) -> Callable[[str], object]:
    before, _, behind = form.partition("{}")
    return lambda text: _parsed(before + text + behind, reader, options, name)


_FULL = Options(html=True, provenance="full", explain=True)
_HEAD = "title: Engineer\ncompany: Acme\nstart: 2019\n"
_PAGE = "<html><head><title>Post</title></head><body><article><h1>Post</h1><p>{}</p></article></body></html>"
_ROLE = "Experience\n\nEngineer\nAcme Inc.\nJan 2019 - Mar 2020\n{}\n"

READING: Mapping[str, Call] = {
    "parse_bytes, any reader": Call(_reading(None), {**TEXTS, **PROFILES, **KEYED, **FEEDS}),
    "parse_bytes, all that it can tell": Call(_reading(None, options=_FULL), {**PROFILES, **KEYED, **FEEDS}),
    "article": Call(_reading("article"), TEXTS),
    "profile": Call(_reading("profile"), {**TEXTS, **PROFILES}),
    "profile, text of a role": Call(_reading("profile", _ROLE, _FULL), TEXTS),
    "page": Call(_reading("page"), TEXTS),
    "page, body": Call(_reading("page", _PAGE, Options(html=True)), TEXTS),
    "page, attribute": Call(_reading("page", _PAGE.format('<a href="{}">a</a>')), RUNS),
    "front matter, YAML": Call(
        _reading("frontmatter", f"---\n{_HEAD}{{}}\n---\nBody.\n"), {**TEXTS, **KEYED}
    ),
    "front matter, TOML": Call(
        _reading("frontmatter", '+++\ntitle = "Engineer"\n{}\n+++\nBody.\n'), {**TEXTS, **KEYED}
    ),
    "front matter, Org": Call(
        _reading("frontmatter", "#+title: Post\n#+date: 2019\n{}\n"), {**TEXTS, **KEYED}
    ),
    "front matter, body": Call(
        _reading("frontmatter", f"---\n{_HEAD}---\n{{}}\n", Options(html=True)), TEXTS
    ),
    "front matter, values": Call(lambda text: _parsed(in_role(text), "frontmatter", _FULL), TEXTS),
    "data, YAML": Call(_reading("data", name="a.yaml"), {**TEXTS, **KEYED}),
    "data, TOML": Call(_reading("data", name="a.toml"), {**TEXTS, **KEYED}),
    "data, JSON": Call(_reading("data", name="a.json"), {**TEXTS, **KEYED}),
    "data, values": Call(lambda text: _parsed(in_resume(text), "data", _FULL), TEXTS),
    "feed": Call(_reading("feed", options=_FULL), {**TEXTS, **FEEDS}),
    "feed, an entry": Call(
        _reading("feed", '<rss version="2.0"><channel><title>Blog</title><item>{}</item></channel></rss>'),
        TEXTS,
    ),
    "feed, section of data": Call(
        _reading(
            "feed",
            '<rss version="2.0"><channel><item><title>a</title><description><![CDATA[{}]]></description>'
            "</item></channel></rss>",
        ),
        TEXTS,
    ),
    "feed, values of RSS": Call(lambda text: _parsed(in_rss(text), "feed"), TEXTS),
    "feed, HTML of Atom": Call(lambda text: _parsed(in_atom(text), "feed", Options(html=True)), TEXTS),
    "feed, values of JSON": Call(lambda text: _parsed(in_json_feed(text), "feed", Options(html=True)), TEXTS),
}


def _as_bytes(encoding: str) -> Callable[[str], object]:
    return lambda text: careerdoc.decode(text.encode(encoding, "replace"))


def _role_of(text: str) -> Role:
    names = ("title", "organization", "location", "description", "content", "employment_type")
    values: dict[str, Any] = dict.fromkeys(names, text)
    return Role(id="role-1", highlights=(text,), technologies=(text,), extra={text: text}, **values)


def _post_of(text: str) -> Post:
    return Post(id="post-1", title=text, url=text, tags=(text,), content=text, content_html=text)


def _read_back(text: str) -> object:
    return careerdoc.record_from_json(careerdoc.record_to_json(_role_of(text)))


def _merged_texts(text: str) -> object:
    """Merges roles and posts that share half of their texts."""
    half = text[: len(text) // 2]
    roles = [_role_of(part).model_copy(update={"id": f"role-{part is half}"}) for part in (text, half)]
    posts = [_post_of(part).model_copy(update={"id": f"post-{part is half}"}) for part in (text, half)]
    return careerdoc.merge([*roles, *posts])


def _records(form: str, size: int) -> str:
    """As many records as JSON Lines as it takes; "@" is the number of each, "%" one of 50."""
    numbers = range(size // len(form))
    return "\n".join(form.replace("@", str(one)).replace("%", str(one % 50)) for one in numbers)


def _merged(lines: str) -> object:
    return careerdoc.merge(careerdoc.record_from_json(json.loads(line)) for line in lines.split("\n"))


def _written(writer: Writer) -> Callable[[str], object]:
    def run(text: str) -> object:
        records = (_role_of(text), _post_of(text))
        result = ParseResult(records, records, (), (), ())
        if writer.write_files is not None:
            return list(writer.write_files(result))
        return writer.write(result) if writer.write else None

    return run


TELLING: Mapping[str, Call] = {
    **{
        f"decode, {name}": Call(_as_bytes(name), {**RUNS, **BETWEEN, **SPREAD})
        for name in ("utf-8", "cp1252", "utf-16-le", "cp932")
    },
    "repair_text": Call(careerdoc.repair_text, TEXTS),
    "repair_text, exact": Call(partial(careerdoc.repair_text, mode="exact"), TEXTS),
    "record_from_json": Call(_read_back, {**RUNS, **BETWEEN}),
    "merge, long texts": Call(_merged_texts, TEXTS),
    **{f"write, {writer.name}": Call(_written(writer), TEXTS) for writer in WRITERS if writer.holds_merged},
}

_MODULES: Mapping[ModuleType, tuple[str, ...]] = {
    countries: ("parse", "named"),
    dates: ("parse_date_range", "parse", "recognize", "found_in", "duration_months"),
    degrees: ("recognize", "level", "split", "key"),
    employment: ("recognize", "parse", "key", "work_mode"),
    flags: ("parse",),
    grades: ("recognize", "split"),
    labels: ("label_of", "labelled"),
    languages: ("parse",),
    locations: ("recognize", "country", "key"),
    moments: ("parse",),
    organizations: ("recognize", "recognize_institution", "key"),
    people: ("parse", "recognize_name", "bare_name", "parted", "byline", "key"),
    placeholders: ("is_placeholder",),
    sections: ("section_of",),
    subjects: ("recognize",),
    technologies: ("listed", "split", "key"),
    titles: ("recognize", "key", "with_employer", "without_event", "names_something_else"),
    urls: ("recognize", "parse", "key"),
}

FIELDS: Mapping[str, Call] = {
    f"{module.__name__.rpartition('.')[2]}.{name}": Call(
        getattr(module, name), {**RUNS, **BETWEEN, **SPREAD}, LONGEST_LINE
    )
    for module, names in _MODULES.items()
    for name in names
} | {"teasers.is_teaser": Call(partial(teasers.is_teaser, is_whole=False), TEXTS)}

_ROLE_OF = '{"kind": "role", "id": "role-@", "organization": "Acme %", '
_ROLES: Mapping[str, Shape] = {
    name: partial(_records, _ROLE_OF + rest)
    for name, rest in {
        "roles": '"title": "Engineer @", "start": "2019"}',
        "equal roles": '"title": "Engineer", "start": "2019"}',
        "roles of one owner": '"title": "Engineer %", "owner": "a", "start": "2019"}',
        "roles of many owners": '"title": "Engineer %", "owner": "owner @", "start": "2019"}',
        "roles without dates": '"title": "Engineer"}',
        "roles with one text": '"content": "Built the large thing of the shop, and then another one."}',
    }.items()
} | {
    "posts": partial(_records, '{"kind": "post", "id": "post-@", "title": "Post %", "url": "https://a.b/@"}')
}

MERGING: Mapping[str, Call] = {"merge, many records": Call(_merged, _ROLES)}

CALLS: Mapping[str, Call] = {**READING, **TELLING, **FIELDS, **MERGING}
