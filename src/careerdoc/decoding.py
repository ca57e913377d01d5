"""Sources to documents, and the readers to ask about them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from careerdoc.model.document import Document, Line, PlacedRepair, Reader, Repair, Source
from careerdoc.model.issue import Issue
from careerdoc.options import Options
from careerdoc.readers import reader_named, scores_of
from careerdoc.text.decode import decode
from careerdoc.text.repair import find_evidence


def decoded_document(source: Source, options: Options) -> tuple[Document, tuple[Issue, ...]]:
    """The document of a source, and what was guessed or replaced while it was decoded.

    What its text says of its damage is found when it is first asked for.
    """
    decoded = decode(source.content, source.declared)
    evidence_of = cache(partial(find_evidence, decoded.text))
    document = Document(
        source,
        decoded.text,
        decoded.encoding,
        evidence_of,
        kind=options.kind,
        repair=options.repair,
        limits=options.limits,
    )
    if decoded.repairs:
        repairs = tuple(_placed(repair, document.lines) for repair in decoded.repairs)
        document = replace(document, decoding_repairs=repairs)
    return document, decoded.issues


def check_reader(options: Options) -> None:
    """Nothing, where there is a reader of the name that is asked for.

    Raises:
        UnknownFormatError: when there is none.
    """
    if options.reader:
        reader_named(options.reader)


def asked_readers(document: Document, options: Options) -> tuple[tuple[Reader, float], ...]:
    """The readers for a document and how sure each is of it, the surest first; one that is named alone.

    Raises:
        UnknownFormatError: when no reader has the name that is asked for.
    """
    return ((reader_named(options.reader), 1.0),) if options.reader else scores_of(document)


def _placed(repair: Repair, lines: Sequence[Line]) -> PlacedRepair:
    """A repair of the whole text, by line. Decoding puts one character for each that it takes."""
    start, end = repair.span_after
    line = lines[bisect_right(lines, start, key=lambda line: line.start_offset) - 1]
    span = (start - line.start_offset, end - line.start_offset)
    return PlacedRepair(line.number, replace(repair, span_before=span, span_after=span))
