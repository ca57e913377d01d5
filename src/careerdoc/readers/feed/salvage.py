"""What stands behind an error in feed XML, an entry at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from careerdoc.model.document import Lines
from careerdoc.readers.feed.mending import rescued
from careerdoc.readers.feed.parser import FeedParser
from careerdoc.readers.feed.tree import Element, Feed

_ENTRY_START = re.compile(r"<(?:[\w.-]{1,40}:)?(?:entry|item)(?=[\s/>])", re.IGNORECASE)
_START_TAG = re.compile(r"<([A-Za-z][\w:.-]*)[^<>]*>")
_MOST_RESCUED = 200
"""Broken entries that feedparser is asked about; each of them costs it a whole parse."""


class Salvage:
    """The entries of `rest`, which begins on `line` of a feed whose text is `whole`.

    Each stands for itself, so that an error in one harms no other. One that is broken is left to
    feedparser; `broken` quotes it. `feed` gets the comments and the like that stand between them.
    """

    def __init__(self, whole: str, feed: Feed, stands_for: dict[int, str]) -> None:
        self.broken: list[Lines] = []
        self._opening = _opening(whole)
        self._feed = feed
        self._stands_for = stands_for

    def entries(self, rest: str, line: int) -> Iterator[list[Element]]:
        """The entries of each piece of `rest`, in order; none of these lists is empty."""
        for piece in _pieces(rest, line):
            parser = FeedParser(self._stands_for, lines_above=piece.line - 1)
            found = parser.take(self._opening + piece.text)
            if found:
                self._feed.comments += parser.feed.comments
                self._feed.too_deep += parser.feed.too_deep
            else:
                found = self._rescued(parser.as_given(piece.text), piece.line)
            if found:
                yield found

    def _rescued(self, text: str, line: int) -> list[Element]:
        if not text.strip():
            return []
        self.broken.append(Lines(line, line + text.rstrip().count("\n"), text.rstrip()))
        if len(self.broken) > _MOST_RESCUED or not _ENTRY_START.match(text):
            return []
        return [entry for entry in rescued(self._opening + text, line) if entry.parts]


def _pieces(rest: str, line: int) -> Iterator[Lines]:
    """`rest` cut before each entry, every piece with its first line; a piece may stand before them."""
    starts = [0, *(start.start() for start in _ENTRY_START.finditer(rest)), len(rest)]
    for start, end in pairwise(dict.fromkeys(starts)):
        text = rest[start:end]
        yield Lines(line, line, text)
        line += text.count("\n")


def _opening(whole: str) -> str:
    """The start tags of the feed and of its channel, on one line."""
    tags = _START_TAG.finditer(whole)
    opening = ""
    for tag in tags:
        name = tag[1].rpartition(":")[2].lower()
        if opening and name != "channel":
            break
        opening += " ".join(tag[0].split())
        if name not in ("rss", "rdf"):
            break
    return opening
