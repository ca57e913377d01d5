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
SYNTAX = re.compile(r'\s*(?:"(?:[^"\\]|\\.)*"\s*:\s*)?[\s\[\]{},]*')
"""A line that holds no value: brackets, and the name of what they hold."""
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_BLANK = re.compile(r"[ \t\r\n]*")
_NAMES = {"date_published": "published", "date_modified": "updated", "content_text": "content"}
_IMAGES = ("image", "banner_image")


class _Placed(NamedTuple):
    """A value, the name it has in its object, where the value ends and where the name begins."""

    name: str
    value: Any
    end: int
    start: int


class _UnreadableError(Exception):
    """The text is no JSON from `offset` on."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def is_json_feed(text: str) -> bool:
    """Whether `text` is an object that calls itself a JSON Feed within its first 4,000 characters."""
    start = _BLANK.match(text)
    return start is not None and text.startswith("{", start.end()) and bool(_VERSION.search(text, 0, _HEAD))


def parse_json_feed(text: str) -> Feed:
    """The items of `text` as entries; of a text that is cut off or broken, the complete ones before."""
    return _Builder(text).build()


class _Builder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._line_starts = [0, *(end.end() for end in re.finditer("\n", text))]
        self._decode = json.JSONDecoder().raw_decode
        self._feed = Feed(root="feed", head=Element("feed", {}, 1))
        self._behind = -1  # where the list ends that was read element by element

    def build(self) -> Feed:
        feed, unread = self._feed, 0
        try:
            for name_start, name, offset in self._values_of_object(self._skipped(0)):
                unread = name_start
                if name != "items" or not self._text.startswith("[", offset):
                    self._place(feed.head, _Placed(name, *self._value(offset), name_start))
                    continue
                for start, end in self._values_of_list(offset):
                    feed.entries.append(self._entry(start, end))
                    unread = end
        except _UnreadableError as error:
            is_cut = error.offset >= len(self._text.rstrip())
            feed.error = "it is cut off" if is_cut else "this is no JSON"
            feed.error_line = self._line(error.offset)
            feed.cut_short = True
            lost = self._text[unread:].strip(", \n\r\t")
            feed.unread = Lines(self._line(unread), self._line(len(self._text)), lost)
        return feed

    def _values_of_object(self, offset: int) -> Iterator[tuple[int, str, int]]:
        """The names in the object at `offset`, each with where it and where its value begin."""
        offset = self._expect("{", offset)
        while not self._text.startswith("}", offset):
            name, behind = self._value(offset)
            if not isinstance(name, str):
                raise _UnreadableError(offset)
            start = self._expect(":", self._skipped(behind))
            self._behind = -1
            yield offset, name, start
            offset = self._next(self._behind if self._behind >= 0 else self._value(start)[1], "}")

    def _values_of_list(self, offset: int) -> Iterator[tuple[int, int]]:
        """Where each element of the list at `offset` begins and ends."""
        offset = self._expect("[", offset)
        while not self._text.startswith("]", offset):
            end = self._value(offset)[1]
            yield offset, end
            offset = self._next(end, "]")
        self._behind = offset + 1

    def _next(self, offset: int, closing: str) -> int:
        """Where the next part begins behind a comma, or where `closing` stands."""
        offset = self._skipped(offset)
        return offset if self._text.startswith(closing, offset) else self._expect(",", offset)

    def _expect(self, sign: str, offset: int) -> int:
        if not self._text.startswith(sign, offset):
            raise _UnreadableError(offset)
        return self._skipped(offset + 1)

    def _skipped(self, offset: int) -> int:
        blank = _BLANK.match(self._text, offset)
        return blank.end() if blank else offset

    def _value(self, offset: int) -> tuple[Any, int]:
        try:
            value, end = self._decode(self._text, offset)
            return _whole(value), end
        except (ValueError, RecursionError):
            raise _UnreadableError(offset) from None

    def _line(self, offset: int) -> int:
        return bisect_right(self._line_starts, offset)

    def _entry(self, start: int, end: int) -> Element:
        entry = Element("entry", {}, self._line(start), self._line(end))
        if not self._text.startswith("{", start):
            self._place(entry, _Placed("item", *self._value(start), start))
            return entry
        placed = [
            _Placed(name, *self._value(offset), name_start)
            for name_start, name, offset in self._values_of_object(start)
        ]
        has_html = any(one.name == "content_html" for one in placed)
        for one in placed:
            spare = one.name == "content_text" and has_html
            self._place(entry, one._replace(name="text") if spare else one)
        return entry

    def _place(self, parent: Element | None, placed: _Placed) -> None:
        if parent is not None:
            parent.parts += _elements(placed, self._line(placed.start), self._line(placed.end))


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
