"""The whole way of an input: bytes, text, raw items, sightings, records."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from careerdoc import sources
from careerdoc.conservation import unread_issues
from careerdoc.dedupe import merge_records
from careerdoc.model.document import Document, Reader, Reading, Source, split_lines
from careerdoc.model.issue import Issue, IssueCode, Severity, quoted
from careerdoc.model.records import AnyRecord
from careerdoc.model.result import ParsedDocument, ParseResult, Review, Status
from careerdoc.normalize import identity_of, normalize
from careerdoc.options import Options
from careerdoc.readers import reader_named, scores_of
from careerdoc.stored import stored_records
from careerdoc.text.decode import decode
from careerdoc.text.repair import find_orphans
from careerdoc.text.signatures import refusal

Path = str | os.PathLike[str]
open_paths = sources.open_paths


def parse(*paths: Path, options: Options | None = None) -> ParseResult:
    """Everything that the files and directories tell, merged.

    A path that cannot be read gives a failed document with an issue, never an exception.
    """
    return collect(iter_documents(paths, options=options), options)


def parse_bytes(data: bytes, *, name: str = "input", options: Options | None = None) -> ParseResult:
    """Everything that one document in memory tells; `name` is its path for the records.

    >>> [str(role.start) for role in parse_bytes(b"2019 - Now\\nOslo\\n2015 - 2019\\nBergen\\n").roles]
    ['2019', '2015']
    """
    return parse_sources([Source(name, data)], options)


def parse_sources(inputs: Iterable[Source | ParsedDocument], options: Options | None = None) -> ParseResult:
    """Like `parse`, for sources in memory and documents that were read (or failed) already."""
    chosen = options or Options()
    return collect((_document_of(given, chosen) for given in inputs), chosen)


def iter_documents(paths: Iterable[Path], *, options: Options | None = None) -> Iterator[ParsedDocument]:
    """One document for each file, as soon as it is read, without merging; memory stays constant."""
    chosen = options or Options()
    _check_reader(chosen)
    for given in open_paths(paths, max_bytes=chosen.max_bytes):
        yield _document_of(given, chosen)


def merge(records: Iterable[AnyRecord], *, options: Options | None = None) -> ParseResult:
    """Records of any origin, merged; the order in which they are given never matters."""
    chosen = options or Options()
    named = [
        record if record.id else record.model_copy(update={"id": identity_of(record)}) for record in records
    ]
    document = ParsedDocument("records", "ok", records=tuple(named))
    return replace(collect([document], replace(chosen, merge=True)), documents=())


def collect(documents: Iterable[ParsedDocument], options: Options | None = None) -> ParseResult:
    """The records of all documents, merged unless the options say otherwise."""
    chosen = options or Options()
    read = tuple(documents)
    sightings = tuple(record for document in read for record in document.records)
    issues = tuple(issue for document in read for issue in document.issues)
    if not chosen.merge:
        return ParseResult(sightings, sightings, (), issues, read)
    merged = merge_records(sightings)
    doubts = tuple(_review_issue(review) for review in merged.reviews)
    return ParseResult(merged.records, sightings, merged.reviews, issues + doubts, read)


def parse_source(source: Source, options: Options | None = None) -> ParsedDocument:
    """What one source tells: decode, choose a reader, read, normalize. Never raises on data."""
    chosen = options or Options()
    named = _check_reader(chosen)
    if len(source.content) > chosen.max_bytes:
        message = f"larger than {chosen.max_bytes} bytes; not read"
        return _unread(source, Issue(IssueCode.TOO_LARGE, message))
    if (issue := refusal(source.content)) is not None:
        return _unread(source, issue)
    document, issues = _decoded(source)
    scores = scores_of(document) if named is None else ((named, 1.0),)
    reader, score = scores[0]
    if score <= 0:
        raw = quoted(document.text.strip())
        return _unread(source, Issue(IssueCode.UNSUPPORTED_FORMAT, "no reader knows this format", raw=raw))
    return _read(document, reader, issues, chosen, scores)


def _decoded(source: Source) -> tuple[Document, tuple[Issue, ...]]:
    decoded = decode(source.content, source.declared)
    orphans = find_orphans(decoded.text)
    document = Document(source, decoded.text, decoded.encoding, split_lines(decoded.text), orphans)
    return document, decoded.issues


def _read(
    document: Document,
    reader: Reader,
    issues: tuple[Issue, ...],
    options: Options,
    scores: tuple[tuple[Reader, float], ...],
) -> ParsedDocument:
    reading = reader.read(document)
    sightings = [normalize(item, document, reader.name, options) for item in reading.items]
    of_document = (replace(issue, source=document.name) for issue in (*issues, *reading.issues))
    of_records = (issue for sighting in sightings for issue in sighting.issues)
    found = (*of_document, *of_records, *unread_issues(document, reading))
    return ParsedDocument(
        name=document.name,
        status=_status(reading, found),
        reader=reader.name,
        encoding=document.encoding,
        records=tuple(
            _shown(sighting.record, options) for sighting in sightings if _wanted(sighting.record, options)
        ),
        issues=tuple(sorted(found, key=lambda issue: issue.line or 0)),
        scores=tuple((asked.name, score) for asked, score in scores),
        layout=reading.layout,
    )


def _status(reading: Reading, issues: tuple[Issue, ...]) -> Status:
    if not reading.items and (reading.lossy or any(issue.severity is Severity.ERROR for issue in issues)):
        return "failed"
    lost = {IssueCode.TRUNCATED, IssueCode.REPLACED_BYTES}
    return "partial" if reading.lossy or any(issue.code in lost for issue in issues) else "ok"


def _review_issue(review: Review) -> Issue:
    message = f"{review.left} and {review.right} may tell the same fact (score {review.score:g}); left apart"
    return Issue(IssueCode.POSSIBLE_DUPLICATE, message)


def _wanted(record: AnyRecord, options: Options) -> bool:
    return not options.kinds or record.kind in options.kinds


def _shown(record: AnyRecord, options: Options) -> AnyRecord:
    if options.provenance == "full":
        return record
    hidden: dict[str, Any] = {"evidence": {}}
    if options.provenance == "none":
        hidden |= {"sources": (), "members": ()}
    return record.model_copy(update=hidden)


def _document_of(given: Source | ParsedDocument, options: Options) -> ParsedDocument:
    return parse_source(given, options) if isinstance(given, Source) else given


def _unread(source: Source, issue: Issue) -> ParsedDocument:
    return ParsedDocument(source.name, "skipped", issues=(replace(issue, source=source.name),))


def _check_reader(options: Options) -> Reader | None:
    return reader_named(options.reader) if options.reader else None


def read_records(source: Source, options: Options | None = None) -> ParsedDocument:
    """The records of careerdoc's own output, JSON Lines or JSON; what is none is an issue."""
    chosen = options or Options()
    document, issues = _decoded(source)
    records, troubles = stored_records(document)
    named = (
        record if record.id else record.model_copy(update={"id": identity_of(record)}) for record in records
    )
    kept = tuple(_shown(record, chosen) for record in named if _wanted(record, chosen))
    status: Status = "ok" if not troubles else "partial" if records else "failed"
    found = tuple(replace(issue, source=source.name) for issue in (*issues, *troubles))
    return ParsedDocument(source.name, status, "records", document.encoding, kept, found)
