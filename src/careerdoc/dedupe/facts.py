"""What of a record is compared, in folded form."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from careerdoc.dedupe.wording import Wording, has_pieces, wording_of
from careerdoc.fields import degrees, locations, organizations, people, titles, urls
from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import AnyRecord, Education, Post, Role
from careerdoc.text.keys import fold, word_key, words
from careerdoc.text.tables import table

# Word keys drop signs, but "C# Developer" is no "C++ Developer".
_SIGNED_LETTER = re.compile(r"\b\w(?:\+\+|#)")
_SHORTEST_SOURCE_ID = 8
"""Characters. "17" is the id of an item in many feeds."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The keys under which two records are the same; None where the record does not say.

    `organization` is also an education's institution. `long_texts` are the texts of a role
    that a page can repeat; `text` is all the running text of a record.
    """

    kind: str
    owner: str | None = None
    owner_name: str | None = None
    title: str | None = None
    title_numbers: tuple[str, ...] = ()
    organization: str | None = None
    degree: str | None = None
    field_of_study: str | None = None
    location: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    current: bool | None = None
    url: str | None = None
    source_id: str | None = None
    published: PartialDate | datetime | None = None
    text: Wording | None = None
    long_texts: tuple[Wording, ...] = ()


def facts_of(record: AnyRecord) -> Facts:
    """The comparable facts of any record."""
    if isinstance(record, Role):
        return _role_facts(record)
    return _education_facts(record) if isinstance(record, Education) else _post_facts(record)


def outline_of(facts: Facts) -> Facts:
    """Only what can keep two records apart: whose it is, its names and, of a span, its dates.

    Records that go together have few outlines, however many of them there are.
    """
    return replace(facts, location=None, url=None, source_id=None, published=None, text=None, long_texts=())


def tells_enough(facts: Facts) -> bool:
    """Whether one source hardly tells two facts in these words: a name and a date, two names, text."""
    if facts.url or facts.source_id or has_pieces(facts.text):
        return True
    names = [name for name in (facts.title, facts.organization, facts.degree) if name]
    return len(names) > 1 or bool(names and (facts.start or facts.end or facts.published))


def title_numbers(title: str) -> tuple[str, ...]:
    """The numbers in a title, sorted, written in digits or words; letters with a sign too ("C#")."""
    numbers: dict[str, str] = table(__package__, "weights")["numbers"]
    found = [numbers.get(word, word) for word in words(title)]
    return tuple(sorted([word for word in found if word.isdecimal()] + _SIGNED_LETTER.findall(fold(title))))


def _role_facts(role: Role) -> Facts:
    long_texts = (wording_of(text) for text in (role.content, role.description))
    return Facts(
        kind=role.kind,
        owner=role.owner,
        owner_name=_keyed(people.key, role.owner_name),
        title=_keyed(titles.key, role.title),
        title_numbers=title_numbers(role.title or ""),
        organization=_keyed(organizations.key, role.organization),
        location=_keyed(locations.key, role.location),
        start=role.start,
        end=role.end,
        current=role.current,
        text=wording_of(role.description, *role.highlights, role.content),
        long_texts=tuple(text for text in long_texts if text and has_pieces(text)),
    )


def _education_facts(education: Education) -> Facts:
    return Facts(
        kind=education.kind,
        owner=education.owner,
        owner_name=_keyed(people.key, education.owner_name),
        organization=_keyed(organizations.key, education.institution),
        degree=_keyed(degrees.key, education.degree),
        field_of_study=_keyed(word_key, education.field_of_study),
        location=_keyed(locations.key, education.location),
        start=education.start,
        end=education.end,
        current=education.current,
    )


def _post_facts(post: Post) -> Facts:
    page = wording_of(post.content)
    return Facts(
        kind=post.kind,
        owner=post.owner,
        owner_name=_keyed(people.key, post.owner_name),
        title=_keyed(word_key, post.title),
        title_numbers=title_numbers(post.title or ""),
        url=_page_key(post.url),
        source_id=_telling_id(post.source_id),
        published=post.published,
        text=page if post.text == post.content else wording_of(post.text),
        long_texts=(page,) if page else (),
    )


def _keyed(key: Callable[[str], str], value: str | None) -> str | None:
    return (key(value) or None) if value else None


def _page_key(url: str | None) -> str | None:
    # A site's front page is the link of every note that has no page of its own.
    key = _keyed(urls.key, url)
    return key if key and ("/" in key or "?" in key) else None


def _telling_id(source_id: str | None) -> str | None:
    if source_id is None or len(source_id) < _SHORTEST_SOURCE_ID or source_id.isdecimal():
        return None
    return source_id
