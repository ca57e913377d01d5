"""Feed XML as small trees, one for each entry, built in one pass with expat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from xml.parsers import expat

from careerdoc.fields import urls
from careerdoc.model.document import Lines, RawValue

ENTRY_NAMES = frozenset({"entry", "item"})
_LONGEST_BASE, _LONGEST_LANGUAGE = 2_000, 100
"""Characters of what elements hand on to those inside."""
_DEEPEST = 200
"""Nested elements; of deeper ones only the text is taken."""

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


def _fold(namespace: str) -> str:
    """A namespace without what feeds write now so, now so: case and a slash at its end."""
    return namespace.rstrip("/#").casefold()


_FOLDED_PREFIXES = {_fold(namespace): prefix for namespace, prefix in _PREFIXES.items()}


@dataclass(frozen=True, slots=True)
class Inherited:
    """What an element has from itself or from those around it: `xml:base` and `xml:lang`."""

    base: str | None = None
    language: RawValue | None = None


NOTHING_INHERITED = Inherited()


class Text(NamedTuple):
    """A piece of an element's own text and the line where it starts."""

    text: str
    line: int


@dataclass(slots=True)
class Element:
    """One element: its name with a short prefix, attributes, parts in order, lines from 1."""

    name: str
    attributes: dict[str, str]
    line: int
    end_line: int = 0
    parts: list[Element | Text] = field(default_factory=list)
    inherited: Inherited = NOTHING_INHERITED

    @property
    def children(self) -> list[Element]:
        """The elements directly inside."""
        return [part for part in self.parts if isinstance(part, Element)]

    def all_text(self) -> str:
        """The text of the element and of all elements inside, in order."""
        pieces: list[str] = []
        self._collect(pieces)
        return "".join(pieces).strip()

    def _collect(self, pieces: list[str]) -> None:
        for part in self.parts:
            if isinstance(part, Element):
                part._collect(pieces)
            else:
                pieces.append(part.text)

    def own_texts(self) -> Iterator[Lines]:
        """The texts before, between and after the elements inside, without the blank ones."""
        for is_text, run in groupby(self.parts, lambda part: isinstance(part, Text)):
            if is_text:
                yield from _stripped([part for part in run if isinstance(part, Text)])

    def find(self, name: str) -> Element | None:
        """The first child with this name."""
        return next((child for child in self.children if child.name == name), None)


def _stripped(run: list[Text]) -> Iterator[Lines]:
    filled = [piece for piece in run if piece.text.strip()]
    if filled:
        first, last = filled[0], filled[-1]
        blank = first.text[: len(first.text) - len(first.text.lstrip())]
        text = "".join(piece.text for piece in run).strip()
        yield Lines(first.line + blank.count("\n"), last.line + last.text.rstrip().count("\n"), text)


@dataclass(slots=True)
class Feed:
    """A feed as far as it could be read.

    `head` holds the feed's own elements, and in place of each entry an empty one. `error`
    says why reading ended early, with its line; `unread` is the text from there on, or from
    the start of the entry that the error lies in. `bare` quotes the entries without any text,
    by their place in `entries`. `comments` (and instructions such
    as `<?xml-stylesheet?>`), the `doctype` and elements that
    are `too_deep` are quoted as they stand. `junk` is the text before the feed, `syntax` the lines that
    hold nothing of it but its markup.
    """

    root: str | None = None
    head: Element | None = None
    entries: list[Element] = field(default_factory=list)
    error: str | None = None
    error_line: int = 1
    cut_short: bool = False
    unread: Lines | None = None
    doctype: Lines | None = None
    comments: list[Lines] = field(default_factory=list)
    too_deep: list[Lines] = field(default_factory=list)
    bare: dict[int, Lines] = field(default_factory=dict)
    junk: tuple[Lines, ...] = ()
    syntax: tuple[Lines, ...] = ()


def parse_feed(text: str, stands_for: dict[int, str] | None = None) -> Feed:
    """The entries of `text`, and what ended the reading, if anything did.

    Of an entry that is cut off its complete elements are kept where a title or a link is one.

    In texts, entities other than XML's own five are never resolved. The characters that
    `stands_for` names are given back as what they stand for.
    """
    return _Builder(text, stands_for or {}).build()


_CUT_SHORT = {
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place in the feed: its line from 1 and its offset in bytes."""

    line: int
    offset: int


class _Builder:
    """Builds the trees from expat's events."""

    def __init__(self, text: str, stands_for: dict[int, str]) -> None:
        self._stands_for = stands_for
        self._feed = Feed()
        self._open: list[Element] = []
        self._entry_start: _Mark | None = None
        self._entry_depth = 0
        self._doctype_start: _Mark | None = None
        self._last_comment = 0
        self._deep_start: _Mark | None = None
        self._deeper = 0
        self._folds_case = False  # names of CDF may be capitals
        # A declared encoding was honoured when the bytes were decoded; expat would now apply
        # it to text that is UTF-8.
        self._encoded = text.encode("utf-8")
        # A blank parts namespace and name; expat then resolves the prefixes.
        self._parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.CommentHandler = self._comment
        self._parser.ProcessingInstructionHandler = self._instruction
        self._parser.StartDoctypeDeclHandler = self._start_doctype
        self._parser.EndDoctypeDeclHandler = self._end_doctype
        # With a default handler expat reports internal entities instead of resolving them.
        self._parser.DefaultHandler = self._unresolved
        self._parser.SkippedEntityHandler = self._skipped
        self._parser.UseForeignDTD(True)

    def build(self) -> Feed:
        try:
            self._parser.Parse(self._encoded, True)
        except expat.ExpatError as error:
            self._stop(error)
        return self._feed

    def _stop(self, error: expat.ExpatError) -> None:
        """Keeps what was read before an error, and quotes what was not."""
        self._parser.buffer_text = False  # delivers the text that waits for its next event
        feed, end = self._feed, _Mark(error.lineno, self._parser.ErrorByteIndex)
        feed.error, feed.error_line = expat.ErrorString(error.code), error.lineno
        feed.cut_short = error.code in _CUT_SHORT
        self._end_deep(end.offset)
        if self._doctype_start:
            feed.doctype = self._quote(self._doctype_start, end.offset)
        feed.unread = self._quote(self._entry_start or end, len(self._encoded))
        if self._entry_start:
            self._keep_cut(self._open[self._entry_depth])
            del self._open[self._entry_depth :]
        while len(self._open) > 1:
            element = self._open.pop()
            element.end_line = error.lineno
            self._open[-1].parts.append(element)

    def _keep_cut(self, entry: Element) -> None:
        """Keeps the complete elements of an entry in which the feed ends, if they name it."""
        named = (child for child in entry.children if child.name in ("title", "link"))
        if self._feed.cut_short and any(child.attributes.get("href") or child.all_text() for child in named):
            entry.end_line = self._feed.error_line
            self._feed.entries.append(entry)

    def _here(self) -> _Mark:
        return _Mark(self._parser.CurrentLineNumber, self._parser.CurrentByteIndex)

    def _quote(self, start: _Mark, end_offset: int) -> Lines:
        text = self._encoded[start.offset : end_offset].decode("utf-8", "ignore").rstrip()
        return Lines(start.line, start.line + text.count("\n"), self._as_given(text))

    def _as_given(self, text: str) -> str:
        return text.translate(self._stands_for) if self._stands_for else text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            self._deep_start = self._deep_start or self._here()
            self._deeper += 1
            return
        named = _folded if self._folds_case or (not self._open and name.casefold() == "channel") else _short
        element = Element(
            named(name),
            {named(key): self._as_given(value) for key, value in attributes.items()},
            self._parser.CurrentLineNumber,
        )
        element.inherited = _inherited(element, self._open[-1].inherited if self._open else NOTHING_INHERITED)
        if self._feed.root is None and element.name == "entry":
            # An Atom entry that stands for itself.
            self._feed.root, self._feed.head = "feed", Element("feed", {}, element.line)
            self._open.append(self._feed.head)
        if self._feed.root is None:
            self._feed.root = element.name.rsplit(":", 1)[-1]
            self._feed.head = element
            self._folds_case = self._feed.root == "channel"
        elif self._entry_start is None and element.name in ENTRY_NAMES:
            self._entry_start = self._here()
            self._entry_depth = len(self._open)
        self._open.append(element)

    def _end(self, name: str) -> None:
        if self._deeper:
            self._deeper -= 1
            if not self._deeper and self._deep_start:
                self._end_deep(self._end_of_tag(self._deep_start.offset))
            return
        element = self._open.pop()
        element.end_line = self._parser.CurrentLineNumber
        if self._entry_start and len(self._open) == self._entry_depth:
            if _is_bare(element):
                quote = self._quote(self._entry_start, self._end_of_tag(self._entry_start.offset))
                self._feed.bare[len(self._feed.entries)] = quote
            self._entry_start = None
            self._feed.entries.append(element)
            # Keeps the texts before and after the entry apart.
            self._open[-1].parts.append(Element(element.name, {}, element.line, element.line))
        elif self._open:
            self._open[-1].parts.append(element)

    def _end_deep(self, end_offset: int) -> None:
        if self._deep_start:
            self._feed.too_deep.append(self._quote(self._deep_start, end_offset))
            self._deep_start = None

    def _end_of_tag(self, start_offset: int) -> int:
        """The offset behind the element that ends here and began at `start_offset`."""
        here = self._parser.CurrentByteIndex
        is_one_tag = self._encoded.rfind(b"<", start_offset + 1, here) < 0 and here > start_offset
        if is_one_tag and self._encoded[start_offset:here].endswith(b"/>"):
            return here
        return self._encoded.find(b">", here) + 1

    def _characters(self, characters: str) -> None:
        if self._open:
            # Text is delivered at the start of what follows it.
            line = self._parser.CurrentLineNumber - characters.count("\n")
            self._open[-1].parts.append(Text(self._as_given(characters), max(line, self._open[-1].line)))

    def _comment(self, text: str) -> None:
        line = self._parser.CurrentLineNumber
        self._last_comment = self._parser.CurrentByteIndex + len(text)
        self._feed.comments.append(Lines(line, line + text.count("\n"), f"<!--{self._as_given(text)}-->"))

    def _instruction(self, target: str, text: str) -> None:
        start = self._here()
        self._feed.comments.append(self._quote(start, self._encoded.find(b"?>", start.offset) + 2))

    def _start_doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        here = self._here()
        offset = self._encoded.find(b"<!DOCTYPE", self._last_comment)
        lines = self._encoded.count(b"\n", offset, here.offset)
        self._doctype_start = _Mark(here.line - lines, offset)

    def _end_doctype(self) -> None:
        if self._doctype_start:
            self._feed.doctype = self._quote(self._doctype_start, self._parser.CurrentByteIndex + 1)
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
    namespace, _, local = name.rpartition(" ")
    prefix = _PREFIXES.get(namespace)
    if prefix is None:
        prefix = _FOLDED_PREFIXES.get(_fold(namespace), namespace)
    return f"{prefix}:{local}" if prefix else local


def _folded(name: str) -> str:
    return _short(name).lower()


def _inherited(element: Element, around: Inherited) -> Inherited:
    if not element.attributes:
        return around
    base, language = element.attributes.get("xml:base"), element.attributes.get("xml:lang")
    if base is not None and len(base) <= _LONGEST_BASE:
        around = replace(around, base=urls.parse(base, around.base).value or around.base)
    if (
        language is not None and len(language) <= _LONGEST_LANGUAGE
    ):  # blank: no language, whatever the one around
        told = RawValue("language", language, element.line, element.line, language)
        around = replace(around, language=told if language.strip() else None)
    return around
