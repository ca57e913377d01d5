"""Every means of reading feed XML, one after the other: as it stands, mended, by feedparser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from careerdoc.model.document import Lines, Pieces, split_lines
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.readers.base import issue_about
from careerdoc.readers.feed.mending import mended
from careerdoc.readers.feed.parser import FeedParser
from careerdoc.readers.feed.salvage import Salvage
from careerdoc.readers.feed.tree import Element, Feed
from careerdoc.readers.feed.window import keeping_references

_AT_ONCE = 131_072
"""Characters that expat is given at once, so that what it keeps of them stays small."""
_LONE_RETURN = re.compile(r"\r(?!\n)")
_NO_LINE_END = re.compile(r"[^\r\n]")


class Ladder:
    """The entries of a feed, batch by batch, and at the end the feed itself.

    Where expat gives up, the whole text is mended and read again; behind what is still an error each
    entry is read for itself, and what is broken is left to feedparser. Entries that were given
    before are not given again.
    """

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._count = 0
        self.feed = Feed()
        self._first = self.feed
        self._broken_pieces: list[Lines] = []

    def batches(self) -> Iterator[list[Element]]:
        """The entries in their order, in batches that are never empty."""
        junk: list[str] = []
        pieces = map(keeping_references, _without_junk(self._pieces(), junk))
        yield from self._read(FeedParser(), _sliced(pieces))
        self._first = first = self.feed
        if first.is_broken:
            text = "".join(_without_junk(self._pieces(), []))
            yield from self._mended(*mended(keeping_references(text)))
        self.feed.junk = tuple(_junk("".join(junk)))

    def _mended(self, text: str, stands_for: dict[int, str]) -> Iterator[list[Element]]:
        """The entries of mended text; those behind an error that is still in it one by one."""
        parser = FeedParser(stands_for)
        yield from self._read(parser, [(text, True)])
        if self.feed.is_broken and self.feed.unread:
            salvage = Salvage(text, self.feed, stands_for)
            rest = text.encode("utf-8")[parser.unread_offset :].decode("utf-8", "ignore")
            yield from salvage.entries(rest, self.feed.unread.line)
            self._broken_pieces = salvage.broken

    def _read(self, parser: FeedParser, slices: Iterable[tuple[str, bool]]) -> Iterator[list[Element]]:
        """The entries that `parser` finds, but for as many as were given before."""
        self.feed, given, seen = parser.feed, self._count, 0
        for piece, is_last in slices:
            batch = parser.take(piece, is_last=is_last)
            seen += len(batch)
            if new := batch[max(0, given - (seen - len(batch))) :]:
                self._count += len(new)
                yield new

    def issues(self) -> Iterator[Issue]:
        """What ended the reading at first, what of the text is lost in the end, and odd markup."""
        yield from _markup_issues(self.feed)
        if self._first.is_broken:
            yield from self._broken()
        yield from cut_issues(self.feed)

    def _broken(self) -> Iterator[Issue]:
        """Where the XML is broken, with the line or with the entry that is lost or read only in part."""
        first = self._first
        reason = f"XML is broken in line {first.error_line}: {first.error}"
        for lines in self._broken_pieces:
            told = reason if lines.line <= first.error_line <= lines.end_line else "XML is broken here"
            message = f"{told}; what can be read of this is kept"
            yield issue_about(IssueCode.MALFORMED_XML, message, lines)
        if not any(lines.line <= first.error_line <= lines.end_line for lines in self._broken_pieces):
            found = split_lines("".join(self._pieces()))[first.error_line - 1 : first.error_line]
            lines = Lines(first.error_line, first.error_line, "".join(line.text for line in found))
            yield issue_about(IssueCode.MALFORMED_XML, reason, lines)


def cut_issues(feed: Feed) -> Iterator[Issue]:
    """That a feed ends early, with what is lost of it."""
    if feed.unread and feed.cut_short:
        message = f"the feed ends early ({feed.error}); complete entries and elements are kept"
        yield issue_about(IssueCode.TRUNCATED, message, feed.unread)


def _markup_issues(feed: Feed) -> Iterator[Issue]:
    if feed.doctype:
        message = "the feed declares a document type; its entities are not resolved"
        yield issue_about(IssueCode.XML_ENTITIES, message, feed.doctype)
    for lines in feed.too_deep:
        yield issue_about(IssueCode.TOO_DEEP, "elements nested too deep; only their text is read", lines)


def _sliced(pieces: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The text of `pieces` in slices that are small, the last of which is told and may be empty."""
    for piece in pieces:
        for start in range(0, len(piece), _AT_ONCE):
            yield piece[start : start + _AT_ONCE], False
    yield "", True


def _without_junk(pieces: Iterable[str], junk: list[str]) -> Iterator[str]:
    """`pieces` with blanks for what stands before the first markup, which goes to `junk`.

    No line changes its number.
    """
    begun = False
    for piece in map(_with_line_feeds, pieces):
        if begun:
            yield piece
            continue
        before, sign, rest = piece.partition("<")
        begun = bool(sign)
        junk.append(before)
        yield (_NO_LINE_END.sub(" ", before) if before.strip() else before) + sign + rest


def _with_line_feeds(text: str) -> str:
    """`text` with a line feed for each carriage return that stands alone, as XML reads it."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if _LONE_RETURN.search(text) else text


def _junk(before: str) -> Iterator[Lines]:
    """The text before the first markup, which is no part of the feed."""
    junk = before.rstrip()
    if junk:
        blank = junk[: len(junk) - len(junk.lstrip())]
        yield Lines(1 + blank.count("\n"), len(split_lines(junk)), junk.strip())
