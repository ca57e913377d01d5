"""Feed XML as small trees, one for each entry, built in one pass with expat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

ENTRY_NAMES = frozenset({"entry", "item"})
_DEEPEST = 200
"""Nested elements; deeper ones are taken as malformed."""

# Namespaces by the short name that entries use, so that a feed's own prefixes do not matter.
_PREFIXES = {
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://wellformedweb.org/CommentAPI/": "wfw",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
}


class TooDeepError(ValueError):
    """The elements of the feed are nested beyond any use."""


@dataclass(slots=True)
class Element:
    """One element: its name with a short prefix, attributes, text, children and lines from 1.

    `text` is the element's own text before its first child; what follows a child is that
    child's `tail`.
    """

    name: str
    attributes: dict[str, str]
    line: int
    end_line: int = 0
    text: str = ""
    tail: str = ""
    children: list[Element] = field(default_factory=list)

    def all_text(self) -> str:
        """The text of the element and of all elements inside, in order."""
        return "".join(self.pieces())

    def pieces(self) -> Iterator[str]:
        """The texts that `all_text` joins."""
        yield self.text
        for child in self.children:
            yield from child.pieces()
            yield child.tail

    def find(self, name: str) -> Element | None:
        """The first child with this name."""
        return next((child for child in self.children if child.name == name), None)


@dataclass(slots=True)
class Feed:
    """A feed as far as it could be read.

    `head` holds the feed's own elements without the entries; `error` says why reading ended
    early, with its line; `entities` whether a document type was declared; `open_entry_line`
    is where an entry starts that the input does not finish.
    """

    root: str | None = None
    head: Element | None = None
    entries: list[Element] = field(default_factory=list)
    error: str | None = None
    error_line: int | None = None
    cut_short: bool = False
    doctype_line: int | None = None
    open_entry_line: int | None = None


def parse_feed(text: str) -> Feed:
    """The entries of `text` that are complete, and what ended the reading, if anything did.

    Entities other than XML's own five are never resolved.
    """
    builder = _Builder()
    try:
        builder.parse(text)
    except expat.ExpatError as error:
        builder.feed.error = expat.ErrorString(error.code)
        builder.feed.error_line = error.lineno
        builder.feed.cut_short = error.code in _CUT_SHORT
    except TooDeepError as error:
        builder.feed.error = str(error)
        builder.feed.error_line = builder.parser.CurrentLineNumber
    builder.close_what_is_open()
    return builder.feed


_CUT_SHORT = {
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
}


class _Builder:
    """Builds the trees from expat's events."""

    def __init__(self) -> None:
        self.feed = Feed()
        self._open: list[Element] = []
        # A blank parts namespace and name; expat then resolves the prefixes.
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.ordered_attributes = False
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._doctype
        # With a default handler expat reports internal entities instead of resolving them.
        self.parser.DefaultHandler = self._unresolved
        self.parser.SkippedEntityHandler = self._skipped
        self.parser.UseForeignDTD(True)

    def parse(self, text: str) -> None:
        # A declared encoding was honoured when the bytes were decoded; expat would now apply
        # it to text that is UTF-8. The line end keeps every line's number.
        self.parser.Parse(text.encode("utf-8"), True)

    def close_what_is_open(self) -> None:
        """After an early end: notes an unfinished entry, closes the elements around it."""
        while len(self._open) > 1:
            element = self._open.pop()
            if element.name in ENTRY_NAMES and not self._is_inside_entry():
                self.feed.open_entry_line = element.line
            elif not self._is_inside_entry() and element.children:
                element.end_line = self.parser.CurrentLineNumber
                self._open[-1].children.append(element)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise TooDeepError(f"more than {_DEEPEST} elements inside each other")
        element = Element(
            _short(name),
            {_short(key): value for key, value in attributes.items()},
            self.parser.CurrentLineNumber,
        )
        if self.feed.root is None:
            self.feed.root = element.name.rsplit(":", 1)[-1]
            self.feed.head = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        element = self._open.pop()
        element.end_line = self.parser.CurrentLineNumber
        if not self._open:
            return
        if element.name in ENTRY_NAMES and not self._is_inside_entry():
            self.feed.entries.append(element)
        else:
            self._open[-1].children.append(element)

    def _is_inside_entry(self) -> bool:
        return any(element.name in ENTRY_NAMES for element in self._open)

    def _characters(self, characters: str) -> None:
        if not self._open:
            return
        parent = self._open[-1]
        if parent.children:
            parent.children[-1].tail += characters
        else:
            parent.text += characters

    def _doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        self.feed.doctype_line = self.parser.CurrentLineNumber

    def _unresolved(self, markup: str) -> None:
        if markup.startswith("&") and markup.endswith(";"):
            self._characters(markup)

    def _skipped(self, name: str, is_parameter: bool) -> None:
        # `&nbsp;` in a feed without its DTD: kept as it is written, read with the HTML.
        if not is_parameter:
            self._characters(f"&{name};")


def _short(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    prefix = _PREFIXES.get(namespace, namespace)
    return f"{prefix}:{local}" if prefix else local
