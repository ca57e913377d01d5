"""Markdown with YAML front matter: one role, education or post in each file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from careerdoc.fields import technologies
from careerdoc.fields.kinds import Judgement, fields_of, judge, key_of
from careerdoc.model.document import Document, Extra, Line, Lines, RawItem, RawValue, Reader, Reading
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.base import nothing_found, run_of, value_of
from careerdoc.readers.frontmatter.fences import Head, head_of
from careerdoc.readers.frontmatter.yaml_block import Block, Entry, load_block

_KINDS_WITH_BODY = {"role": "content", "education": "description", "post": "content"}


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
    if not block.entries:
        issue = Issue(
            IssueCode.MALFORMED_FRONTMATTER,
            "what stands between the fences is no mapping of keys to values",
            line=head.fences[0].number,
            raw=quoted(head.block_text),
        )
        return _with_issues(nothing_found(document, "text between rules"), (*issues, issue), lossy=True)
    told = [entry.key for entry in block.entries if any(text.strip() for text in entry.texts or ())]
    said = document.kind
    judgement = Judgement(said, 1.0, said) if said else judge(told, _page_of(block))
    if judgement.kind is None:
        return _with_issues(nothing_found(document, judgement.looks_like), issues)
    return _reading(document, head, block, judgement, issues)


def _reading(
    document: Document, head: Head, block: Block, judgement: Judgement, issues: tuple[Issue, ...]
) -> Reading:
    values, extra, noted = _sorted_entries(block, head, judgement)
    body = _body(head, judgement)
    unread = tuple(run_of([head.block[number]]) for number in block.unread)
    last = (head.body or head.fences)[-1].number
    item = RawItem(
        judgement.kind or "post",
        head.fences[0].number,
        last,
        (*values, *body),
        extra,
        unread,
        judgement.confidence,
    )
    return Reading(
        items=(item,),
        syntax=tuple(run_of([fence]) for fence in head.fences),
        noted=noted,
        issues=issues,
        lossy=bool(unread),
        layout="yaml",
    )


def _sorted_entries(
    block: Block, head: Head, judgement: Judgement
) -> tuple[list[RawValue], tuple[Extra, ...], tuple[Lines, ...]]:
    """The entries as raw values where they give a field, else as extra; and all their lines.

    A key without a value says nothing, so it gives neither.
    """
    assert judgement.kind is not None
    fields = fields_of(judgement.kind, [entry.key for entry in block.entries])
    values: list[RawValue] = []
    extra: list[Extra] = []
    for entry in block.entries:
        field = fields.get(entry.key)
        if field is None or entry.texts is None:
            extra.append(Extra(entry.key, entry.typed, run_of(_lines_of(entry, head))))
        else:
            values += _raw_values(field, entry, head)
    return values, tuple(extra), tuple(run_of(_lines_of(entry, head)) for entry in block.entries)


def _raw_values(field: str, entry: Entry, head: Head) -> list[RawValue]:
    lines = _lines_of(entry, head)
    if entry.texts == () and field == "end":
        return [value_of("end", lines, "")]  # an empty end beside a start says that it goes on
    texts = entry.texts or ()
    if not entry.is_list and field in _LISTS and texts:
        texts = _LISTS[field](texts[0])
    return [value_of(field, lines, text) for text in texts if text.strip()]


def _bullets(text: str) -> tuple[str, ...]:
    return tuple(line.strip().removeprefix("-").removeprefix("*").strip() for line in text.split("\n"))


# One text in a field of several values: names with commas between, bullets on lines.
_LISTS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "technologies": technologies.split,
    "tags": technologies.split,
    "authors": technologies.split,
    "highlights": _bullets,
}


def _lines_of(entry: Entry, head: Head) -> tuple[Line, ...]:
    return head.block[entry.line : entry.end_line + 1]


def _body(head: Head, judgement: Judgement) -> tuple[RawValue, ...]:
    filled = [index for index, line in enumerate(head.body) if line.text.strip()]
    if not filled or judgement.kind is None:
        return ()
    lines = head.body[filled[0] : filled[-1] + 1]
    return (value_of(_KINDS_WITH_BODY[judgement.kind], lines),)


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
