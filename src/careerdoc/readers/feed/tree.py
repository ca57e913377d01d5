"""Feeds as small trees, one for each entry, and what stands around the entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from careerdoc.model.document import Lines, RawValue

ENTRY_NAMES = frozenset({"entry", "item"})
ENTRY_START = rf"<(?:[\w.-]{{1,40}}:)?(?:{'|'.join(sorted(ENTRY_NAMES))})(?=[\s/>])"
"""The pattern of what opens an entry, whatever its prefix."""


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
    """One element: its name with a short prefix, attributes, parts in order, lines from 1.

    `quote` is an entry as it stands that says nothing, such as `<item/>`.
    """

    name: str
    attributes: dict[str, str]
    line: int
    end_line: int = 0
    parts: list[Element | Text] = field(default_factory=list)
    inherited: Inherited = NOTHING_INHERITED
    quote: Lines | None = None

    @property
    def children(self) -> list[Element]:
        """The elements directly inside."""
        return [part for part in self.parts if isinstance(part, Element)]

    def all_text(self) -> str:
        """The text of the element and of all elements inside, in order."""
        if len(self.parts) == 1 and isinstance(only := self.parts[0], Text):
            return only.text.strip()
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


def is_place_of_entry(part: Element | Text) -> bool:
    """Whether `part` only keeps the place of entries, which stand elsewhere."""
    return isinstance(part, Element) and part.name in ENTRY_NAMES and not part.parts


def _stripped(run: list[Text]) -> Iterator[Lines]:
    filled = [piece for piece in run if piece.text.strip()]
    if filled:
        first, last = filled[0], filled[-1]
        blank = first.text[: len(first.text) - len(first.text.lstrip())]
        text = "".join(piece.text for piece in run).strip()
        yield Lines(first.line + blank.count("\n"), last.line + last.text.rstrip().count("\n"), text)


@dataclass(slots=True)
class Feed:
    """A feed as far as it could be read, but for its entries.

    `head` holds the feed's own elements, and in place of entries in a row an empty one. `error`
    says why reading ended early, with its line; `unread` is the text from there on, or from
    the start of the entry that the error lies in. `comments` (and instructions such
    as `<?xml-stylesheet?>`), the `doctype` and elements that are `too_deep` are quoted as they
    stand. `junk` is the text before the feed.
    """

    root: str | None = None
    head: Element | None = None
    error: str | None = None
    error_line: int = 1
    cut_short: bool = False
    unread: Lines | None = None
    doctype: Lines | None = None
    comments: list[Lines] = field(default_factory=list)
    too_deep: list[Lines] = field(default_factory=list)
    junk: tuple[Lines, ...] = ()

    @property
    def is_broken(self) -> bool:
        """Whether something that no XML can hold ended the reading, and not the end of the text."""
        return self.error is not None and not self.cut_short
