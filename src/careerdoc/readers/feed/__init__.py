"""Feeds in Atom, RSS, CDF and JSON: one post for each entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from careerdoc.model.document import Document, Lines, RawItem, Reader, Reading, TextForm, split_lines
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.base import beside_text, everything, nothing_found, run_of, score_behind
from careerdoc.readers.feed.entries import item_of
from careerdoc.readers.feed.head import Head, head_of
from careerdoc.readers.feed.json_feed import is_json_feed, parse_json_feed, syntax_lines
from careerdoc.readers.feed.mending import mended, rescued
from careerdoc.readers.feed.tree import Element, Feed, parse_feed
from careerdoc.text.html import html_to_text
from careerdoc.text.repair import find_orphans

_BEFORE_ROOT = re.compile(
    r"(?P<text>[^<]*)(?>(?:<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)\s*)*+", re.DOTALL
)
_LIST_OF_FEEDS = "this is OPML, a list of feeds: it tells no posts"
_NO_LINE_END = re.compile(r"[^\r\n]")
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:feed|entry|rss|RDF|opml|CHANNEL)[\s>/]")
_DIALECTS = ("feed", "rss", "RDF", "channel")
"""The roots of Atom, RSS, RSS 1.0 and CDF."""
_SAYS = ("title", "url", "summary", "content")
"""The fields that tell whether two entries are one."""
_TAG = re.compile(r"""<[^\s<>!](?:[^<>"']++|"[^"<]*"|'[^'<]*')*+>""")
_TAG_IN_LINE = re.compile(r"""<[^\s<>!](?:[^<>"'\n]++|"[^"<\n]*"|'[^'<\n]*')*+>""")


def _sniff(document: Document) -> float:
    if is_json_feed(document.text):
        return 1.0
    start = _BEFORE_ROOT.match(document.text)
    if not start or not _ROOT.match(document.text, start.end()):
        return 0.0
    return score_behind(start["text"].strip(), document)


def _junk(document: Document) -> tuple[Lines, ...]:
    """The text before the first markup, which is no part of the feed."""
    junk = document.text.partition("<")[0].rstrip()
    blank = junk[: len(junk) - len(junk.lstrip())]
    last = len(split_lines(junk))
    return (Lines(1 + blank.count("\n"), last, junk.strip()),) if junk else ()


def _without_junk(text: str) -> str:
    """`text` with blanks for what stands before the first markup; no line changes its number."""
    junk, sign, rest = text.partition("<")
    return _NO_LINE_END.sub(" ", junk) + sign + rest if junk.strip() else text


def _read(document: Document) -> Reading:
    feed, issues = _parsed(document)
    if feed.root not in _DIALECTS and not feed.entries:
        message = _LIST_OF_FEEDS if feed.root == "opml" else "this is no Atom or RSS feed"
        issue = Issue(IssueCode.NOT_A_FEED, message, line=1, raw=quoted(document.text))
        return Reading(noted=everything(document), issues=(issue,))
    head = head_of(feed, document.source.url)
    read = [(entry, item_of(entry, head.context)) for entry in feed.entries]
    told = [_with_markup(item) for _, item in read if item]
    items = tuple(item for item, _ in told)
    lossy = feed.error is not None or bool(feed.too_deep)
    if not items:
        nothing = nothing_found(document, "a feed without entries")
        return replace(nothing, issues=(*issues, *nothing.issues), lossy=lossy)
    empty = (_empty_entry(feed, place) for place, (_, item) in enumerate(read) if item is None)
    return Reading(
        items=items,
        syntax=feed.syntax,
        noted=tuple(_noted(feed, head, document)),
        issues=(
            *issues,
            *_leftovers(feed),
            *head.issues,
            *empty,
            *_repeated_ids(items),
            *(one for _, found in told for one in found),
        ),
        lossy=lossy,
        layout=feed.root,
        orphans=_orphans(items),
    )


def _repeated_ids(items: Iterable[RawItem]) -> Iterator[Issue]:
    """The entries that have the id of an earlier one and say something else."""
    told: dict[str, tuple[tuple[str, str], ...]] = {}
    for item in items:
        says = tuple((value.field, value.text) for value in item.values if value.field in _SAYS)
        for value in item.values:
            if value.field == "source_id" and told.setdefault(value.text, says) != says:
                message = "an earlier entry has the same id and says something else"
                yield Issue(
                    IssueCode.POSSIBLE_DUPLICATE,
                    message,
                    line=value.line,
                    field="source_id",
                    raw=quoted(value.raw),
                )


def _orphans(items: Iterable[RawItem]) -> frozenset[str]:
    """The evidence of all texts; tags hide the ends of lines, so it is counted without them."""
    values = (value for item in items for value in item.values if "Â" in value.text)
    texts = (html_to_text(value.text) if value.form is TextForm.HTML else value.text for value in values)
    return find_orphans("\n".join(texts))


def _with_markup(item: RawItem) -> tuple[RawItem, tuple[Issue, ...]]:
    """The item with what the HTML of its texts holds beside the text."""
    beside, issues = beside_text(item.values)
    if not beside:
        return item, issues
    taken = {extra.name for extra in item.extra}
    named = (replace(one, name=f"html:{one.name}") if one.name in taken else one for one in beside)
    return replace(item, extra=(*item.extra, *named)), issues


def _parsed(document: Document) -> tuple[Feed, tuple[Issue, ...]]:
    """The feed and what was wrong with it, after every means of reading it was tried."""
    if is_json_feed(document.text):
        feed = parse_json_feed(document.text)
        feed.syntax = tuple(syntax_lines(document.lines))
        return feed, tuple(_error_issues(feed, feed, document))
    text = _without_junk(document.text)
    feed = first = parse_feed(text)
    if first.error and not first.cut_short:
        second = parse_feed(*mended(text))
        feed = second if len(second.entries) >= len(first.entries) else first
        if feed.error and not feed.cut_short:
            more = rescued(text, feed.error_line)[len(feed.entries) :]
            feed.entries += [entry for entry in more if entry.parts]
    feed.junk, feed.syntax = _junk(document), tuple(_tag_lines(document))
    return feed, (*_markup_issues(feed), *_error_issues(first, feed, document))


def _markup_issues(feed: Feed) -> Iterator[Issue]:
    if feed.doctype:
        message = "the feed declares a document type; its entities are not resolved"
        yield _issue(IssueCode.XML_ENTITIES, message, feed.doctype)
    for lines in feed.too_deep:
        yield _issue(IssueCode.TOO_DEEP, "elements nested too deep; only their text is read", lines)


def _error_issues(first: Feed, feed: Feed, document: Document) -> Iterator[Issue]:
    """What ended the reading at first, and what of the text is lost in the end."""
    if first.error and not first.cut_short:
        message = f"XML is broken in line {first.error_line}: {first.error}"
        if feed.unread and not feed.cut_short:
            message += "; complete entries before it are kept"
            yield _issue(IssueCode.MALFORMED_XML, message, feed.unread)
        else:
            text = "".join(line.text for line in document.lines[first.error_line - 1 : first.error_line])
            yield _issue(IssueCode.MALFORMED_XML, message, Lines(first.error_line, first.error_line, text))
    if feed.unread and feed.cut_short:
        message = f"the feed ends early ({feed.error}); complete entries and elements are kept"
        yield _issue(IssueCode.TRUNCATED, message, feed.unread)


def _leftovers(feed: Feed) -> Iterator[Issue]:
    for lines in feed.junk:
        yield _issue(IssueCode.LEFTOVER, "a text before the feed", lines)
    for lines in feed.comments:
        yield _issue(IssueCode.LEFTOVER, "a comment or an instruction in the feed", lines)


def _empty_entry(feed: Feed, place: int) -> Issue:
    entry = feed.entries[place]
    lines = feed.bare.get(place, Lines(entry.line, entry.end_line, f"<{entry.name}>"))
    return _issue(IssueCode.NO_RECORD, "this entry says nothing", lines)


def _issue(code: IssueCode, message: str, lines: Lines) -> Issue:
    return Issue(code, message, line=lines.line, raw=quoted(lines.text) or None)


def _noted(feed: Feed, head: Head, document: Document) -> Iterator[Lines]:
    """The lines of all that stands in a value, in `extra` or in an issue."""
    for entry in feed.entries:
        yield from _spans(entry.children)
    yield from _spans(head.elements)
    yield from (*feed.comments, *feed.junk)
    if feed.doctype:
        yield feed.doctype
    if feed.unread and document.lines:
        yield Lines(feed.unread.line, document.lines[-1].number, "")


def _spans(elements: Iterable[Element]) -> Iterator[Lines]:
    return (Lines(element.line, element.end_line, "") for element in elements)


def _tag_lines(document: Document) -> Iterator[Lines]:
    """The lines that hold nothing but tags; a tag can go over several."""
    text = document.text.replace("\r\n", "\n").replace("\r", "\n")
    without_tags = _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), _TAG_IN_LINE.sub("", text))
    for line, left in zip(document.lines, without_tags.split("\n"), strict=False):
        if not left.strip() and line.text.strip():
            yield run_of([line])


READER = Reader(
    name="feed",
    title="Atom, RSS and JSON feeds: posts",
    suffixes=(".xml", ".atom", ".rss", ".rdf"),
    media_types=(
        "application/atom+xml",
        "application/rss+xml",
        "application/rdf+xml",
        "application/feed+json",
    ),
    sniff=_sniff,
    read=_read,
)
