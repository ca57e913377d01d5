"""What parsing gives back: documents, records, reviews and issues."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from careerdoc.model.issue import Issue, IssueCode, Severity
from careerdoc.model.records import AnyRecord, Education, Post, Role

Status = Literal["ok", "partial", "failed", "skipped"]
_LOST = frozenset(
    {
        IssueCode.TRUNCATED,
        IssueCode.REPLACED_BYTES,
        IssueCode.TOO_MANY_LINES,
        IssueCode.TOO_MANY_ITEMS,
    }
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One record as one source tells it, with what was odd about it."""

    record: AnyRecord
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Two records that may tell the same fact and were left apart.

    `left` and `right` are ids, `left` the smaller; `score` is the sum of the weights behind
    `reasons`, each written `field: agreement (weight)`.
    """

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


def by_doubt(review: Review) -> tuple[float, str, str]:
    """Where a pair stands among others: by falling score, then by its ids."""
    return -review.score, review.left, review.right


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """One line that is not blank: its number from 1, what it was taken for, its text as decoded."""

    number: int
    taken_for: str
    text: str


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """What became of one input.

    `status` is ok, partial (some of it was lost, see issues), failed (nothing could be
    read) or skipped (not something to read). `scores` are the readers asked and how sure
    each was. `lines` say what each line was taken for: only where the options ask to explain,
    and of texts of profiles alone.
    """

    name: str
    status: Status
    reader: str | None = None
    encoding: str | None = None
    records: tuple[AnyRecord, ...] = ()
    issues: tuple[Issue, ...] = ()
    scores: tuple[tuple[str, float], ...] = ()
    layout: str | None = None
    lines: tuple[ExplainedLine, ...] = ()

    @classmethod
    def unread(cls, name: str, status: Status, issue: Issue) -> ParsedDocument:
        """An input that gave nothing, with the one issue that says why."""
        return cls(name, status, issues=(replace(issue, source=name),))


def status_of(issues: Iterable[Issue], *, has_records: bool, is_lossy: bool) -> Status:
    """The status of an input that was read: what it gave, and whether some of it was lost."""
    told = tuple(issues)
    if not has_records and (is_lossy or any(issue.severity is Severity.ERROR for issue in told)):
        return "failed"
    return "partial" if is_lossy or any(issue.code in _LOST for issue in told) else "ok"


@dataclass(frozen=True, slots=True)
class ParseResult:
    """Everything that was read: merged records, sightings before merging, reviews, issues.

    `records` stand in a fixed order: roles, education, posts; in each the newest first.
    """

    records: tuple[AnyRecord, ...] = ()
    sightings: tuple[AnyRecord, ...] = ()
    reviews: tuple[Review, ...] = ()
    issues: tuple[Issue, ...] = ()
    documents: tuple[ParsedDocument, ...] = ()

    @property
    def roles(self) -> tuple[Role, ...]:
        """The merged roles."""
        return tuple(record for record in self.records if isinstance(record, Role))

    @property
    def education(self) -> tuple[Education, ...]:
        """The merged education records."""
        return tuple(record for record in self.records if isinstance(record, Education))

    @property
    def posts(self) -> tuple[Post, ...]:
        """The merged posts."""
        return tuple(record for record in self.records if isinstance(record, Post))
