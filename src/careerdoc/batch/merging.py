"""Many lines of records, merged part by part: constant work for each, in any number of processes."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context

from careerdoc.batch.parts import Line, Parts, Place
from careerdoc.decisions import review_lines
from careerdoc.dedupe import merge_records, timeline_key
from careerdoc.identity import unique_ids
from careerdoc.model.document import KINDS
from careerdoc.model.issue import Issue
from careerdoc.model.records import AnyRecord, record_from_json
from careerdoc.model.result import Review, by_doubt
from careerdoc.options import Options
from careerdoc.pipeline import identified, review_issue, wanted
from careerdoc.stored import record_of_line
from careerdoc.writers import jsonl

_LINES_AT_ONCE = 500
"""Lines that a process merges before it hands its results over."""
Row = tuple[tuple[int, bool, float, float, str], bytes]
"""Where a merged record stands in the timeline, and its packed line."""


@dataclass(frozen=True, slots=True)
class MergedLines:
    """The lines of merged records in timeline order, the pairs left apart, lines that are no record.

    `reviews` are lines as `review_lines` writes them, `counts` the merged records by kind.
    """

    lines: Iterator[str]
    reviews: tuple[str, ...]
    issues: tuple[Issue, ...]
    counts: Counter[str]


@dataclass(frozen=True, slots=True)
class _Merged:
    """What one process made of some parts: packed records, pairs in doubt, lines that are no record."""

    rows: list[Row]
    reviews: list[tuple[Review, str]]
    issues: list[Issue]


def merge_lines(lines: Iterable[Line], options: Options, jobs: int = 1) -> MergedLines:
    """The same as merging all records at once, with as little in memory as the lines take.

    Records of one owner are merged by themselves, and where an owner is unknown those that share
    a key with its records; `jobs` processes share the work. Reading unowned records costs memory
    for each of their keys.
    """
    parts, issues = _read(lines, options)
    merge = partial(_merged, is_one_person=parts.are_of_one_person, options=options)
    rows: list[Row] = []
    reviews: list[tuple[Review, str]] = []
    for merged in _mapped(merge, _batches(parts.apart(options.decisions, _record)), jobs):
        rows += merged.rows
        reviews += merged.reviews
        issues += merged.issues
    rows = _with_unique_ids(rows)
    rows.sort(reverse=True)
    counts = Counter[str](KINDS[key[0]] for key, _ in rows)
    reviews.sort(key=lambda pair: by_doubt(pair[0]))
    issues += [review_issue(review) for review, _ in reviews]
    return MergedLines(_unpacked(rows), tuple(line for _, line in reviews), tuple(issues), counts)


def _read(lines: Iterable[Line], options: Options) -> tuple[Parts, list[Issue]]:
    parts, issues = Parts(), list[Issue]()
    decided = {one for pair in options.decisions.same for one in pair}
    for line in lines:
        if not line[2].strip():
            continue
        try:
            values = json.loads(line[2])
        except (ValueError, RecursionError):
            values = None
        if not isinstance(values, dict):
            found = _found(line)
            issues += [found] if isinstance(found, Issue) else []
            continue
        place = _added(parts, line, values)
        for one in decided & {values.get("id"), *values.get("members", ())} if decided else ():
            parts.ids[one].add(place)
    return parts, issues


def _added(parts: Parts, line: Line, values: dict[str, object]) -> Place:
    """Takes a line; one whose originals do not all name an owner counts as one without."""
    owner, name = values.get("owner"), values.get("owner_name")
    originals = values.get("originals")
    for original in originals if isinstance(originals, list) else ():
        match original:
            case {"otherwise": {"owner": None}}:
                owner = None
    return parts.add(line, owner if isinstance(owner, str) else None, name if isinstance(name, str) else None)


def _batches(parts: Iterable[list[Line]]) -> Iterator[list[list[Line]]]:
    """Parts taken together until there is enough to do."""
    batch: list[list[Line]] = []
    size = 0
    for part in parts:
        batch.append(part)
        size += len(part)
        if size >= _LINES_AT_ONCE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _mapped(merge: partial[_Merged], batches: Iterator[list[list[Line]]], jobs: int) -> Iterator[_Merged]:
    if jobs <= 1:
        yield from map(merge, batches)
        return
    # New processes, not copies of this one, which holds all lines.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = [pool.submit(merge, batch) for _, batch in zip(range(jobs * 4), batches, strict=False)]
        while waiting:
            yield waiting.pop(0).result()
            waiting += [pool.submit(merge, batch) for _, batch in zip(range(1), batches, strict=False)]


def _merged(parts: Sequence[Sequence[Line]], *, is_one_person: bool, options: Options) -> _Merged:
    """The merged records of some parts."""
    done = _Merged([], [], [])
    for part in parts:
        found = list(map(_found, part))
        done.issues.extend(one for one in found if isinstance(one, Issue))
        records = [identified(one) for one in found if not isinstance(one, Issue)]
        merged = merge_records(records, options.decisions, is_one_person=is_one_person)
        written = review_lines(merged.reviews, merged.records)
        done.reviews.extend(zip(merged.reviews, written, strict=True))
        done.rows.extend(map(_row, wanted(merged.records, options)))
    return done


def _found(line: Line) -> AnyRecord | Issue:
    name, number, content = line
    found = record_of_line(content, number)
    return replace(found, source=name) if isinstance(found, Issue) else found


def _record(line: Line) -> AnyRecord | None:
    found = _found(line)
    return None if isinstance(found, Issue) else found


def _row(record: AnyRecord) -> Row:
    return timeline_key(record), zlib.compress(jsonl.line(record).encode("utf-8"), 1)


def _unpacked(rows: list[Row]) -> Iterator[str]:
    """The lines, from the end of the list, which shrinks on the way."""
    while rows:
        yield zlib.decompress(rows.pop()[1]).decode("utf-8")


def _with_unique_ids(rows: list[Row]) -> list[Row]:
    """The rows; of those that share an id over the bounds of parts, one keeps it."""
    times_given = Counter(key[-1] for key, _ in rows)
    if len(times_given) == len(rows):
        return rows
    shared = [_unpacked([row]) for row in rows if times_given[row[0][-1]] > 1]
    records = [record_from_json(json.loads(line)) for lines in shared for line in lines]
    return [row for row in rows if times_given[row[0][-1]] == 1] + list(map(_row, unique_ids(records)))
