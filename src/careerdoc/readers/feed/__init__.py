"""Feeds in Atom and RSS: one post for each entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careerdoc.model.document import Document, Extra, Line, Lines, RawValue, Reader, Reading
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.base import filled, run_of
from careerdoc.readers.feed.entries import Context, as_mapping, item_of
from careerdoc.readers.feed.mending import mended, rescued
from careerdoc.readers.feed.tree import Element, Feed, parse_feed

_BEFORE_ROOT = re.compile(
    r"\s*(?:<\?[^>]{0,500}\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE[^>\[]{0,500}(?:\[.{0,4000}?\])?>\s*)*",
    re.DOTALL,
)
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:feed|rss|RDF)[\s>/]")
_ONLY_TAGS = re.compile(r"\s*(?:<[^<>]*>\s*)*")


def _sniff(document: Document) -> float:
    start = _BEFORE_ROOT.match(document.text)
    return 1.0 if start and _ROOT.match(document.text, start.end()) else 0.0


def _read(document: Document) -> Reading:
    feed, issues = _parsed(document)
    if feed.root not in ("feed", "rss", "RDF") and not feed.entries:
        issue = Issue(IssueCode.NOT_A_FEED, "this is no Atom or RSS feed", line=1, raw=quoted(document.text))
        return Reading(noted=_everything(document), issues=(issue,))
    context, head = _context(feed)
    items = tuple(item_of(entry, context) for entry in feed.entries)
    if not items:
        message = "no role, education or post here; it looks like a feed without entries"
        issues = (*issues, Issue(IssueCode.NO_RECORD, message, line=1, raw=quoted(document.text)))
        return Reading(noted=_everything(document), issues=issues, lossy=feed.error is not None)
    return Reading(
        items=items,
        syntax=tuple(run_of([line]) for line in _tag_lines(document)),
        noted=(*_spans(feed.entries), *_spans(head), *_rest_after_error(feed, document)),
        issues=issues,
        lossy=feed.error is not None,
        layout=feed.root,
    )


def _parsed(document: Document) -> tuple[Feed, tuple[Issue, ...]]:
    """The feed and what was wrong with it, after every means of reading it was tried."""
    feed = parse_feed(document.text)
    issues = _doctype_issue(feed, document)
    if feed.error is None:
        return feed, issues
    if feed.cut_short:
        return feed, (*issues, _truncated(feed, document))
    issue = Issue(IssueCode.MALFORMED_XML, f"not well-formed: {feed.error}", line=feed.error_line)
    second = parse_feed(mended(document.text))
    if second.error is None or len(second.entries) > len(feed.entries):
        feed = second
    if feed.error is None:
        return feed, (*issues, issue)
    more = rescued(document.text, feed.error_line or 1)
    if len(more) > len(feed.entries):
        feed.entries += more[len(feed.entries) :]
        return feed, (*issues, issue)
    return feed, (*issues, issue, _truncated(feed, document))


def _truncated(feed: Feed, document: Document) -> Issue:
    start = feed.open_entry_line or feed.error_line or 1
    rest = "\n".join(line.text for line in document.lines[start - 1 :])
    message = f"the feed ends early ({feed.error}); complete entries are kept"
    return Issue(IssueCode.TRUNCATED, message, line=start, raw=quoted(rest))


def _doctype_issue(feed: Feed, document: Document) -> tuple[Issue, ...]:
    if feed.doctype_line is None:
        return ()
    message = "the feed declares a document type; its entities are not resolved"
    raw = quoted(document.lines[feed.doctype_line - 1].text)
    return (Issue(IssueCode.XML_ENTITIES, message, line=feed.doctype_line, raw=raw),)


def _context(feed: Feed) -> tuple[Context, list[Element]]:
    root = feed.head
    channel = (root.find("channel") or root) if root else None
    if root is None or channel is None:
        return Context(), []
    head = [child for child in channel.children if child.name != "channel"]
    told = as_mapping(head)
    span = Lines(head[0].line, head[-1].end_line, "") if head else None
    context = Context(
        is_atom=feed.root == "feed",
        base=_base(root, head),
        language=_language(root, channel),
        authors=tuple(child for child in head if child.name == "author" and child.children),
        extra=Extra("feed", told, span) if span and told else None,
    )
    return context, head


def _language(root: Element, channel: Element) -> RawValue | None:
    tag = root.attributes.get("xml:lang")
    if tag:
        return RawValue("language", tag, root.line, root.line, tag)
    element = channel.find("language") or channel.find("dc:language")
    text = element.all_text().strip() if element else ""
    return RawValue("language", text, element.line, element.end_line, text) if element and text else None


def _base(root: Element, head: list[Element]) -> str | None:
    if "xml:base" in root.attributes:
        return root.attributes["xml:base"]
    for link in head:
        if link.name == "link" and link.attributes.get("rel", "alternate") == "alternate":
            return link.attributes.get("href") or link.all_text().strip() or None
    return None


def _spans(elements: list[Element]) -> Iterator[Lines]:
    for element in elements:
        yield Lines(element.line, element.end_line, "")


def _rest_after_error(feed: Feed, document: Document) -> tuple[Lines, ...]:
    if feed.error is None or not document.lines:
        return ()
    start = feed.open_entry_line or feed.error_line or 1
    return (Lines(start, document.lines[-1].number, ""),)


def _tag_lines(document: Document) -> Iterator[Line]:
    for line in filled(document):
        if _ONLY_TAGS.fullmatch(line.text):
            yield line


def _everything(document: Document) -> tuple[Lines, ...]:
    return (run_of(document.lines),) if document.lines else ()


READER = Reader(
    name="feed",
    title="Atom and RSS feeds: posts",
    suffixes=(".xml", ".atom", ".rss", ".rdf"),
    media_types=("application/atom+xml", "application/rss+xml", "application/rdf+xml"),
    sniff=_sniff,
    read=_read,
)
