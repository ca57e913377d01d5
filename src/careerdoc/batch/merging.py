"""Many lines of records, merged part by part: constant work for each, in any number of processes."""

from __future__ import annotations

import json
import zlib
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from multiprocessing import get_context

from careerdoc.batch.lines import Line
from careerdoc.batch.parts import Parts
from careerdoc.batch.serving import ignore_interrupts
from careerdoc.decisions import review_lines
from careerdoc.dedupe import merge_records, timeline_key, unmerge, with_unique_ids
from careerdoc.errors import WorkerError
from careerdoc.identity import whole_identity
from careerdoc.model.document import KINDS
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.records import AnyRecord, record_from_json
from careerdoc.model.result import ParsedDocument, Review, Status, by_doubt
from careerdoc.options import Options
from careerdoc.pipeline import identified, review_issue, shown, wanted
from careerdoc.redaction import Redactor
from careerdoc.stored import no_json, record_of_line
from careerdoc.writers import jsonl

_Part = tuple[int, list[Line]]
"""The number of a part, and its lines."""
_LINES_AT_ONCE = 500
"""Lines that a process merges before it hands its results over."""
_JOBS_WAITING = 2
"""Batches for each process that wait or are under way."""


@dataclass(frozen=True, slots=True)
class MergedLines:
    """The lines of merged records in timeline order, the pairs left apart, lines that are no record.

    `reviews` are lines as `review_lines` writes them, `counts` the merged records by kind, `inputs`
    what became of the files.
    """

    lines: Iterator[str]
    reviews: tuple[str, ...]
    issues: tuple[Issue, ...]
    counts: Counter[str]
    inputs: Counter[Status]


@dataclass(frozen=True, slots=True)
class _Row:
    """A merged record: where it stands in the timeline, its packed line, whether all of that is shown."""

    key: tuple[int, bool, float, float, str]
    part: int
    packed: bytes
    is_shown: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair in doubt, and its line where both of its records are written."""

    part: int
    review: Review
    line: str | None


@dataclass(frozen=True, slots=True)
class _Merged:
    """What one process made of some parts: merged records, pairs in doubt, lines that are no record.

    `files` are the names of those that gave records.
    """

    rows: list[_Row] = field(default_factory=list)
    pairs: list[_Pair] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    files: set[str] = field(default_factory=set)


def merge_lines(lines: Iterable[Line | ParsedDocument], options: Options, jobs: int = 1) -> MergedLines:
    """The same as merging all records at once, with as little in memory as the lines take.

    Behind the lines of a file stands what became of it, as `lines_of` gives it. Records of one owner
    are merged by themselves, and where an owner is unknown those that share a key with its records;
    `jobs` processes share the work. Reading unowned records costs memory for each of their keys.

    Raises:
        WorkerError: when a process ended before its work was done.
    """
    read = _read(lines, options)
    merge = partial(_merged, is_one_person=read.parts.are_of_one_person(_record), options=options)
    rows: list[_Row] = []
    pairs: list[_Pair] = []
    files: set[str] = set()
    issues = list(read.issues)
    batches = _batches(enumerate(read.parts.apart(options.decisions, _record)))
    for merged in _mapped(merge, batches, jobs):
        rows += merged.rows
        pairs += merged.pairs
        issues += merged.issues
        files |= merged.files
    rows, pairs = _with_unique_ids(rows, pairs)
    rows = [row for row in rows if not options.kinds or KINDS[row.key[0]] in options.kinds]
    rows.sort(key=lambda row: row.key, reverse=True)
    counts = Counter[str](KINDS[row.key[0]] for row in rows)
    pairs.sort(key=lambda pair: by_doubt(pair.review))
    issues += [review_issue(pair.review) for pair in pairs]
    told = tuple(pair.line for pair in pairs if pair.line is not None)
    return MergedLines(_unpacked(rows, options), told, tuple(issues), counts, read.inputs(issues, files))


def redacted_lines(lines: Iterable[str], redactor: Redactor) -> Iterator[str]:
    """The lines of records with marks for what is to be redacted, in their order."""
    for line in lines:
        record = record_from_json(json.loads(line)) if redactor.is_needed else None
        yield line if record is None else jsonl.line(redactor.record(record))


@dataclass(slots=True)
class _Read:
    """The lines in parts, and what is known of the files they come from."""

    parts: Parts = field(default_factory=Parts)
    issues: list[Issue] = field(default_factory=list)
    documents: list[ParsedDocument] = field(default_factory=list)

    def tell_unread(self, lines: list[Line]) -> None:
        """Makes one issue of lines in a row that are no JSON, and empties the list."""
        if not lines:
            return
        name, number, _ = lines[0]
        text = b"\n".join(line.rstrip(b"\n") for _, _, line in lines).decode("utf-8", "replace")
        self.issues.append(replace(no_json(text, number), source=name))
        lines.clear()

    def inputs(self, issues: Iterable[Issue], files: Collection[str]) -> Counter[Status]:
        """What became of the inputs, of which `files` gave records."""
        refused = {issue.source for issue in issues if issue.code is IssueCode.MALFORMED_RECORD}
        counts = Counter[Status]()
        for document in self.documents:
            is_whole = document.status != "ok" or document.name not in refused
            status: Status = "partial" if document.name in files else "failed"
            counts[document.status if is_whole else status] += 1
        return counts


def _read(lines: Iterable[Line | ParsedDocument], options: Options) -> _Read:
    read = _Read()
    decided = {one for pair in options.decisions.same for one in pair}
    unread: list[Line] = []
    for line in lines:
        if isinstance(line, ParsedDocument):
            read.tell_unread(unread)
            read.documents.append(line)
            read.issues += line.issues
            continue
        try:
            values = json.loads(line[2])
        except (ValueError, RecursionError):
            unread += [line] if line[2].strip() else []
            continue
        read.tell_unread(unread)
        place = read.parts.add(line, _owners(line, values))
        for one in decided & _ids(line) if decided else ():
            read.parts.ids[one].add(place)
    read.tell_unread(unread)
    return read


def _owners(line: Line, values: object) -> set[str | None]:
    """The owners of the unmerged records behind a line; None for what is no record."""
    match values:
        case {"originals": [_, *_]}:
            record = _record(line)
            return {one.owner for one in unmerge(record)} if record is not None else {None}
        case {"owner": str(owner)}:
            return {owner}
        case _:
            return {None}


def _ids(line: Line) -> set[str]:
    """The ids of the unmerged records behind a line."""
    record = _record(line)
    leaves = unmerge(record) if record is not None else ()
    return {known for one in leaves for known in (one.id, *one.members, whole_identity(one))}


def _batches(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    """Parts taken together until there is enough to do."""
    batch: list[_Part] = []
    size = 0
    for number, lines in parts:
        batch.append((number, lines))
        size += len(lines)
        if size >= _LINES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _mapped(
    merge: Callable[[list[_Part]], _Merged], batches: Iterator[list[_Part]], jobs: int
) -> Iterator[_Merged]:
    if jobs <= 1:
        yield from map(merge, batches)
        return
    # New processes, not copies of this one, which holds all lines.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=ignore_interrupts)
    try:
        first = islice(batches, jobs * _JOBS_WAITING)
        waiting = deque(pool.submit(merge, batch) for batch in first)
        while waiting:
            yield waiting.popleft().result()
            waiting += (pool.submit(merge, batch) for batch in islice(batches, 1))
    except BrokenProcessPool as error:
        raise WorkerError("a process ended before its work was done; try fewer --jobs") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _merged(parts: Sequence[_Part], *, is_one_person: bool, options: Options) -> _Merged:
    """The merged records of some parts."""
    done = _Merged()
    for number, lines in parts:
        records: list[AnyRecord] = []
        for line in lines:
            found = _found(line)
            if isinstance(found, Issue):
                done.issues.append(found)
            else:
                records.append(identified(found))
                done.files.add(line[0])
        merged = merge_records(records, options.decisions, is_one_person=is_one_person)
        done.rows.extend(_row(record, number, options) for record in merged.records)
        written = {one.id: one for one in (wanted(merged.records, options) if merged.reviews else ())}
        for review in merged.reviews:
            both = [written[one] for one in (review.left, review.right) if one in written]
            done.pairs.append(_Pair(number, review, next(review_lines((review,), both), None)))
    return done


def _found(line: Line) -> AnyRecord | Issue:
    name, number, content = line
    found = record_of_line(content, number)
    return replace(found, source=name) if isinstance(found, Issue) else found


def _record(line: Line) -> AnyRecord | None:
    found = _found(line)
    return None if isinstance(found, Issue) else found


def _row(record: AnyRecord, part: int, options: Options) -> _Row:
    return _Row(timeline_key(record), part, _packed(record), shown(record, options) is record)


def _packed(record: AnyRecord) -> bytes:
    return zlib.compress(jsonl.line(record).encode("utf-8"), 1)


def _record_in(row: _Row) -> AnyRecord:
    return record_from_json(json.loads(zlib.decompress(row.packed)))


def _unpacked(rows: list[_Row], options: Options) -> Iterator[str]:
    """The lines, from the end of the list, which shrinks on the way."""
    while rows:
        row = rows.pop()
        if row.is_shown:
            yield zlib.decompress(row.packed).decode("utf-8")
        else:
            yield jsonl.line(shown(_record_in(row), options))


def _with_unique_ids(rows: list[_Row], pairs: list[_Pair]) -> tuple[list[_Row], list[_Pair]]:
    """Rows and pairs; of rows that share an id over the bounds of parts, one keeps it."""
    times_given = Counter(row.key[-1] for row in rows)
    if len(times_given) == len(rows):
        return rows, pairs
    shared = [row for row in rows if times_given[row.key[-1]] > 1]
    others = times_given.keys() - {row.key[-1] for row in shared}
    named = with_unique_ids(list(map(_record_in, shared)), others)
    new = {
        (row.part, row.key[-1]): record.id
        for row, record in zip(shared, named, strict=True)
        if record.id != row.key[-1]
    }
    kept = [row for row in rows if times_given[row.key[-1]] == 1]
    kept += (_renamed_row(row, record) for row, record in zip(shared, named, strict=True))
    return kept, [_renamed_pair(pair, new) for pair in pairs]


def _renamed_row(row: _Row, record: AnyRecord) -> _Row:
    if record.id == row.key[-1]:
        return row
    return replace(row, key=timeline_key(record), packed=_packed(record), is_shown=False)


def _renamed_pair(pair: _Pair, new: Mapping[tuple[int, str], str]) -> _Pair:
    """The pair with the ids that its records have in the end."""
    ids = {one: new.get((pair.part, one), one) for one in (pair.review.left, pair.review.right)}
    if all(one == known for known, one in ids.items()):
        return pair
    left, right = sorted(ids.values())
    review = replace(pair.review, left=left, right=right)
    if pair.line is None:
        return replace(pair, review=review)
    values = json.loads(pair.line)
    told = {ids[values[side]]: values[f"{side}_record"] for side in ("left", "right")}
    values |= {"left": left, "right": right, "left_record": told[left], "right_record": told[right]}
    return _Pair(pair.part, review, json.dumps(values, ensure_ascii=False, allow_nan=False) + "\n")
