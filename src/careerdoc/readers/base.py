"""What all readers build their readings from."""

from __future__ import annotations

from collections.abc import Sequence

from careerdoc.model.document import Document, Line, Lines, RawValue, Reading
from careerdoc.model.issue import Issue, IssueCode, quoted


def value_of(field: str, lines: Sequence[Line], text: str | None = None) -> RawValue:
    """A raw value that stands on `lines`; its text is theirs unless another is given."""
    raw = "\n".join(line.text for line in lines)
    return RawValue(field, raw if text is None else text, lines[0].number, lines[-1].number, raw)


def run_of(lines: Sequence[Line]) -> Lines:
    """`lines`, which must follow each other, as one run."""
    return Lines(lines[0].number, lines[-1].number, "\n".join(line.text for line in lines))


def filled(document: Document) -> tuple[Line, ...]:
    """The lines that are not blank."""
    return tuple(line for line in document.lines if line.text.strip())


def nothing_found(document: Document, looks_like: str) -> Reading:
    """A reading without records, with an issue that says what the document looks like.

    The issue quotes the text, so nothing is lost silently.
    """
    issue = Issue(
        IssueCode.NO_RECORD,
        f"no role, education or post here; it looks like {looks_like}",
        line=1,
        raw=quoted(document.text.strip()),
    )
    noted = (run_of(document.lines),) if document.lines else ()
    return Reading(noted=noted, issues=(issue,))
