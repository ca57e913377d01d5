"""What stands behind an error in feed XML, an entry at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careerdoc.model.document import Lines
from careerdoc.readers.feed.mending import rescued
from careerdoc.readers.feed.parser import FeedParser
from careerdoc.readers.feed.prolog import opening
from careerdoc.readers.feed.tree import ENTRY_START, Element, Feed

_ENTRY_START = re.compile(ENTRY_START, re.IGNORECASE)
_SIGN = re.compile(rf"<!\[CDATA\[|<!--|{ENTRY_START}", re.IGNORECASE)
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}
_USUAL_OPENING = "<rss><channel>"
"""For a feed whose own root is broken."""
_MOST_RESCUED = 200
_MOST_TEXT_RESCUED = 500_000
"""Broken entries, and characters of them, that feedparser is asked about: it is slow."""


class Salvage:
    """The entries of a text behind an error, in a feed whose whole text is `whole`.

    Each stands for itself, so that an error in one harms no other. One that is broken is left to
    feedparser; `broken` quotes it. What stands between the entries goes to `feed`.
    """

    def __init__(self, whole: str, feed: Feed, stands_for: dict[int, str]) -> None:
        self.broken: list[Lines] = []
        self._opening = opening(whole) or _USUAL_OPENING
        self._feed = feed
        self._stands_for = stands_for
        self._rescued_text = 0

    def entries(self, rest: str, line: int) -> Iterator[list[Element]]:
        """The entries of `rest`, which begins on `line`, in order; none of these lists is empty."""
        pieces = list(_pieces(rest, line))
        place = 0
        while place < len(pieces):
            piece = pieces[place]
            parser, found = self._parsed(piece)
            if not found and parser.feed.error is None and place + 1 < len(pieces):
                # An element inside of the entry may be called like one.
                joined = Lines(piece.line, piece.line, piece.text + pieces[place + 1].text)
                longer, more = self._parsed(joined)
                if more:
                    parser, found, piece, place = longer, more, joined, place + 1
            place += 1
            if found:
                self._keep_surroundings(parser)
            else:
                found = self._rescued(parser.window.as_given(piece.text), piece.line)
            if found:
                yield found

    def _parsed(self, piece: Lines) -> tuple[FeedParser, list[Element]]:
        parser = FeedParser(self._stands_for, lines_above=piece.line - 1)
        return parser, parser.take(self._opening + piece.text)

    def _keep_surroundings(self, parser: FeedParser) -> None:
        """What stands behind an entry in its piece goes to the feed; a second error there is quoted."""
        found = parser.feed
        self._feed.comments += found.comments
        self._feed.too_deep += found.too_deep
        if self._feed.head is None:
            self._feed.root, self._feed.head = found.root, found.head
        for ours, theirs in zip(_parents(self._feed), _parents(found), strict=False):
            if ours is theirs:
                continue
            # The places of entries stay: a text behind one must not become one with that before it.
            ours.parts += [part for part in theirs.parts if part is not _channel(found)]
        if found.unread and found.unread.text.strip():
            self.broken.append(found.unread)

    def _rescued(self, text: str, line: int) -> list[Element]:
        if not text.strip():
            return []
        self.broken.append(Lines(line, line + text.rstrip().count("\n"), text.rstrip()))
        self._rescued_text += len(text)
        is_too_much = len(self.broken) > _MOST_RESCUED or self._rescued_text > _MOST_TEXT_RESCUED
        if is_too_much or not _ENTRY_START.match(text):
            return []
        return [entry for entry in rescued(self._opening + text, line) if entry.parts]


def _parents(feed: Feed) -> list[Element]:
    """The root and the channel, as far as there are any."""
    return [element for element in (feed.head, _channel(feed)) if element is not None]


def _channel(feed: Feed) -> Element | None:
    return feed.head.find("channel") if feed.head else None


def _pieces(rest: str, line: int) -> Iterator[Lines]:
    """`rest` cut before each entry, every piece with its first line; a piece may stand before them."""
    start = 0
    for end in [*_entry_starts(rest), len(rest)]:
        if end > start:
            text = rest[start:end]
            yield Lines(line, line, text)
            line += text.count("\n")
            start = end


def _entry_starts(text: str) -> Iterator[int]:
    """Where entries begin; what comments and CDATA hold begins none, as far as they have an end."""
    position = 0
    lasts = {sign: text.rfind(end) for sign, end in _ENDS.items()}
    while sign := _SIGN.search(text, position):
        position = sign.end()
        end = _ENDS.get(sign[0])
        if end is None:
            yield sign.start()
        elif lasts[sign[0]] >= position:
            position = text.find(end, position) + len(end)
