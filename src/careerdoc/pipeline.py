"""The whole way of an input: bytes, text, raw items, sightings, records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Unpack

from careerdoc import sources
from careerdoc.conservation import Coverage
from careerdoc.decoding import asked_readers, check_reader, decoded_document
from careerdoc.dedupe import merge_records
from careerdoc.errors import SourceError, check_type
from careerdoc.explanation import explained_lines
from careerdoc.identity import identity_of, with_distinct_ids
from careerdoc.large import read_large
from careerdoc.limiting import within_entries, within_items, within_lines
from careerdoc.model.document import (
    Document,
    Reader,
    Reading,
    Source,
    texts_of_lines,
)
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.records import AnyRecord, Original
from careerdoc.model.result import ParsedDocument, ParseResult, Review, Sighting, Status, status_of
from careerdoc.normalize import Normalizer
from careerdoc.options import Options, Said, chosen_options
from careerdoc.redaction import Redactor
from careerdoc.stored import stored_records
from careerdoc.text.signatures import refusal
from careerdoc.walking import Selection, open_paths

Path = sources.Path
Bytes = sources.Bytes


def parse(*paths: Path, options: Options | None = None, **said: Unpack[Said]) -> ParseResult:
    """Everything that the files and directories tell, merged.

    `reader` names the reader, `kind` the kind of what is read, `owner` the person; they count
    before `options`. A path that cannot be read gives a failed document with an issue, never
    an exception.

    Raises:
        OptionError: for what is no path, or no name or value of an option.
        UnknownFormatError: when no reader has the name that is asked for.
    """
    chosen = chosen_options(options, said)
    return collect(_documents(paths, chosen), chosen)


def parse_bytes(
    data: Bytes, *, name: Path = "input", options: Options | None = None, **said: Unpack[Said]
) -> ParseResult:
    """Everything that one document in memory tells; `name` is its path for the records.

    >>> [str(role.start) for role in parse_bytes(b"2019 - Now\\nOslo\\n2015 - 2019\\nBergen\\n").roles]
    ['2019', '2015']
    """
    return parse_sources([sources.from_bytes(data, name)], options=options, **said)


def parse_sources(
    inputs: Iterable[Source | ParsedDocument], *, options: Options | None = None, **said: Unpack[Said]
) -> ParseResult:
    """Like `parse`, for sources of any origin and documents that were read (or failed) already.

    A `Source` can name its encoding, its address and the day it was taken, which the records
    then hold; `careerdoc.sources` makes one of a path, bytes or text.

    Raises:
        OptionError: for what is neither a source nor a document.
        UnknownFormatError: when no reader has the name that is asked for.
    """
    check_type("inputs", inputs, Iterable, "not a list of careerdoc.Source")
    chosen = chosen_options(options, said)
    return collect((_document_of(given, chosen) for given in inputs), chosen)


def iter_documents(
    paths: Iterable[Path] | Path, *, options: Options | None = None, **said: Unpack[Said]
) -> Iterator[ParsedDocument]:
    """One document for each file, as soon as it is read, without merging; memory stays constant."""
    chosen = replace(chosen_options(options, said), merge=False)
    return map(Redactor(chosen.redact).document, _documents(sources.listed(paths), chosen))


def iter_sightings(
    paths: Iterable[Path] | Path, *, options: Options | None = None, **said: Unpack[Said]
) -> Iterator[Sighting | ParsedDocument]:
    """Each record of the files, and behind those of a file its document without records.

    Nothing is merged. A large feed is read piece by piece, so that no more of it than a few entries
    is held at once; its records come with the issues on their lines, and those that share an id,
    such as two entries of one guid, keep it. The issues of any other file come with its document.
    """
    chosen = replace(chosen_options(options, said), merge=False)
    check_reader(chosen)
    redactor = Redactor(chosen.redact)
    opened = _opened(sources.listed(paths), chosen)
    return (redactor.part(found) for given in opened for found in _found(given, chosen))


def merge(records: Iterable[AnyRecord], *, options: Options | None = None) -> ParseResult:
    """Records of any origin, merged; the order in which they are given never matters.

    Raises:
        OptionError: for what is no record, such as a dict; `record_from_json` makes one of it.
    """
    check_type("records", records, Iterable, "not a list of records, such as those of a result")
    chosen = replace(chosen_options(options, {}), merge=True)
    document = ParsedDocument("records", "ok", records=tuple(identified(record) for record in records))
    return replace(collect([document], chosen), documents=())


def collect(documents: Iterable[ParsedDocument], options: Options | None = None) -> ParseResult:
    """The records of all documents, merged unless the options say otherwise.

    Kinds that are not asked for go after merging: a page may join a role. So does provenance
    that is not asked for, which tells the records of one document from those of another. Last of
    all goes what is to be redacted.
    """
    chosen = options or Options()
    return Redactor(chosen.redact).result(_collected(documents, chosen))


def _collected(documents: Iterable[ParsedDocument], chosen: Options) -> ParseResult:
    read = tuple(documents)
    sightings = tuple(record for document in read for record in document.records)
    issues = tuple(issue for document in read for issue in document.issues)
    shown = tuple(_presented(document, chosen) for document in read)
    if not chosen.merge:
        records = wanted(sightings, chosen)
        return ParseResult(records, records, (), issues, shown)
    merged = merge_records(sightings, chosen.decisions)
    doubts = tuple(review_issue(review) for review in merged.reviews)
    return ParseResult(
        records=wanted(merged.records, chosen),
        sightings=wanted(sightings, chosen),
        reviews=merged.reviews,
        issues=issues + doubts,
        documents=shown,
    )


def parse_source(source: Source, options: Options | None = None) -> ParsedDocument:
    """What one source tells: decode, choose a reader, read, normalize. Never raises on data.

    Nothing is redacted yet: a mark counts for all documents of a run.
    Where the options ask for merging, the document still holds what merging needs, whatever
    kinds and provenance they name; `collect` leaves it out.
    """
    chosen = options or Options()
    check_reader(chosen)
    if (issue := _refusal(source, chosen)) is not None:
        return ParsedDocument.unread(source.name, "skipped", issue)
    decoded, decoding_issues = decoded_document(source, chosen)
    document, line_issues = within_lines(decoded)
    issues = (*decoding_issues, *line_issues)
    scores = asked_readers(document, chosen)
    if scores[0][1] <= 0:
        raw = quoted(document.text.strip())
        issue = Issue(IssueCode.UNSUPPORTED_FORMAT, "no reader knows this format", raw=raw)
        return ParsedDocument.unread(source.name, "skipped", issue)
    return _read(document, issues, chosen, scores)


def _refusal(source: Source, options: Options) -> Issue | None:
    if len(source.content) > options.limits.max_bytes:
        return Issue(IssueCode.TOO_LARGE, f"larger than {options.limits.max_bytes} bytes; not read")
    return refusal(source.content)


def _reading(document: Document, scores: Sequence[tuple[Reader, float]]) -> tuple[Reader, Reading]:
    """What the surest reader makes of a document, or the next one where it sees no record at all."""
    surest = scores[0][0]
    first = surest.read(document)
    if (
        first.items
        or first.stored
        or first.lossy
        or first.is_settled
        or not any(issue.code is IssueCode.NO_RECORD for issue in first.issues)
    ):
        return surest, first
    others = ((reader, reader.read(document)) for reader, score in scores[1:] if score > 0)
    return next(((reader, reading) for reader, reading in others if reading.items), (surest, first))


def _read(
    document: Document,
    issues: tuple[Issue, ...],
    options: Options,
    scores: tuple[tuple[Reader, float], ...],
) -> ParsedDocument:
    reader, reading = _reading(document, scores)
    normalizer = Normalizer(document, reader.name, options)
    normalizer.add_orphans(reading.orphans)
    items, over = within_items(reading.items, document)
    sightings = [normalizer.sighting(item) for item in items]
    records = [*(sighting.record for sighting in sightings), *map(identified, reading.stored)]
    of_document = (replace(issue, source=document.name) for issue in (*issues, *reading.issues, *over))
    of_records = (issue for sighting in sightings for issue in sighting.issues)
    coverage = Coverage()
    coverage.take(reading)
    unread = coverage.unread_issues(texts_of_lines(document.text), document.name)
    found = (*of_document, *of_records, *unread)
    parsed = ParsedDocument(
        name=document.name,
        status=status_of(found, has_records=bool(records), is_lossy=reading.lossy),
        reader=reader.name,
        encoding=document.encoding,
        records=with_distinct_ids(records),
        issues=tuple(sorted(found, key=lambda issue: issue.line or 0)),
        scores=tuple((asked.name, score) for asked, score in scores),
        layout=reading.layout,
        lines=explained_lines(reading, document.lines) if options.explain else (),
    )
    return parsed if options.merge else _presented(parsed, options)


def review_issue(review: Review) -> Issue:
    """The note that two records may tell the same fact."""
    message = f"{review.left} and {review.right} may tell the same fact (score {review.score:g}); left apart"
    return Issue(IssueCode.POSSIBLE_DUPLICATE, message)


def _presented(document: ParsedDocument, options: Options) -> ParsedDocument:
    if not document.records or (options.provenance == "full" and not options.kinds):
        return document
    return replace(document, records=wanted(document.records, options))


def wanted(records: Iterable[AnyRecord], options: Options) -> tuple[AnyRecord, ...]:
    """The records of the kinds that the options ask for, with no more provenance than they ask for."""
    kinds = options.kinds
    return tuple(shown(record, options) for record in records if not kinds or record.kind in kinds)


def shown(record: AnyRecord, options: Options) -> AnyRecord:
    """The record without what the options do not ask for of its provenance; itself where that is nothing."""
    hidden: dict[str, Any] = {}
    if options.provenance != "full":
        hidden |= {"evidence": {}, "originals": _without_evidence(record.originals)}
    if options.provenance == "none":
        hidden |= {"sources": (), "members": (), "originals": ()}
    changed = {name: value for name, value in hidden.items() if getattr(record, name) != value}
    return record.model_copy(update=changed) if changed else record


def _without_evidence(originals: Sequence[Original]) -> tuple[Original, ...]:
    return tuple(
        one.model_copy(update={"otherwise": {k: v for k, v in one.otherwise.items() if k != "evidence"}})
        if "evidence" in one.otherwise
        else one
        for one in originals
    )


def identified(record: AnyRecord) -> AnyRecord:
    """The record with an id, made of what it says where it has none."""
    check_type("records", record, AnyRecord, "no record; careerdoc.record_from_json makes one of a dict")
    return record if record.id else record.model_copy(update={"id": identity_of(record)})


def _documents(paths: Iterable[Path], options: Options) -> Iterator[ParsedDocument]:
    check_reader(options)
    return (parse_opened(given, options) for given in _opened(paths, options))


def _opened(paths: Iterable[Path], options: Options) -> Iterator[Source | sources.LargeFile | ParsedDocument]:
    selection = Selection.of(options.include, options.exclude)
    return open_paths(paths, selection=selection, max_bytes=options.limits.max_bytes)


def parse_opened(given: Source | sources.LargeFile | ParsedDocument, options: Options) -> ParsedDocument:
    """What one input tells that `open_paths` gave; of a large feed only its records are held."""
    if not isinstance(given, sources.LargeFile):
        return _document_of(given, options)
    sightings: list[Sighting] = []
    document = ParsedDocument(given.name, "failed")
    for found in _found(given, replace(options, merge=True)):  # with all that a limit counts and quotes
        if isinstance(found, ParsedDocument):
            document = found
        else:
            sightings.append(found)
    kept, issue = within_entries(sightings, options.limits)
    issues = [*document.issues, *(issue for sighting in kept for issue in sighting.issues)]
    if issue is not None:
        issues.append(replace(issue, source=document.name))
        document = replace(document, status="partial")
    ordered = tuple(sorted(issues, key=lambda issue: issue.line or 0))
    records = with_distinct_ids([one.record for one in kept])
    read = replace(document, records=records, issues=ordered)
    return read if options.merge else _presented(read, options)


def _found(
    given: Source | sources.LargeFile | ParsedDocument, options: Options
) -> Iterator[Sighting | ParsedDocument]:
    """The sightings of one input, then its document without records; of a large file as they are read."""
    if not isinstance(given, sources.LargeFile):
        yield from _apart(_document_of(given, options))
        return
    try:
        streamed = read_large(given, options)
        if streamed is None:
            yield from _apart(_document_of(given.whole(), options))
        else:
            yield from streamed if options.merge else _presented_parts(streamed, options)
    except SourceError as error:
        yield ParsedDocument.unread(error.name, "failed", Issue(error.code, error.reason))


def _presented_parts(
    parts: Iterable[Sighting | ParsedDocument], options: Options
) -> Iterator[Sighting | ParsedDocument]:
    """`parts` as the options ask for; the issues of records that they do not ask for go to the document."""
    hidden: list[Issue] = []
    for part in parts:
        if isinstance(part, ParsedDocument):
            yield replace(part, issues=(*part.issues, *hidden))
        elif found := wanted((part.record,), options):
            yield Sighting(found[0], part.issues)
        else:
            hidden += part.issues


def _apart(document: ParsedDocument) -> Iterator[Sighting | ParsedDocument]:
    yield from map(Sighting, document.records)
    yield replace(document, records=())


def _document_of(given: Source | ParsedDocument, options: Options) -> ParsedDocument:
    if isinstance(given, ParsedDocument):
        return given
    check_type("inputs", given, Source, "not a careerdoc.Source")
    check_type("content", given.content, bytes, "not bytes")
    name = sources.name_of(given.name)
    return parse_source(given if name == given.name else replace(given, name=name), options)


def read_records(source: Source, options: Options | None = None) -> ParsedDocument:
    """The records of careerdoc's own output, JSON Lines or JSON; what is none is an issue."""
    chosen = options or Options()
    issue = _refusal(source, chosen)
    if issue is not None and issue.code is not IssueCode.EMPTY_INPUT:  # no lines are no records
        return ParsedDocument.unread(source.name, "skipped", issue)
    document, issues = decoded_document(source, chosen)
    records, troubles = stored_records(document)
    status: Status = "ok" if not troubles else "partial" if records else "failed"
    found = tuple(replace(issue, source=source.name) for issue in (*issues, *troubles))
    named = tuple(identified(record) for record in records)
    read = ParsedDocument(source.name, status, "records", document.encoding, named, found)
    return read if chosen.merge else _presented(read, chosen)
