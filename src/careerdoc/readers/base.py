"""What all readers build their readings from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from careerdoc.model.document import (
    Document,
    Extra,
    Line,
    Lines,
    RawValue,
    Reading,
    Repair,
    Repaired,
    TextForm,
)
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.text.html import unshown
from careerdoc.text.markdown import beside_html, has_marks, html_of_markdown
from careerdoc.text.repair import repair_leaf

_MOST_PIECES = 1_000
"""Links, or texts of attributes, that one record holds in `extra`."""
_LONGEST_JUNK = 500
"""Characters of text before the root of a page or feed."""
_AROUND = " \t\f\v\u3000\x00\x1a\ufeff"
# A no-break space can be half of a damaged pair, so repair sees it.
_OUTER = _AROUND + "\u00a0"


def value_of(
    field: str, lines: Sequence[Line], text: str | None = None, repairs: tuple[Repair, ...] = ()
) -> RawValue:
    """A raw value that stands on `lines`; its text is theirs unless another, mended one is given."""
    raw = joined(lines)
    text = raw if text is None else text
    return RawValue(field, text, lines[0].number, lines[-1].number, raw, repairs=repairs)


def mended(line: Line, document: Document) -> Repaired:
    """The line as it is meant, without white space and control characters around it.

    What a line is can only be seen after repair: "2019 â€” Now" holds dates. Repairs follow
    the caller's mode and the evidence of the whole document.
    """
    repaired = repair_leaf(line.text.strip(_AROUND), document.repair, document.evidence_of)
    return Repaired(repaired.text.strip(_OUTER), repaired.repairs)


def joined(lines: Sequence[Line]) -> str:
    """The texts of `lines`, with line ends between."""
    return lines[0].text if len(lines) == 1 else "\n".join([line.text for line in lines])


def run_of(lines: Sequence[Line]) -> Lines:
    """`lines`, which must follow each other, as one run."""
    return Lines(lines[0].number, lines[-1].number, joined(lines))


def filled(document: Document) -> tuple[Line, ...]:
    """The lines that are not blank."""
    return tuple(line for line in document.lines if line.text.strip())


def everything(document: Document) -> tuple[Lines, ...]:
    """All lines as one run; no run of an empty document."""
    return (run_of(document.lines),) if document.lines else ()


def score_behind(junk: str, document: Document) -> float:
    """How sure a reader of markup is that knows the root behind `junk`, such as a program's note.

    Prose about markup may show a root, too, but it is longer and does not end with a tag.
    """
    if not junk:
        return 1.0
    return 0.9 if len(junk) <= _LONGEST_JUNK and document.text.rstrip().endswith(">") else 0.0


def first_filled_line(document: Document) -> int:
    """The number of the first line that is not blank, with which a quotation of the whole text begins."""
    return next((line.number for line in document.lines if line.text.strip()), 1)


def nothing_found(document: Document, looks_like: str) -> Reading:
    """A reading without records, with an issue that says what the document looks like.

    The issue quotes the text, so nothing is lost silently.
    """
    issue = Issue(
        IssueCode.NO_RECORD,
        f"no role, education or post here; it looks like {looks_like}",
        line=first_filled_line(document),
        raw=quoted(document.text.strip()),
    )
    return Reading(noted=everything(document), issues=(issue,))


def unread(document: Document, issues: Sequence[Issue], first: int) -> Reading:
    """Nothing, for the text is over a limit; the last issue, which says so, quotes all behind a line."""
    text = joined(document.lines[first:])
    quoting = (*issues[:-1], replace(issues[-1], line=first + 1, raw=quoted(text)))
    return Reading(noted=everything(document), issues=quoting, lossy=True)


def placed_issues(issues: Iterable[Issue], first: int) -> tuple[Issue, ...]:
    """Issues whose lines count from 0 in a part of a document that begins at line `first`, from 1 in it."""
    return tuple(replace(issue, line=first + (issue.line or 0)) for issue in issues)


def with_issues(reading: Reading, issues: Sequence[Issue]) -> Reading:
    """The reading with `issues` in front of its own."""
    return replace(reading, issues=(*issues, *reading.issues)) if issues else reading


def issue_about(code: IssueCode, message: str, lines: Lines) -> Issue:
    """An issue that quotes `lines`."""
    return Issue(code, message, line=lines.line, raw=quoted(lines.text) or None)


@dataclass(frozen=True, slots=True)
class Beside:
    """What HTML holds beside its text: in extras, in issues, and the images of each content."""

    values: tuple[RawValue, ...]
    extra: tuple[Extra, ...] = ()
    issues: tuple[Issue, ...] = ()


def beside_text(values: Iterable[RawValue], told: frozenset[str] = frozenset()) -> Beside:
    """What the HTML of `values` holds beside its text, but for what is `told` elsewhere.

    The extras `links` and `labels` (texts of attributes), and an issue for each run of
    scripts, styles, comments, hidden elements and the like. The values come back with the images
    of the content, or else of the summary, which are a field of their own.
    """
    values = tuple(values)
    main = "content" if any(value.field == "content" for value in values) else "summary"
    pieces: dict[str, dict[str, Lines]] = {"links": {}, "labels": {}}
    issues: list[Issue] = []
    kept: list[RawValue] = []
    for value in values:
        kept.append(value)
        if value.form is TextForm.MARKDOWN:
            issues += (_beside_issue(_moved(lines, value)) for lines in beside_html(value.text))
        html = _html_of(value)
        if "<" not in html:
            continue
        found = unshown(html, told)
        images = found.images
        if value.field == main and images:
            kept[-1] = replace(value, images=tuple(image.text for image in images))
            images = ()
        for name, lines in (("links", (*found.links, *images)), ("labels", found.labels)):
            for piece in lines:
                pieces[name].setdefault(piece.text, _moved(piece, value))
        issues += (_beside_issue(_moved(lines, value)) for lines in found.hidden)
    issues += (_beside_issue(lines) for found in pieces.values() for lines in _beyond(found))
    return Beside(tuple(kept), tuple(_piece_extras(pieces)), tuple(issues))


def _html_of(value: RawValue) -> str:
    """The HTML that a value is written in, or stands for; empty for plain text."""
    if value.form is TextForm.PLAIN or (value.form is TextForm.MARKDOWN and not has_marks(value.text)):
        return ""
    return value.text if value.form is TextForm.HTML else html_of_markdown(value.text, value.form)


def _moved(piece: Lines, value: RawValue) -> Lines:
    line = min(value.line + piece.line - 1, value.end_line)
    return Lines(line, min(value.line + piece.end_line - 1, value.end_line), piece.text)


def _beyond(found: dict[str, Lines]) -> Iterator[Lines]:
    if rest := list(found.values())[_MOST_PIECES:]:
        yield Lines(rest[0].line, rest[-1].end_line, "\n".join(piece.text for piece in rest))


def _beside_issue(lines: Lines) -> Issue:
    message = "this stands beside the text, which does not show it"
    return Issue(IssueCode.LEFTOVER, message, line=lines.line, raw=quoted(lines.text))


def _piece_extras(pieces: dict[str, dict[str, Lines]]) -> Iterator[Extra]:
    for name, found in pieces.items():
        if kept := list(found.values())[:_MOST_PIECES]:
            texts = [piece.text for piece in kept]
            last = max(piece.end_line for piece in kept)
            yield Extra(name, [*texts], Lines(kept[0].line, last, "\n".join(texts)))
