"""Records that stand around their dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from careerdoc.model.document import Kind
from careerdoc.readers.profile.agreement import agreement_of
from careerdoc.readers.profile.anchors import Anchor
from careerdoc.readers.profile.closings import closed_parts, names_study
from careerdoc.readers.profile.groups import is_break
from careerdoc.readers.profile.heads import Entry, Head
from careerdoc.readers.profile.layouts import Section
from careerdoc.readers.profile.looks import Part
from careerdoc.readers.profile.parts import Chapter
from careerdoc.readers.profile.rows import Row

_NAMED: dict[Kind, int] = {
    "role": Part.TITLE | Part.ORGANIZATION,
    "education": Part.INSTITUTION | Part.DEGREE,
}
_OTHER_KIND: dict[Kind, Kind] = {"role": "education", "education": "role"}
_MARGINS: dict[str | None, float] = {None: 0.3, "experience": 2.0, "education": 2.0}
"""Points by which the other kind of record must read better, by what the heading says."""
_STATED_MARGIN = 4.0
_SURE = 1.2


@dataclass(slots=True)
class Plan:
    """A chapter's rows up to the repeated dates that close them, read as one kind of record."""

    chapter: Chapter
    rows: tuple[Row, ...]
    anchors: tuple[Anchor, ...]
    closing: Row | None
    kind: Kind
    section: Section
    entries: tuple[Entry, ...] = ()


def plans_of(chapters: Sequence[Chapter]) -> list[Plan]:
    """The parts of the chapters that may hold dated records, read for themselves and by the vote."""
    plans = [plan for chapter in chapters if chapter.is_open for plan in _plans(chapter)]
    for plan in plans:
        plan.entries = plan.section.entries()
    for kind in _NAMED:
        entries = (entry for plan in plans if plan.kind == kind for entry in plan.entries)
        voters = [entry for entry in entries if not is_break(entry)]
        agreement = agreement_of(voters)
        for plan in plans:
            if plan.kind == kind:
                plan.section.vote(agreement)
                plan.entries = plan.section.entries()
    return plans


def _plans(chapter: Chapter) -> Iterator[Plan]:
    last: Kind = "role"
    is_headed = chapter.heading is not None
    for rows, anchors, closing in closed_parts(chapter.rows):
        kind = _kind_of(chapter) or (_likelier_kind(rows, anchors) if anchors else last)
        last = kind
        yield Plan(chapter, rows, anchors, closing, kind, Section(rows, anchors, kind, is_headed))


def _kind_of(chapter: Chapter) -> Kind | None:
    if chapter.section is None:
        return None
    return "education" if chapter.section == "education" else "role"


def _likelier_kind(rows: Sequence[Row], anchors: Sequence[Anchor]) -> Kind:
    roles = Section(rows, anchors, "role").entries()
    studies = Section(rows, anchors, "education").entries()
    if not any(names_study(row) for entry in studies for row, _ in entry.head.rows):
        return "role"
    role, study = (sum(entry.head.points for entry in entries) for entries in (roles, studies))
    return "role" if role >= study else "education"


def settled(plan: Plan) -> Iterator[Entry]:
    """The records of a plan, each as the kind that it reads best as."""
    other = Section(plan.rows, plan.anchors, _OTHER_KIND[plan.kind], plan.section.is_headed)
    margin = _MARGINS.get(plan.chapter.section, _STATED_MARGIN)
    for number, entry in enumerate(plan.entries):
        if plan.kind == "education" and _is_role_below(entry):
            yield replace(entry, kind="role", head=other.head(number, entry.above, entry.below))
            continue
        head = other.head(number, entry.above, entry.below)
        if head.points > entry.head.points + margin and _is_whole(head, _OTHER_KIND[plan.kind]):
            yield replace(entry, kind=_OTHER_KIND[plan.kind], head=head)
        else:
            yield entry


def _is_role_below(entry: Entry) -> bool:
    """Whether a record under the heading of an education tells of work: a place and a text, no school."""
    is_study = entry.head.parts & (Part.INSTITUTION | Part.DEGREE)
    return bool(entry.head.parts & Part.PLACE) and not is_study and bool(entry.body)


def _is_whole(head: Head, kind: Kind) -> bool:
    sure = head.sure_parts(_SURE)
    return sure & _NAMED[kind] == _NAMED[kind] or (kind == "education" and bool(sure & Part.INSTITUTION))
