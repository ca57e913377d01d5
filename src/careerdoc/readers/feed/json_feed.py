"""JSON Feed as the same trees as feeds in XML.

Source: JSON Feed, version 1.1, jsonfeed.org/version/1.1.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, NamedTuple

from careerdoc.model.document import Lines
from careerdoc.readers.feed.tree import Element, Feed, Text

_VERSION = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version')
_HEAD = 4_000
"""Characters in which a JSON Feed says that it is one."""
_SYNTAX = re.compile(r'\s*+(?:"(?:[^"\\]|\\.)*+"\s*+:\s*+)?+[\s\[\]{},]*+')
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_BETWEEN = ", \n\r\t"
_BLANK = re.compile(r"[ \t\r\n]*")
_NAMES = {"date_published": "published", "date_modified": "updated", "content_text": "content"}
_IMAGES = ("image", "banner_image")


class _Placed(NamedTuple):
    """A value, the name it has in its object, and where both stand, in characters."""

    name: str
    value: Any
    start: int
    end: int


class _UnreadableError(Exception):
    """The text is no JSON from `offset` on."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def is_json_feed(text: str) -> bool:
    """Whether `text` is an object that calls itself a JSON Feed within its first 4,000 characters."""
    start = _BLANK.match(text)
    return start is not None and text.startswith("{", start.end()) and bool(_VERSION.search(text, 0, _HEAD))


def parse_json_feed(text: str) -> tuple[Feed, list[Element]]:
    """The feed and its items as entries; of a text that is cut off or broken, the complete ones before."""
    return _Builder(text).build()


class _Builder:
    """Goes through the text once from value to value; `_at` is where it stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line_starts = [0, *(end.end() for end in re.finditer("\n", text))]
        self._decode = json.JSONDecoder().raw_decode

    def build(self) -> tuple[Feed, list[Element]]:
        head, unread = Element("feed", {}, 1), 0
        feed, entries = Feed(root="feed", head=head), list[Element]()
        try:
            for unread, name in self._names():
                if name != "items" or not self._text.startswith("[", self._at):
                    self._place(head, self._placed(name, unread))
                    continue
                for _ in self._elements():
                    entries.append(self._entry())
                    unread = self._at
        except _UnreadableError as error:
            is_cut = error.offset >= len(self._text.rstrip())
            feed.error = "it is cut off" if is_cut else "this is no JSON"
            feed.error_line = self._line(error.offset)
            feed.cut_short = True
            feed.unread = self._rest_from(unread)
        return feed, entries

    def _rest_from(self, offset: int) -> Lines:
        """All from an offset on, without what only parts values, by the lines that it stands on."""
        rest = self._text[offset:].rstrip(_BETWEEN)
        lost = rest.lstrip(_BETWEEN)
        first = self._line(offset + len(rest) - len(lost))
        return Lines(first, first + lost.count("\n"), lost)

    def _names(self) -> Iterator[tuple[int, str]]:
        """The names in the object here, each with where it begins; who asks on has taken its value."""
        self._take("{")
        while not self._text.startswith("}", self._at):
            start, name = self._at, self._value()
            if not isinstance(name, str):
                raise _UnreadableError(start)
            self._take(":")
            yield start, name
            self._go_on("}")
        self._at += 1

    def _elements(self) -> Iterator[None]:
        """Stops at each element of the list here; who asks on has taken it."""
        self._take("[")
        while not self._text.startswith("]", self._at):
            yield
            self._go_on("]")
        self._at += 1

    def _go_on(self, closing: str) -> None:
        """To the next part, behind a comma, or to where `closing` stands."""
        self._skip_blanks()
        if not self._text.startswith(closing, self._at):
            self._take(",")

    def _take(self, sign: str) -> None:
        self._skip_blanks()
        if not self._text.startswith(sign, self._at):
            raise _UnreadableError(self._at)
        self._at += 1
        self._skip_blanks()

    def _skip_blanks(self) -> None:
        blank = _BLANK.match(self._text, self._at)
        self._at = blank.end() if blank else self._at

    def _value(self) -> Any:
        try:
            value, end = self._decode(self._text, self._at)
            whole = _whole(value)
        except (ValueError, RecursionError):
            raise _UnreadableError(self._at) from None
        self._at = end
        return whole

    def _placed(self, name: str, start: int) -> _Placed:
        return _Placed(name, self._value(), start, self._at)

    def _line(self, offset: int) -> int:
        return bisect_right(self._line_starts, offset)

    def _entry(self) -> Element:
        start = self._at
        item = self._placed("item", start)  # as a whole first: of a broken item nothing is taken
        entry = Element("entry", {}, self._line(start), self._line(item.end))
        if not isinstance(item.value, dict):
            self._place(entry, item)
            return entry
        self._at = start
        placed = [self._placed(name, name_start) for name_start, name in self._names()]
        has_html = any(one.name == "content_html" for one in placed)
        for one in placed:
            spare = one.name == "content_text" and has_html
            self._place(entry, one._replace(name="text") if spare else one)
        return entry

    def _place(self, parent: Element, placed: _Placed) -> None:
        parent.parts += _elements(placed, self._line(placed.start), self._line(placed.end))


def without_syntax(text: str) -> str:
    """`text` with blank lines for those that hold no value: brackets, and the name of what they hold."""
    return "\n".join("" if _SYNTAX.fullmatch(line) else line for line in text.split("\n"))


def _elements(placed: _Placed, line: int, end_line: int) -> Iterator[Element]:
    """What Atom would write for a value, by its name."""
    name, value = placed.name, placed.value
    if name in ("author", "authors"):
        for person in value if isinstance(value, list) else [value]:
            yield _person(person, line, end_line)
    elif name == "tags" and isinstance(value, list):
        for tag in value:
            yield Element("category", {"term": _told(tag)}, line, end_line)
    elif name in ("url", "home_page_url"):
        yield Element("link", {"href": _told(value)}, line, end_line)
    elif name in _IMAGES:
        yield Element("media:thumbnail", {"url": _told(value)}, line, end_line)
    elif name == "attachments" and isinstance(value, list):
        for attachment in value:
            stated = attachment if isinstance(attachment, dict) else {"text": attachment}
            yield Element("enclosure", _attributes(stated), line, end_line)
    elif name == "content_html":
        yield _leaf("content", value, line, end_line, {"type": "html"})
    else:
        yield _leaf(_NAMES.get(name, name), value, line, end_line)


def _person(person: object, line: int, end_line: int) -> Element:
    element = Element("author", {}, line, end_line)
    stated = person if isinstance(person, dict) else {"name": person}
    element.parts += (
        _leaf("uri" if name == "url" else name, value, line, end_line) for name, value in stated.items()
    )
    return element


def _attributes(stated: dict[str, object]) -> dict[str, str]:
    return {"type" if name == "mime_type" else name: _told(value) for name, value in stated.items()}


def _leaf(
    name: str, value: object, line: int, end_line: int, attributes: dict[str, str] | None = None
) -> Element:
    text = _told(value)
    return Element(name, attributes or {}, line, end_line, [Text(text, line)] if text else [])


def _whole(value: Any) -> Any:
    """The value with U+FFFD for halves of characters, which JSON can name and no text can hold."""
    if isinstance(value, str):
        return _HALF_CHARACTER.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(one) for name, one in value.items()}
    return value


def _told(value: object) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value, ensure_ascii=False)
