"""Files that are too large to be held: read a block at a time, one sighting after the other."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from careerdoc.conservation import Coverage
from careerdoc.decoding import asked_readers, decoded_document
from careerdoc.model.document import Document, Pieces, RawItem, Reader, Reading, Source
from careerdoc.model.issue import Issue
from careerdoc.model.result import ParsedDocument, Sighting, status_of
from careerdoc.normalize import Normalizer
from careerdoc.options import Options
from careerdoc.sources import LargeFile
from careerdoc.text.signatures import refusal

_START = 256 * 1024
"""Bytes that tell what a file is and how its text is damaged."""
_LONGEST_LINE = 1024 * 1024
_SHIFTS = (b"\0", b"\x1b", b"~{")
"""What text in other encodings than UTF-8 holds, though every byte of it may be UTF-8."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file whose start was read: what it is, and how the whole of it comes."""

    document: Document
    pieces: Pieces
    stream: Callable[[Document, Pieces], Iterator[Reading]]
    scores: tuple[tuple[Reader, float], ...]
    issues: tuple[Issue, ...]


def read_large(file: LargeFile, options: Options) -> Iterator[Sighting | ParsedDocument] | None:
    """The sightings of a file, each as soon as it is read, then the document without its records.

    None for what has to be held as a whole: a format that is not read piece by piece, or bytes
    that are not UTF-8 throughout. An issue comes with the sighting on whose lines it lies, or with
    the document. Damage is judged by the first quarter of a megabyte.

    Raises:
        SourceError: when the file cannot be read.
    """
    opened = _opened(file, options)
    return _sightings(opened, options) if opened else None


def _opened(file: LargeFile, options: Options) -> _Opened | None:
    start = next(file.blocks(_START), b"")
    end = start.rfind(b"\n") + 1 if len(start) == _START else 0
    whole_lines = start[:end] or start
    if refusal(whole_lines) or any(sign in whole_lines for sign in _SHIFTS):
        return None
    document, issues = decoded_document(Source(file.name, whole_lines), options)
    if document.encoding != "utf-8" or document.decoding_repairs:
        return None
    scores = asked_readers(document, options)
    reader, score = scores[0]
    if not reader.stream or score <= 0 or not _is_utf8(file):
        return None
    return _Opened(document, partial(_pieces, file), reader.stream, scores, issues)


def _is_utf8(file: LargeFile) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in file.blocks():
            decoder.decode(block)
            if any(sign in block for sign in _SHIFTS):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _pieces(file: LargeFile) -> Iterator[str]:
    """The text of the file in pieces that end with a line, or else with a tag.

    Of bytes that changed since they were looked at, as U+FFFD.
    """
    decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
    waiting: list[str] = []
    for block in file.blocks():
        text = decoder.decode(block)
        end = (text.rfind("\n") if "\n" in text else text.rfind(">")) + 1
        waiting.append(text[:end])
        if end:
            yield "".join(waiting)
            waiting.clear()
        waiting.append(text[end:])
    yield "".join(waiting) + decoder.decode(b"", final=True)


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    """The lines of a text that comes in pieces; of a very long one its start alone."""
    start = ""
    for piece in pieces:
        first, *others = piece.split("\n")
        start = start + first if len(start) < _LONGEST_LINE else start
        if others:
            yield start.removesuffix("\r")
            yield from (line.removesuffix("\r") for line in others[:-1])
            start = others[-1]
    if start:
        yield start


@dataclass(slots=True)
class _Summary:
    """What is known of the document so far, beside its sightings."""

    coverage: Coverage = field(default_factory=Coverage)
    issues: list[Issue] = field(default_factory=list)
    layout: str | None = None
    has_records: bool = False
    is_lossy: bool = False

    def take(self, reading: Reading) -> None:
        """Adds what a part of the document gave."""
        self.coverage.take(reading)
        self.layout = self.layout or reading.layout
        self.has_records |= bool(reading.items)
        self.is_lossy |= reading.lossy


def _sightings(opened: _Opened, options: Options) -> Iterator[Sighting | ParsedDocument]:
    name, reader = opened.document.name, opened.scores[0][0]
    summary = _Summary(issues=list(opened.issues))
    normalizer = Normalizer(opened.document, reader.name, options)
    for reading in opened.stream(opened.document, opened.pieces):
        summary.take(reading)
        normalizer.add_orphans(reading.orphans)
        told, others = _by_item(reading)
        summary.issues += others
        for item, issues in zip(reading.items, told, strict=True):
            sighting = normalizer.sighting(item)
            placed = (replace(issue, source=name) for issue in issues)
            yield Sighting(sighting.record, (*placed, *sighting.issues))
    lines = _lines(opened.pieces())
    summary.issues.extend(summary.coverage.unread_issues(lines, name))
    found = tuple(replace(issue, source=name) for issue in summary.issues)
    yield ParsedDocument(
        name=name,
        status=status_of(found, has_records=summary.has_records, is_lossy=summary.is_lossy),
        reader=reader.name,
        encoding=opened.document.encoding,
        issues=tuple(sorted(found, key=lambda issue: issue.line or 0)),
        scores=tuple((asked.name, score) for asked, score in opened.scores),
        layout=summary.layout,
    )


def _by_item(reading: Reading) -> tuple[list[list[Issue]], list[Issue]]:
    """The issues that lie on the lines of each item, and the others."""
    told: list[list[Issue]] = [[] for _ in reading.items]
    others: list[Issue] = []
    starts = [item.line for item in reading.items]
    for issue in reading.issues:
        place = bisect_right(starts, issue.line or 0) - 1
        if place >= 0 and _holds(reading.items[place], issue):
            told[place].append(issue)
        else:
            others.append(issue)
    return told, others


def _holds(item: RawItem, issue: Issue) -> bool:
    return issue.line is not None and item.line <= issue.line <= item.end_line
