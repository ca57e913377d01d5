"""Feeds in Atom, RSS, CDF and JSON: one post for each entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from careerdoc.model.document import Document, Lines, Pieces, RawItem, Reader, Reading, TextForm
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.base import (
    beside_text,
    everything,
    first_filled_line,
    issue_about,
    nothing_found,
    score_behind,
)
from careerdoc.readers.feed.entries import item_of
from careerdoc.readers.feed.head import Head, head_of, omission_issues
from careerdoc.readers.feed.json_feed import (
    is_json_feed,
    parse_json_feed,
    without_syntax as without_json_syntax,
)
from careerdoc.readers.feed.ladder import Ladder, cut_issues
from careerdoc.readers.feed.prolog import before_root
from careerdoc.readers.feed.tree import Element, Feed
from careerdoc.text.html import html_to_text
from careerdoc.text.repair import find_orphans

_LIST_OF_FEEDS = "this is OPML, a list of feeds: it tells no posts"
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:feed|entry|rss|RDF|opml|CHANNEL)[\s>/]")
_DIALECTS = ("feed", "rss", "RDF", "channel")
"""The roots of Atom, RSS, RSS 1.0 and CDF."""
_SAYS = ("title", "url", "summary", "content")
"""The fields that tell whether two entries are one."""
_TAG = re.compile(r"""<[^\s<>!](?:[^<>"']++|"[^"<]*"|'[^'<]*')*+>""")
# The end of a tag that begins on a line which holds a value, and the start of one that ends there.
_TAG_END = re.compile(r"""\A(?:\s*[\w:.-]++\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*/?>""")
_OPEN_TAG = re.compile(r"<[A-Za-z][\w:.-]*+(?:\s[^<>]*)?\Z")
_TAG_IN_LINE = re.compile(r"""<[^\s<>!](?:[^<>"'\n]++|"[^"<\n]*"|'[^'<\n]*')*+>""")


def _sniff(document: Document) -> float:
    if is_json_feed(document.text):
        return 1.0
    before, offset = before_root(document.text)
    return score_behind(before, document) if _ROOT.match(document.text, offset) else 0.0


def _read(document: Document) -> Reading:
    if is_json_feed(document.text):
        feed, entries = parse_json_feed(document.text)
        whole = _whole(feed, entries, tuple(cut_issues(feed)), document)
        return replace(whole, without_syntax=without_json_syntax)
    ladder = Ladder(lambda: (document.text,))
    entries = [entry for batch in ladder.batches() for entry in batch]
    return _whole(ladder.feed, entries, tuple(ladder.issues()), document)


def _whole(feed: Feed, entries: list[Element], issues: tuple[Issue, ...], document: Document) -> Reading:
    if feed.root not in _DIALECTS and not entries:
        return _no_feed(feed, document)
    head = head_of(feed, document.source.url)
    told = _told(entries, head, {})
    rest = _rest(feed, head)
    if not told.items:
        nothing = nothing_found(document, "a feed without entries")
        return replace(nothing, issues=(*issues, *nothing.issues), lossy=rest.lossy)
    return replace(
        rest,
        items=told.items,
        without_syntax=_without_tags,
        noted=(*rest.noted, *told.noted),
        issues=(*issues, *rest.issues, *head.issues, *told.issues),
        orphans=_orphans(told.items),
    )


def _stream(document: Document, pieces: Pieces) -> Iterator[Reading]:
    """The posts of a feed, a batch at a time; a JSON Feed is read as a whole.

    Posts inherit what the feed tells of itself before the first of them; what it tells behind is
    quoted by an issue.
    """
    if is_json_feed(document.text):
        yield _read(replace(document, text="".join(pieces())))
        return
    ladder, says = Ladder(pieces), dict[str, int]()
    head: Head | None = None
    has_items = False
    for batch in ladder.batches():
        head = head or head_of(ladder.feed, document.source.url, is_whole=False)
        told = _told(batch, head, says)
        has_items = has_items or bool(told.items)
        yield replace(told, orphans=_orphans(told.items))
    if head is None:
        nothing = _whole(ladder.feed, [], tuple(ladder.issues()), document)
        lines = sum(piece.count("\n") for piece in pieces()) + 1
        yield replace(nothing, noted=(Lines(1, lines, ""),))
        return
    whole = head_of(ladder.feed, document.source.url)
    rest = _rest(ladder.feed, whole)
    known = set(map(_place, head.repeated)) if has_items else set()
    late = omission_issues(element for element in whole.repeated if _place(element) not in known)
    issues = (*ladder.issues(), *rest.issues, *whole.issues, *late)
    yield replace(rest, issues=issues, without_syntax=_without_tags)


def _place(element: Element) -> tuple[str, int, str]:
    """What tells one of the feed's own elements from the others, in whatever pass it was read."""
    return element.name, element.line, element.all_text()


def _no_feed(feed: Feed, document: Document) -> Reading:
    message = _LIST_OF_FEEDS if feed.root == "opml" else "this is no Atom or RSS feed"
    raw = quoted(document.text.strip())
    issue = Issue(IssueCode.NOT_A_FEED, message, line=first_filled_line(document), raw=raw)
    return Reading(noted=everything(document), issues=(issue,))


def _told(entries: Sequence[Element], head: Head, says: dict[str, int]) -> Reading:
    """The posts of `entries`; `says` holds what earlier ones say, by their ids."""
    items: list[RawItem] = []
    issues: list[Issue] = []
    for entry in entries:
        item = item_of(entry, head.context)
        if item is None:
            lines = entry.quote or Lines(entry.line, entry.end_line, f"<{entry.name}>")
            issues.append(issue_about(IssueCode.NO_RECORD, "this entry says nothing", lines))
            continue
        marked, found = _with_markup(item)
        items.append(marked)
        issues += (*_repeated_id(item, says), *found)
    noted = tuple(_span(child) for entry in entries for child in entry.children)
    return Reading(tuple(items), noted=noted, issues=tuple(issues))


def _rest(feed: Feed, head: Head) -> Reading:
    """What stands around the entries."""
    return Reading(
        noted=tuple(_noted(feed, head)),
        issues=tuple(_leftovers(feed)),
        lossy=feed.error is not None or bool(feed.too_deep),
        layout=feed.root,
    )


def _repeated_id(item: RawItem, says: dict[str, int]) -> Iterator[Issue]:
    """That an entry has the id of an earlier one and says something else."""
    told = hash(tuple((value.field, value.text) for value in item.values if value.field in _SAYS))
    for value in item.values:
        if value.field == "source_id" and says.setdefault(value.text, told) != told:
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
    beside = beside_text(item.values)
    if not (beside.extra or beside.issues) and beside.values == item.values:
        return item, ()
    taken = {extra.name for extra in item.extra}
    named = (replace(one, name=f"html:{one.name}") if one.name in taken else one for one in beside.extra)
    return replace(item, values=beside.values, extra=(*item.extra, *named)), beside.issues


def _leftovers(feed: Feed) -> Iterator[Issue]:
    for lines in feed.junk:
        yield issue_about(IssueCode.LEFTOVER, "a text before the feed", lines)
    for lines in feed.comments:
        yield issue_about(IssueCode.LEFTOVER, "a comment or an instruction in the feed", lines)


def _noted(feed: Feed, head: Head) -> Iterator[Lines]:
    """The lines of all around the entries that stands in `extra` or in an issue."""
    yield from map(_span, head.elements)
    yield from (*feed.comments, *feed.junk)
    if feed.doctype:
        yield feed.doctype
    if feed.unread and feed.cut_short:
        yield feed.unread


def _span(element: Element) -> Lines:
    return Lines(element.line, element.end_line, "")


def _without_tags(text: str) -> str:
    """`text` without tags; a tag can go over several lines."""
    without = _TAG.sub(_line_ends, _TAG_IN_LINE.sub("", text))
    return _OPEN_TAG.sub(_line_ends, _TAG_END.sub(_line_ends, without))


def _line_ends(tag: re.Match[str]) -> str:
    return "\n" * tag[0].count("\n")


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
    stream=_stream,
)
