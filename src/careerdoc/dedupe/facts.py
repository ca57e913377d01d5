"""What of a record is compared, in comparable forms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache

from careerdoc.dedupe.shingles import Shingles, shingles_of
from careerdoc.dedupe.wording import Wording, has_pieces, wording_of
from careerdoc.fields import employment, technologies
from careerdoc.fields.agreement import (
    addresses,
    headlines,
    organizations,
    people,
    places,
    studies,
    titles,
)
from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import AnyRecord, Education, Post, Role
from careerdoc.text.keys import fold

Days = tuple[int, int]
"""The first and the last day that a date can mean, as ordinals of the proleptic calendar."""
_SHORTEST_SOURCE_ID = 8
"""Characters. "17" is the id of an item in many feeds."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The forms under which two records are compared; None where the record does not say.

    `organization` is also an education's institution. `open_until` is the day on which a source
    said of something that it goes on, where that day is known. `long_texts` are the texts of a role
    that a page can repeat; `text` is all the running text of a record.
    """

    kind: str
    owner: str | None = None
    owner_name: str | None = None
    title: str | None = None
    organization: str | None = None
    degree: str | None = None
    field_of_study: str | None = None
    location: str | None = None
    start: Days | None = None
    end: Days | None = None
    current: bool | None = None
    open_until: int | None = None
    employment_type: str | None = None
    technologies: frozenset[str] = frozenset()
    grade: str | None = None
    url: str | None = None
    source_id: str | None = None
    published: Days | None = None
    text: Wording | None = None
    shingles: Shingles = frozenset()
    long_texts: tuple[Wording, ...] = ()


def facts_of(record: AnyRecord) -> Facts:
    """The comparable facts of any record."""
    if isinstance(record, Role):
        return _role_facts(record)
    return _education_facts(record) if isinstance(record, Education) else _post_facts(record)


def outline_of(facts: Facts) -> Facts:
    """Only what can keep two records apart: whose it is, its names and its dates.

    Records that go together have few outlines, however many of them there are.
    """
    return replace(
        facts,
        location=None,
        open_until=None,
        employment_type=None,
        technologies=frozenset(),
        grade=None,
        url=None,
        source_id=None,
        published=None,
        text=None,
        shingles=frozenset(),
        long_texts=(),
    )


def tells_enough(facts: Facts) -> bool:
    """Whether one source hardly tells two facts in these words: a name and a date, two names, text."""
    if facts.url or facts.source_id or has_pieces(facts.text):
        return True
    names = [name for name in (facts.title, facts.organization, facts.degree) if name]
    return len(names) > 1 or bool(names and (facts.start or facts.end or facts.published))


def tells_one_fact(facts: Facts, *, is_one_person: bool) -> bool:
    """Whether roles or education that agree in all these facts are one: few others could say the same.

    Among several people's records, one that says neither whose it is nor when tells too little.
    """
    if facts.kind == "post":
        return False
    is_placed = is_one_person or facts.owner or facts.owner_name or facts.start or facts.end
    has_names = bool(facts.organization and (facts.title or facts.degree))
    return bool(has_names and is_placed) or has_pieces(facts.text)


def _role_facts(role: Role) -> Facts:
    content, description = wording_of(role.content), wording_of(role.description)
    parts = [part for part in (description, wording_of(*role.highlights), content) if part is not None]
    text = parts[0] if len(parts) == 1 else wording_of(role.description, *role.highlights, role.content)
    return Facts(
        kind=role.kind,
        owner=role.owner,
        owner_name=role.owner_name and people.comparable(role.owner_name),
        title=role.title and titles.comparable(role.title),
        organization=role.organization and organizations.comparable(role.organization),
        location=role.location and places.comparable(role.location),
        start=_days_of(role.start),
        end=_days_of(role.end),
        current=role.current,
        open_until=_open_until(role),
        employment_type=role.employment_type and employment.key(role.employment_type),
        technologies=frozenset(map(technologies.key, role.technologies)),
        text=text,
        shingles=shingles_of(text.whole) if text else frozenset(),
        long_texts=tuple(part for part in (content, description) if part and has_pieces(part)),
    )


def _education_facts(education: Education) -> Facts:
    degree, field_of_study = studies.comparable(education.degree, education.field_of_study)
    return Facts(
        kind=education.kind,
        owner=education.owner,
        owner_name=education.owner_name and people.comparable(education.owner_name),
        organization=education.institution and organizations.comparable(education.institution),
        degree=degree,
        field_of_study=field_of_study,
        location=education.location and places.comparable(education.location),
        start=_days_of(education.start),
        end=_days_of(education.end),
        current=education.current,
        open_until=_open_until(education),
        grade=education.grade and fold(education.grade),
    )


def _post_facts(post: Post) -> Facts:
    page = wording_of(post.content)
    text = page if post.text == post.content else wording_of(post.text)
    return Facts(
        kind=post.kind,
        owner=post.owner,
        owner_name=post.owner_name and people.comparable(post.owner_name),
        title=post.title and headlines.comparable(post.title),
        url=post.url and addresses.comparable(post.url),
        source_id=_telling_id(post.source_id),
        published=_days_of(post.published),
        text=text,
        shingles=shingles_of(text.whole) if text else frozenset(),
        long_texts=(page,) if page else (),
    )


def _days_of(moment: PartialDate | datetime | None) -> Days | None:
    if moment is None:
        return None
    if isinstance(moment, PartialDate):
        return _days_of_date(moment)
    # No cache: moments of two zones can be equal and lie on two days.
    # A page shows the day where its author lives, a feed often that of Greenwich.
    days = moment.date().toordinal(), _day_at_greenwich(moment)
    return min(days), max(days)


@lru_cache(maxsize=16384)
def _days_of_date(date: PartialDate) -> Days:
    return date.earliest.toordinal(), date.latest.toordinal()


def _day_at_greenwich(moment: datetime) -> int:
    try:
        return moment.astimezone(UTC).date().toordinal()
    except OverflowError:  # the first or last day that can be written
        return moment.date().toordinal()


def _open_until(record: Role | Education) -> int | None:
    if record.current is not True or record.end is not None:
        return None
    days = [
        date.fromisoformat(source.retrieved).toordinal()
        for source in record.sources
        if source.retrieved and _is_day(source.retrieved)
    ]
    return max(days, default=None)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _telling_id(source_id: str | None) -> str | None:
    if source_id is None or len(source_id) < _SHORTEST_SOURCE_ID or source_id.isdecimal():
        return None
    return source_id
