"""What flows between the stages: sources, documents, raw items and repairs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, Literal, TypeVar

from pydantic import JsonValue

from careerdoc.model.issue import Issue
from careerdoc.model.limits import STANDARD, Limits
from careerdoc.model.records import AnyRecord

T = TypeVar("T")
Kind = Literal["role", "education", "post"]
KINDS: tuple[Kind, ...] = ("role", "education", "post")
RepairMode = Literal["off", "exact", "inferred"]

Pieces = Callable[[], Iterable[str]]
"""Gives a text from its start, in pieces that end with lines; it may be asked more than once."""

# Never `str.splitlines`: it also cuts at VT, FF, FS, GS, RS, NEL and U+2028, none of which
# an editor counts as a line.
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one input and what its giver says of them.

    `name` is the path as given with `/` as separator; `declared` an encoding named outside
    the bytes; `url` where they came from; `retrieved` the day they were taken, YYYY-MM-DD.
    """

    name: str
    content: bytes
    declared: str | None = None
    url: str | None = None
    retrieved: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its end; `number` counts from 1, `start_offset` is in characters."""

    number: int
    text: str
    start_offset: int


@dataclass(frozen=True, slots=True)
class Repair:
    """One change to a text; a log of them is in order of place, and none touches another.

    `span_before` lies in the text as it was given, `span_after` in the text that came out, both in
    characters. `certainty` is exact (damaging the result again gives the input), inferred
    (information was lost) or stylistic. A place that several steps changed is one repair, with
    their reasons joined by "+".
    """

    span_before: tuple[int, int]
    span_after: tuple[int, int]
    before: str
    after: str
    reason: str
    certainty: Literal["exact", "inferred", "stylistic"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes, the encoding it was read with, and what was changed or odd."""

    text: str
    encoding: str
    repairs: tuple[Repair, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """A repaired text and its log: putting each `before` in place of its `after` gives the input back."""

    text: str
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T]):
    """What a field's parser made of a text: the value, or None with an issue that says why."""

    value: T | None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedRepair:
    """A repair that decoding made: its line from 1, its spans counted from the start of that line."""

    line: int
    repair: Repair


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a whole text says about its damage.

    `orphans` are the lead bytes left over from lost characters (such as a lone "Â"), which no
    part of the text could prove alone; `languages` those in Latin letters that it may be in,
    nearest first, each with the natural logarithm of how much less likely it is than the first,
    and empty where nobody asked; `damaged` whether a part of it surely is.
    """

    orphans: frozenset[str] = frozenset()
    languages: tuple[tuple[str, float], ...] = ()
    damaged: bool = False

    def with_orphans(self, orphans: frozenset[str]) -> Evidence:
        """This evidence and the orphans that another look at the text has shown."""
        return Evidence(self.orphans | orphans, self.languages, self.damaged)


@dataclass(frozen=True)
class Document:
    """A decoded source. `text` is never edited, so that lines and offsets stay true.

    `evidence_of` gives what the whole text says of its damage, found when it is first asked for;
    `decoding_repairs` are what decoding mended, by line. `kind` is what the caller says that the
    document holds, `repair` how much of it may be mended, `limits` how much of it is read. In `notes`
    a reader keeps, under its name, what it found when it was asked how sure it is.
    """

    source: Source
    text: str
    encoding: str
    evidence_of: Callable[[], Evidence] = Evidence
    decoding_repairs: tuple[PlacedRepair, ...] = ()
    kind: Kind | None = None
    repair: RepairMode = "inferred"
    limits: Limits = STANDARD
    notes: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the text, in order; cut when they are first asked for."""
        return split_lines(self.text)

    @property
    def name(self) -> str:
        """The name of the source."""
        return self.source.name


class TextForm(StrEnum):
    """How a raw text is written: as it reads, as HTML, as markdown, or as parts of its paragraphs."""

    PLAIN = "plain"
    HTML = "html"
    MARKDOWN = "markdown"
    INLINE = "inline markdown"


@dataclass(frozen=True, slots=True)
class RawValue:
    """One text that a reader found for one field, before repair and normal form.

    `raw` quotes the source; `base` is the address that relative links in HTML start from.
    `otherwise` is what becomes of a text that does not give the field, a leftover if it is None.
    `repairs` are what a reader that had to see the meant text has mended in `raw` already;
    `images` the addresses of the pictures in HTML, as given; `confidence` (0 to 1) is how sure the
    reader is that the text tells this field.
    A field with several values has one RawValue for each.
    """

    field: str
    text: str
    line: int
    end_line: int
    raw: str
    form: TextForm = TextForm.PLAIN
    base: str | None = None
    otherwise: Extra | None = None
    repairs: tuple[Repair, ...] = ()
    images: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Lines:
    """A run of lines of the source, both ends included, counted from 1, and its text."""

    line: int
    end_line: int
    text: str


@dataclass(frozen=True, slots=True)
class Extra:
    """A field of the source that the schema has no place for, with the lines it stands on."""

    name: str
    value: JsonValue
    lines: Lines


@dataclass(frozen=True, slots=True)
class RawItem:
    """One record as a reader found it: raw values by field, extras and lines that fit none.

    `confidence` (0 to 1) is how sure the reader is that this is a record of this kind.
    """

    kind: Kind
    line: int
    end_line: int
    values: tuple[RawValue, ...]
    extra: tuple[Extra, ...] = ()
    leftover: tuple[Lines, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a reader made of a document.

    `syntax` are lines that only hold the format together, such as fences; `noted` are lines that
    an issue quotes, or whose text stands in values of other lines. Of the lines in none of these
    and in no item the pipeline reports what `without_syntax` leaves of them (it takes tags and the
    like away and keeps the lines apart), so that nothing is lost silently. `lossy` says that some
    of the document could not be read; `layout` names the layout that was recognised; `orphans`
    adds to those of the document what only the text without its markup gives evidence for.
    `stored` are records that careerdoc wrote itself: they are taken as they are, and their lines are
    noted. `remarks` say by line number what lines that are in no item were taken for; None where the reader
    does not tell. A reading `is_settled` that gives no items because the document surely holds none.
    """

    items: tuple[RawItem, ...] = ()
    stored: tuple[AnyRecord, ...] = ()
    syntax: tuple[Lines, ...] = ()
    without_syntax: Callable[[str], str] = str
    noted: tuple[Lines, ...] = ()
    issues: tuple[Issue, ...] = ()
    lossy: bool = False
    is_settled: bool = False
    layout: str | None = None
    orphans: frozenset[str] = frozenset()
    remarks: tuple[tuple[int, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: how sure `sniff` is that a document has it (0 to 1), and how to read it.

    `stream` reads a text that is too large to be held: it gives readings of a part each, in order.
    The document that it takes with the pieces holds the start of the text alone.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    sniff: Callable[[Document], float]
    read: Callable[[Document], Reading]
    stream: Callable[[Document, Pieces], Iterator[Reading]] | None = None


def suffix_of(name: str) -> str:
    """The suffix of a path with its dot, in lower case; empty where the name has none."""
    stem, dot, suffix = name.rpartition("/")[2].rpartition(".")
    return f".{suffix.casefold()}" if dot and stem.strip(".") else ""


def texts_of_lines(text: str) -> list[str]:
    """The texts of the lines of `text`, cut like those of `split_lines`."""
    texts = _LINE_END.split(text) if "\r" in text else text.split("\n")
    return texts if texts[-1] else texts[:-1]


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of `text`, cut at LF, CRLF and CR only; a final line end opens no new line."""
    lines: list[Line] = []
    start = 0
    for end in _LINE_END.finditer(text):
        lines.append(Line(len(lines) + 1, text[start : end.start()], start))
        start = end.end()
    if start < len(text):
        lines.append(Line(len(lines) + 1, text[start:], start))
    return tuple(lines)
