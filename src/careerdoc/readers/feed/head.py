"""What a feed tells of itself, before and between its entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from careerdoc.model.document import Extra, Lines, RawValue
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.feed.entries import Context
from careerdoc.readers.feed.markup import as_json, grouped, inner_markup, stated_in
from careerdoc.readers.feed.tree import ENTRY_NAMES, Element, Feed, is_place_of_entry
from careerdoc.text.tables import table

_LONGEST = 4_000
"""Characters of the feed's own elements that each of its posts repeats."""
_MOST = 50
"""Elements of the feed that each of its posts repeats."""


@dataclass(frozen=True, slots=True)
class Head:
    """The feed's own elements, those its posts repeat, what entries inherit, and what has no place."""

    elements: tuple[Element, ...]
    repeated: tuple[Element, ...]
    context: Context
    issues: tuple[Issue, ...]


def head_of(feed: Feed, address: str | None, *, is_whole: bool = True) -> Head:
    """The head of a feed that came from `address`; if not the whole one, what stands before its entries."""
    root = feed.head
    if root is None:
        return Head((), (), Context(), ())
    channel = root if root.name == "channel" else root.find("channel")
    parents = (root,) if channel in (None, root) else (channel, root)
    elements = tuple(
        child
        for parent in parents
        for child in (parent.children if is_whole else _before_entries(parent))
        if child is not channel and child.name not in ENTRY_NAMES
    )
    kept, omitted = _shared(elements)
    context = Context(
        is_atom=feed.root == "feed",
        base=_base(channel)
        or _link(elements)
        or (channel.attributes.get("href") if channel else None)
        or address,
        language=_language(kept),
        authors=_authors(kept),
        extra=_extra(kept, channel),
    )
    texts = (text for parent in parents for text in parent.own_texts())
    return Head(elements, tuple(kept), context, (*_text_issues(texts), *_omission_issues(omitted, channel)))


def _before_entries(parent: Element) -> Iterable[Element]:
    return takewhile(lambda child: not is_place_of_entry(child), parent.children)


def _shared(elements: Iterable[Element]) -> tuple[list[Element], list[Element]]:
    """The elements that each post repeats, up to a limit, and those beyond it."""
    kept: list[Element] = []
    omitted: list[Element] = []
    length = 0
    for element in elements:
        size = len(str((element.name, as_json(element))))
        if length + size > _LONGEST or len(kept) >= _MOST:
            omitted.append(element)
        else:
            kept.append(element)
            length += size
    return kept, omitted


def _authors(elements: Iterable[Element]) -> tuple[Element, ...]:
    """The elements that name the feed's authors, all of one name."""
    told = [element for element in elements if element.all_text()]
    found = (
        tuple(element for element in told if element.name == name)
        for name in table(__package__, "elements")["authors"]["names"]
    )
    return next(filter(None, found), ())


def _base(channel: Element | None) -> str | None:
    """The base that a channel of CDF names; its `href` is the page that tells of it."""
    return channel.attributes.get("base") if channel and channel.name == "channel" else None


def _link(elements: Iterable[Element]) -> str | None:
    """The address of the site."""
    for element in elements:
        if element.name == "link" and element.attributes.get("rel", "alternate") == "alternate":
            return element.attributes.get("href") or element.all_text() or None
    return None


def _language(elements: Iterable[Element]) -> RawValue | None:
    for element in elements:
        if element.name in ("language", "dc:language") and (text := element.all_text()):
            return RawValue("language", text, element.line, element.end_line, text)
    return None


def _extra(elements: list[Element], channel: Element | None) -> Extra | None:
    attributes = tuple(channel.attributes.items()) if channel and not _has_long_attributes(channel) else ()
    told = grouped([*attributes, *((element.name, as_json(element)) for element in elements)])
    line = elements[0].line if elements else channel.line if channel else 1
    stated = [*(text for _, text in attributes), *(stated_in(element) for element in elements)]
    return Extra("feed", told, Lines(line, line, "\n".join(filter(None, stated)))) if told else None


def _has_long_attributes(channel: Element) -> bool:
    return sum(len(name) + len(value) for name, value in channel.attributes.items()) > _LONGEST


def _text_issues(texts: Iterable[Lines]) -> Iterator[Issue]:
    for lines in texts:
        message = "a text between the elements of the feed"
        yield Issue(IssueCode.LEFTOVER, message, line=lines.line, raw=quoted(lines.text))


def _omission_issues(elements: Iterable[Element], channel: Element | None) -> Iterator[Issue]:
    if channel and _has_long_attributes(channel):
        message = "the attributes of the feed are too long to be repeated with each post"
        raw = quoted("\n".join(map("=".join, channel.attributes.items())))
        yield Issue(IssueCode.LEFTOVER, message, line=channel.line, raw=raw)
    yield from omission_issues(elements)


def omission_issues(elements: Iterable[Element]) -> Iterator[Issue]:
    """One for each of the feed's own elements that its posts do not repeat."""
    for element in elements:
        message = f"the feed's own {element.name} is too much or too late to be repeated with each post"
        yield Issue(IssueCode.LEFTOVER, message, line=element.line, raw=quoted(inner_markup(element)))
