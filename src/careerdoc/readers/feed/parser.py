"""Feed XML read piece by piece with expat: each entry is a tree as soon as it ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from xml.parsers import expat

from careerdoc.fields import urls
from careerdoc.model.document import Lines, RawValue
from careerdoc.readers.feed.tree import (
    ENTRY_NAMES,
    ENTRY_START,
    Element,
    Feed,
    Inherited,
    Text,
    is_place_of_entry,
)
from careerdoc.readers.feed.window import AMPERSAND, Mark, Window
from careerdoc.text.tables import table

_LONGEST_BASE, _LONGEST_LANGUAGE = 2_000, 100
"""Characters of what elements hand on to those inside."""
_DEEPEST = 200
"""Nested elements; of deeper ones only the text is taken."""
_LONGEST_WORD = 1_000
"""Bytes of text outside of all elements that are looked back over."""
_TEXT_AT_ONCE = 65_536
"""Bytes of text that expat gathers before it hands them on."""
# Behind what ends the reading: a comment or CDATA without an end takes in all that follows it.
_ENTRY_START = re.compile(ENTRY_START.encode("ascii"))
_CUT_SHORT = {
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
}


def namespaces() -> dict[str, str]:
    """Namespaces and the short prefix of each, so that a feed's own prefixes do not matter."""
    found: dict[str, str] = table(__package__, "elements")["namespaces"]
    return found


def _fold(namespace: str) -> str:
    """A namespace without what feeds write now so, now so: case and a slash at its end."""
    return namespace.rstrip("/#").casefold()


@cache
def _folded_namespaces() -> dict[str, str]:
    return {_fold(namespace): prefix for namespace, prefix in namespaces().items()}


class FeedParser:
    """Takes a feed piece by piece and gives its entries as they end.

    `feed` is what stands around the entries, as far as it was taken, and what ended the reading
    if anything did. Of an entry that is cut off its complete elements are kept where a title or a
    link is one. In texts, entities other than XML's own five are never resolved. The characters
    that `stands_for` names are given back as what they stand for. Lines are counted from
    `lines_above` on.
    """

    def __init__(self, stands_for: dict[int, str] | None = None, lines_above: int = 0) -> None:
        self.feed = Feed()
        self.unread_offset = 0
        self._lines_above = lines_above
        self._entries: list[Element] = []
        self._open: list[Element] = []
        self.window = Window(stands_for or {})
        self._needed_from = 0
        self._entry_start: Mark | None = None
        self._entry_depth = 0
        self._doctype_start: Mark | None = None
        self._last_comment = 0
        self._deep_start: Mark | None = None
        self._deeper = 0
        self._named: Callable[[str], str] = _short
        # A declared encoding was honoured when the bytes were decoded; expat would now apply
        # it to text that is UTF-8. A blank parts namespace and name; expat then resolves prefixes.
        self._parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.buffer_size = _TEXT_AT_ONCE
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.CommentHandler = self._comment
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartDoctypeDeclHandler = self._start_doctype
        self._parser.EndDoctypeDeclHandler = self._end_doctype
        # With these expat reports references instead of resolving or refusing them.
        self._parser.DefaultHandler = self._unresolved
        self._parser.SkippedEntityHandler = self._skipped
        self._parser.UseForeignDTD(True)

    def take(self, piece: str, *, is_last: bool = False) -> list[Element]:
        """The entries that end in `piece`; none once an error has ended the reading."""
        if self.feed.error is not None:
            return []
        encoded = piece.encode("utf-8")
        self.window.take(encoded, self._needed_from)
        try:
            self._parser.Parse(encoded, is_last)
        except expat.ExpatError as error:
            self._stop(error)
        ended, self._entries = self._entries, []
        return ended

    def _stop(self, error: expat.ExpatError) -> None:
        """Keeps what was read before an error, and quotes what was not."""
        self._parser.buffer_text = False  # delivers the text that waits for its next event
        feed, end = self.feed, self._mark_of(error)
        feed.error, feed.error_line = expat.ErrorString(error.code), end.line
        unread = self._entry_start or self._start_of_word(end)
        behind = self.window.between(unread.offset + 1, self.window.end)
        feed.cut_short = error.code in _CUT_SHORT and not _ENTRY_START.search(behind)
        self._end_deep(end.offset)
        if self._doctype_start:
            feed.doctype = self.window.quote(self._doctype_start, end.offset)
        feed.unread, self.unread_offset = self.window.quote(unread, self.window.end), unread.offset
        if self._entry_start:
            self._keep_cut(self._open[self._entry_depth])
            del self._open[self._entry_depth :]
        for element in self._open:
            element.end_line = end.line

    def _mark_of(self, error: expat.ExpatError) -> Mark:
        """Where an error stands; the end of a text that ends with a line feed is on the line before it."""
        line, offset = self._lines_above + error.lineno, self._parser.ErrorByteIndex
        is_behind = offset >= self.window.end and self.window.between(offset - 1, offset) == b"\n"
        return Mark(line - is_behind, offset)

    def _start_of_word(self, end: Mark) -> Mark:
        """Where the text began in which an error outside of all elements stands; else the error's place."""
        before = b"" if self._open else self.window.between(max(0, end.offset - _LONGEST_WORD), end.offset)
        word = before[before.rfind(b">") + 1 :].lstrip()
        return Mark(end.line - word.count(b"\n"), end.offset - len(word))

    def _keep_cut(self, entry: Element) -> None:
        """Keeps the complete elements of an entry in which the feed ends, if they name it."""
        if entry is not self._open[-1]:
            entry.parts.remove(self._open[self._entry_depth + 1])
        named = (child for child in entry.children if child.name in ("title", "link"))
        if self.feed.cut_short and any(child.attributes.get("href") or child.all_text() for child in named):
            entry.end_line = self.feed.error_line
            self._entries.append(entry)

    def _here(self) -> Mark:
        return Mark(self._lines_above + self._parser.CurrentLineNumber, self._parser.CurrentByteIndex)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            self._deep_start = self._deep_start or self._here()
            self._deeper += 1
            return
        if not self._open and name.casefold() == "channel":
            self._named = _folded  # names of CDF may be capitals
        element = Element(self._named(name), {}, self._lines_above + self._parser.CurrentLineNumber)
        around = self._open[-1] if self._open else None
        if around is not None:
            element.inherited = around.inherited
        if attributes:
            self._give(element, attributes)
        if self.feed.root is None:
            self._begin(element)
        elif self._entry_start is None and element.name in ENTRY_NAMES:
            self._entry_start = self._here()
            self._entry_depth = len(self._open)
        elif around is not None:
            around.parts.append(element)
        self._open.append(element)

    def _give(self, element: Element, attributes: dict[str, str]) -> None:
        element.attributes = {
            self._named(key): self.window.as_given(value) for key, value in attributes.items()
        }
        element.inherited = _inherited(element, element.inherited)

    def _begin(self, element: Element) -> None:
        """Takes the root; an Atom entry that stands for itself has an empty feed around it."""
        if element.name == "entry":
            self.feed.root, self.feed.head = "feed", Element("feed", {}, element.line)
            self._open.append(self.feed.head)
            self._entry_start, self._entry_depth = self._here(), 1
        else:
            self.feed.root, self.feed.head = element.name.rsplit(":", 1)[-1], element
            self._named = self._named if self.feed.root == "channel" else _short

    def _end(self, name: str) -> None:
        if self._deeper:
            self._deeper -= 1
            if not self._deeper and self._deep_start:
                self._end_deep(
                    self.window.end_of_element(self._deep_start.offset, self._parser.CurrentByteIndex)
                )
            return
        element = self._open.pop()
        element.end_line = self._lines_above + self._parser.CurrentLineNumber
        if self._entry_start is not None and len(self._open) == self._entry_depth:
            self._end_entry(element, self._entry_start)

    def _end_entry(self, entry: Element, start: Mark) -> None:
        if _is_bare(entry):
            end = self.window.end_of_element(start.offset, self._parser.CurrentByteIndex)
            entry.quote = self.window.quote(start, end)
        self._entry_start = None
        self._needed_from = self._parser.CurrentByteIndex
        self._entries.append(entry)
        around = self._open[-1].parts
        if not (around and is_place_of_entry(around[-1])):
            # Keeps the texts before and after the entry apart.
            around.append(Element(entry.name, {}, entry.line, entry.line))

    def _end_deep(self, end_offset: int) -> None:
        if self._deep_start:
            self.feed.too_deep.append(self.window.quote(self._deep_start, end_offset))
            self._deep_start = None

    def _characters(self, characters: str) -> None:
        if not self._open:
            return
        around = self._open[-1]
        if around.parts and is_place_of_entry(around.parts[-1]) and characters.isspace():
            return
        # Text is delivered at the start of what follows it.
        line = self._lines_above + self._parser.CurrentLineNumber - characters.count("\n")
        around.parts.append(Text(self.window.as_given(characters), max(line, around.line)))

    def _comment(self, text: str) -> None:
        line = self._lines_above + self._parser.CurrentLineNumber
        self._last_comment = self._parser.CurrentByteIndex + len(text.encode("utf-8"))
        self.feed.comments.append(
            Lines(line, line + text.count("\n"), f"<!--{self.window.as_given(text)}-->")
        )

    def _instruction(self, target: str, text: str) -> None:
        start = self._here()
        self.feed.comments.append(self.window.quote(start, self.window.find(b"?>", start.offset) + 2))

    def _start_doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        here = self._here()
        offset = self.window.find(b"<!DOCTYPE", self._last_comment)
        lines = self.window.between(offset, here.offset).count(b"\n")
        self._doctype_start = Mark(here.line - lines, offset)

    def _end_doctype(self) -> None:
        if self._doctype_start:
            self.feed.doctype = self.window.quote(self._doctype_start, self._parser.CurrentByteIndex + 1)
            self._doctype_start = None

    def _unresolved(self, markup: str) -> None:
        if markup.startswith("&") and markup.endswith(";"):
            self._characters(markup)

    def _skipped(self, name: str, is_parameter: bool) -> None:
        # `&nbsp;` in a feed without its DTD: kept as it is written, read with the HTML.
        if not is_parameter:
            self._characters(f"&{name};")


def _is_bare(element: Element) -> bool:
    return all(
        not part.text.strip() if isinstance(part, Text) else not part.attributes and _is_bare(part)
        for part in element.parts
    )


@lru_cache(maxsize=1_024)
def _short(name: str) -> str:
    namespace, _, local = name.replace(AMPERSAND, "&").rpartition(" ")
    prefix = namespaces().get(namespace) if namespace else ""
    if prefix is None:
        prefix = _folded_namespaces().get(_fold(namespace), namespace)
    return f"{prefix}:{local}" if prefix else local


def _folded(name: str) -> str:
    return _short(name).lower()


def _inherited(element: Element, around: Inherited) -> Inherited:
    base, language = element.attributes.get("xml:base"), element.attributes.get("xml:lang")
    if base is not None and len(base) <= _LONGEST_BASE:
        around = replace(around, base=urls.parse(base, around.base).value or around.base)
    if language is not None and len(language) <= _LONGEST_LANGUAGE:
        # A blank one means no language, whatever the one around.
        told = RawValue("language", language, element.line, element.line, language)
        around = replace(around, language=told if language.strip() else None)
    return around
