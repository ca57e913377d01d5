"""Markdown with YAML front matter: one role, education or post in each file."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from careerdoc.fields.kinds import Judgement, Refusal, judge, key_of
from careerdoc.model.document import Document, Kind, RawItem, RawValue, Reader, Reading
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.base import nothing_found, run_of, value_of
from careerdoc.readers.frontmatter.entries import told_by
from careerdoc.readers.frontmatter.fences import Head, head_of
from careerdoc.readers.frontmatter.yaml_block import Block, load_block

_FIELD_OF_BODY: dict[Kind, str] = {"role": "content", "education": "description", "post": "content"}


def _sniff(document: Document) -> float:
    if not document.text.lstrip().startswith("---"):
        return 0.0
    head = head_of(document)
    if head is None or not head.block:
        return 0.0
    block = load_block(head.block_text)
    # Two rules around a paragraph are no front matter: where running text stands between
    # them an article wins. A block over a limit still is one.
    return 1.0 if block.entries or not block.is_whole else 0.1


def _read(document: Document) -> Reading:
    head = head_of(document)
    if head is None:
        issue = Issue(IssueCode.MALFORMED_FRONTMATTER, "the text does not start with front matter", line=1)
        return _with_issues(nothing_found(document, "plain text"), (issue,))
    block = load_block(head.block_text)
    issues = (*_fence_issues(head), *_placed(block.issues, head))
    if not block.is_whole:
        return _unread(document, head, issues)
    if not block.entries:
        issue = Issue(
            IssueCode.MALFORMED_FRONTMATTER,
            "what stands between the fences is no mapping of keys to values",
            line=head.fences[0].number,
            raw=quoted(head.block_text),
        )
        return _with_issues(nothing_found(document, "text between rules"), (*issues, issue), lossy=True)
    judgement = judge([entry.key for entry in block.entries if entry.is_filled], _page_of(block))
    if isinstance(judgement, Refusal):
        return _with_issues(nothing_found(document, judgement.looks_like), issues)
    return replace(_reading(head, block, judgement), issues=(*issues, *_comment_issues(block, head)))


def _unread(document: Document, head: Head, issues: tuple[Issue, ...]) -> Reading:
    """Nothing, for the block is over a limit; the issue that says so quotes the whole text."""
    text = "\n".join(line.text for line in document.lines[head.fences[0].number :])
    quoting = (*issues[:-1], replace(issues[-1], raw=quoted(text)))
    return Reading(noted=(run_of(document.lines),), issues=quoting, lossy=True)


def _reading(head: Head, block: Block, judgement: Judgement) -> Reading:
    kind = judgement.kind
    told = told_by(block.entries, kind, head.block)
    unread = tuple(run_of([head.block[number]]) for number in block.unread)
    first, last = head.fences[0].number, (head.body or head.fences)[-1].number
    values = (*told.values, *_body(head, kind))
    return Reading(
        items=(RawItem(kind, first, last, values, told.extra, unread, judgement.confidence),),
        syntax=tuple(run_of([fence]) for fence in head.fences),
        noted=told.lines,
        lossy=bool(unread),
        layout="yaml",
    )


def _body(head: Head, kind: Kind) -> tuple[RawValue, ...]:
    filled = [index for index, line in enumerate(head.body) if line.text.strip()]
    if not filled:
        return ()
    return (value_of(_FIELD_OF_BODY[kind], head.body[filled[0] : filled[-1] + 1]),)


def _comment_issues(block: Block, head: Head) -> tuple[Issue, ...]:
    """An issue for each run of comment lines, which give nothing to a record."""
    runs = groupby(enumerate(block.comments), key=lambda numbered: numbered[1] - numbered[0])
    comments = (run_of([head.block[number] for _, number in run]) for _, run in runs)
    message = "a comment gives no field"
    return tuple(
        Issue(IssueCode.LEFTOVER, message, line=comment.line, raw=quoted(comment.text))
        for comment in comments
    )


def _page_of(block: Block) -> str | None:
    values = {key_of(entry.key): entry.typed for entry in block.entries}
    page = values.get("layout") or values.get("type")
    return page.casefold() if isinstance(page, str) else None


def _fence_issues(head: Head) -> tuple[Issue, ...]:
    if head.closed:
        return ()
    message = "the front matter has no closing fence; it ends before the first line that is no key"
    fence = head.fences[0]
    return (Issue(IssueCode.UNCLOSED_FRONTMATTER, message, line=fence.number, raw=fence.text),)


def _placed(issues: tuple[Issue, ...], head: Head) -> tuple[Issue, ...]:
    """Issues whose lines count from 0 in the block, with their lines in the document."""
    first = head.fences[0].number + 1
    return tuple(replace(issue, line=first + (issue.line or 0)) for issue in issues)


def _with_issues(reading: Reading, issues: tuple[Issue, ...], lossy: bool = False) -> Reading:
    return replace(reading, issues=(*issues, *reading.issues), lossy=lossy)


READER = Reader(
    name="frontmatter",
    title="Markdown with YAML front matter: one role, education or post",
    suffixes=(".md", ".markdown", ".mdx"),
    media_types=("text/markdown",),
    sniff=_sniff,
    read=_read,
)
