"""Markdown with YAML front matter: one role, education or post in each file, or lists of them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath

from careerdoc.fields.kinds import Judgement, Refusal, key_of, kind_kept_in, kind_listed_under
from careerdoc.model.document import Document, Kind, Line, RawItem, RawValue, Reader, Reading
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.base import everything, nothing_found, run_of, value_of
from careerdoc.readers.frontmatter.entries import told_by
from careerdoc.readers.frontmatter.fences import Head, head_of, is_keyed
from careerdoc.readers.frontmatter.judging import judgement_of
from careerdoc.readers.frontmatter.lists import Listed, entries_beside, listed_records
from careerdoc.readers.frontmatter.pieces import with_whole_values
from careerdoc.readers.frontmatter.yaml_block import Block, load_block

_DATED_NAME = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})-.+")
_FIELD_OF_BODY: dict[Kind, str] = {"role": "content", "education": "description", "post": "content"}


def _sniff(document: Document) -> float:
    head = head_of(document)
    if head is None or not head.block:
        return 0.0
    # Two rules around a paragraph are no front matter: where running text stands between
    # them an article wins.
    return 1.0 if is_keyed(head) else 0.1


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
    reading = _records(document, head, replace(block, entries=with_whole_values(block.entries)))
    return replace(reading, issues=(*issues, *_comment_issues(block, head), *reading.issues))


def _records(document: Document, head: Head, block: Block) -> Reading:
    listed, said = tuple(listed_records(block.entries)), document.kind
    if listed and (said is None or said in {record.judgement.kind for record in listed}):
        return _list_reading(head, block, listed)
    dated = _date_in_name(document, head)
    if said:
        return _reading(head, block, Judgement(said, 1.0), dated)
    place = kind_kept_in(PurePosixPath(document.name).parent.name)
    judgement = judgement_of(block.entries, _pages_of(block) | {"dated name" for _ in dated}, place)
    if isinstance(judgement, Refusal):
        return nothing_found(document, judgement.looks_like)
    return _reading(head, block, judgement, dated)


def _date_in_name(document: Document, head: Head) -> tuple[RawValue, ...]:
    """The day of publication with which Jekyll begins the name of a post."""
    named = _DATED_NAME.fullmatch(PurePosixPath(document.name).stem)
    line = head.fences[0].number
    return (RawValue("published", named["date"], line, line, document.name),) if named else ()


def _unread(document: Document, head: Head, issues: tuple[Issue, ...]) -> Reading:
    """Nothing, for the block is over a limit; the issue that says so quotes the whole text."""
    text = "\n".join(line.text for line in document.lines[head.fences[0].number :])
    quoting = (*issues[:-1], replace(issues[-1], raw=quoted(text)))
    return Reading(noted=everything(document), issues=quoting, lossy=True)


def _reading(head: Head, block: Block, judgement: Judgement, dated: tuple[RawValue, ...]) -> Reading:
    kind = judgement.kind
    told = told_by(block.entries, kind, head.block)
    unread = tuple(run_of([line]) for line in (*head.above, *(head.block[number] for number in block.unread)))
    first, last = head.fences[0].number, (head.body or head.fences)[-1].number
    is_dated = kind != "post" or any(value.field == "published" for value in told.values)
    values = (*told.values, *(() if is_dated else dated), *_body(head, kind))
    return Reading(
        items=(RawItem(kind, first, last, values, told.extra, unread, judgement.confidence),),
        syntax=tuple(run_of([fence]) for fence in head.fences),
        noted=told.lines,
        lossy=bool(block.unread),
        layout="yaml",
    )


def _list_reading(head: Head, block: Block, listed: tuple[Listed, ...]) -> Reading:
    """A record for each entry of the lists; what stands around them belongs to none."""
    items: list[RawItem] = []
    for record in listed:
        kind, confidence = record.judgement.kind, record.judgement.confidence
        told = told_by((*record.entries, *record.shared), kind, head.block)
        first, last = head.block[record.line].number, head.block[record.end_line].number
        items.append(RawItem(kind, first, last, told.values, told.extra, confidence=confidence))
    spans = [head.block[record.line : record.end_line + 1] for record in listed]
    firsts = {head.block[record.line].number for record in listed}
    syntax = [line for line in head.block if _is_format(line, firsts)]
    return Reading(
        items=tuple(items),
        syntax=tuple(run_of([line]) for line in (*head.fences, *syntax)),
        noted=tuple(map(run_of, spans)),
        issues=_stray_issues(head, block, listed),
        layout="yaml list",
    )


def _stray_issues(head: Head, block: Block, listed: tuple[Listed, ...]) -> tuple[Issue, ...]:
    """Issues for what belongs to no record though it stands on a line of one, as in `[{...}, {...}]`."""
    return tuple(
        Issue(
            IssueCode.LEFTOVER,
            f"{entry.key!r} on this line belongs to no record",
            line=head.block[entry.line].number,
            raw=quoted(json.dumps({entry.key: entry.typed}, ensure_ascii=False)),
        )
        for entry in entries_beside(block.entries, listed)
    )


def _is_format(line: Line, firsts: set[int]) -> bool:
    """Whether a line holds brackets alone, or a key alone with a list of records below."""
    key, colon, rest = line.text.strip(" \t-[]{},").partition(":")
    if not colon or rest:
        return not key
    return line.number + 1 in firsts or kind_listed_under(key) is not None


def _body(head: Head, kind: Kind) -> tuple[RawValue, ...]:
    filled = [index for index, line in enumerate(head.body) if line.text.strip()]
    if not filled:
        return ()
    return (value_of(_FIELD_OF_BODY[kind], head.body[filled[0] : filled[-1] + 1]),)


def _comment_issues(block: Block, head: Head) -> tuple[Issue, ...]:
    """An issue for each run of lines with comments, which give nothing to a record."""
    runs = groupby(enumerate(block.comments), key=lambda numbered: numbered[1] - numbered[0])
    comments = (run_of([head.block[number] for _, number in run]) for _, run in runs)
    message = "a comment gives no field"
    return tuple(
        Issue(IssueCode.LEFTOVER, message, line=comment.line, raw=quoted(comment.text))
        for comment in comments
    )


def _pages_of(block: Block) -> set[str]:
    """The values of `layout` and `type`, folded."""
    pages = (entry for entry in block.entries if key_of(entry.key) in ("layout", "type"))
    return {text.strip().casefold() for entry in pages for text in entry.texts or ()}


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
    title="Markdown with YAML front matter: roles, education or a post",
    suffixes=(".md", ".markdown", ".mdx"),
    media_types=("text/markdown",),
    sniff=_sniff,
    read=_read,
)
