"""The way from records to merged records: compare, cluster, merge, until nothing joins any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from careerdoc.dedupe.blocking import candidate_pairs
from careerdoc.dedupe.cluster import (
    Clusters,
    Edge,
    Entry,
    cluster,
    told_in_one_source,
)
from careerdoc.dedupe.compare import Comparer, Comparison
from careerdoc.dedupe.equals import groups_of_equals
from careerdoc.dedupe.facts import facts_of
from careerdoc.dedupe.merge import merge_tellings, primary_order
from careerdoc.dedupe.ordering import canonical_text, timeline_order
from careerdoc.dedupe.provenance import Telling
from careerdoc.identity import unique_ids, wording_key
from careerdoc.model.records import AnyRecord
from careerdoc.model.result import Review

Compared = tuple[int, int, Comparison]
"""Two positions and how their records agree."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Records after merging, in the order of `timeline_order`, and the pairs left apart in doubt.

    `reviews` stand by falling score, then by id.
    """

    records: tuple[AnyRecord, ...]
    reviews: tuple[Review, ...]


@dataclass(slots=True)
class _Merging:
    """A merge under way: the records as given in a fixed order, and the joins refused so far.

    `facts` are the numbers of the records' facts, `reasons` the first agreement by which each
    record joined another.
    """

    leaves: Sequence[AnyRecord]
    comparer: Comparer
    facts: Sequence[int]
    refused: list[Compared] = field(default_factory=list)
    reasons: dict[int, Comparison] = field(default_factory=dict)


def merge_records(records: Iterable[AnyRecord]) -> Merged:
    """The records with those joined that tell the same fact; their order never matters.

    Merging the result again changes nothing. A record that is given twice counts once.
    """
    distinct = {canonical_text(record): record for record in records}
    leaves = [distinct[text] for text in sorted(distinct)]
    if _are_of_one_source(leaves):
        return Merged(timeline_order(leaves), ())
    comparer = Comparer()
    merging = _Merging(leaves, comparer, [comparer.number_of(facts_of(leaf)) for leaf in leaves])
    entries, doubtful = _settled(merging)
    records = unique_ids([entry.record for entry in entries])
    entries = [replace(entry, record=record) for entry, record in zip(entries, records, strict=True)]
    return Merged(timeline_order(records), _reviews(entries, doubtful, merging))


def _are_of_one_source(leaves: Sequence[AnyRecord]) -> bool:
    """Whether one source tells all the records, each once: then none of them can join."""
    names = {tuple(source.name for source in leaf.sources) for leaf in leaves}
    if len(names) != 1 or len(names.pop()) != 1:
        return False
    tellings = {leaf.id for leaf in leaves}, {wording_key(leaf) for leaf in leaves}
    return all(len(distinct) == len(leaves) for distinct in tellings)


def _settled(merging: _Merging) -> tuple[list[Entry], list[Compared]]:
    """Entries of which no two join any more, and their pairs that may be the same.

    A merged record knows more than each of its members, so it can agree with a record to
    which no member alone says enough. Pages join roles last, when these are whole.
    """
    entries = [_entry(leaf, (position,), merging.comparer) for position, leaf in enumerate(merging.leaves)]
    while True:
        entries = _with_equals_joined(entries, merging)
        pairs = list(_compared(entries, merging.comparer))
        of_kinds = [pair for pair in pairs if not _is_page_pair(entries, pair)]
        of_pages = [pair for pair in pairs if _is_page_pair(entries, pair)]
        joined = _joined(entries, of_kinds, merging)
        if len(joined) == len(entries):
            joined = _joined(entries, of_pages, merging)
        if len(joined) == len(entries):
            return entries, pairs
        entries = joined


def _compared(entries: Sequence[Entry], comparer: Comparer) -> Iterator[Compared]:
    """The candidate pairs that one source does not tell side by side, compared."""
    for left, right in candidate_pairs([comparer.facts(entry.facts_number) for entry in entries]):
        comparison = comparer.compare(entries[left].facts_number, entries[right].facts_number)
        if comparison.verdict != "apart" and not told_in_one_source(entries[left], entries[right]):
            yield left, right, comparison


def _is_page_pair(entries: Sequence[Entry], pair: Compared) -> bool:
    return entries[pair[0]].record.kind != entries[pair[1]].record.kind


def _with_equals_joined(entries: Sequence[Entry], merging: _Merging) -> list[Entry]:
    while True:
        groups = groups_of_equals(entries, merging.comparer)
        for first, *others in groups:
            for other in others:
                pair = entries[first], entries[other]
                reason = merging.comparer.compare(pair[0].facts_number, pair[1].facts_number)
                _explain(pair, reason, merging)
        if len(groups) == len(entries):
            return list(entries)
        entries = _entries_of(groups, entries, merging)


def _joined(entries: Sequence[Entry], pairs: Iterable[Compared], merging: _Merging) -> list[Entry]:
    comparisons = {(left, right): found for left, right, found in pairs if found.verdict == "join"}
    edges = [Edge(pair, found.score) for pair, found in comparisons.items()]
    clustering = cluster(entries, edges, merging.comparer)
    merging.refused += [
        (entries[edge.pair[0]].leaves[0], entries[edge.pair[1]].leaves[0], comparisons[edge.pair])
        for edge in clustering.refused
    ]
    for edge in clustering.joined:
        pair = [entries[position] for position in edge.pair]
        kinds = {entry.record.kind for entry in pair}
        # That a page repeats a role is no reason for which this role joins another.
        joining = (entry for entry in pair if kinds != {"role", "post"} or entry.record.kind == "post")
        _explain(joining, comparisons[edge.pair], merging)
    return _entries_of(clustering.clusters, entries, merging)


def _explain(entries: Iterable[Entry], reason: Comparison, merging: _Merging) -> None:
    for entry in entries:
        for leaf in entry.leaves:
            merging.reasons.setdefault(leaf, reason)


def _entries_of(clusters: Clusters, entries: Sequence[Entry], merging: _Merging) -> list[Entry]:
    """One entry for each cluster, in the order of their leaves."""
    merged = [
        entries[positions[0]]
        if len(positions) == 1
        else _merged_entry(sorted(leaf for one in positions for leaf in entries[one].leaves), merging)
        for positions in clusters
    ]
    return sorted(merged, key=lambda entry: entry.leaves)


def _merged_entry(leaves: Sequence[int], merging: _Merging) -> Entry:
    order = primary_order([merging.leaves[leaf] for leaf in leaves])
    primary, *others = (leaves[position] for position in order)
    tellings = [Telling(merging.leaves[primary])]
    tellings += [Telling(merging.leaves[leaf], _reason(leaf, primary, merging)) for leaf in others]
    return _entry(merge_tellings(tellings), tuple(leaves), merging.comparer)


def _entry(record: AnyRecord, leaves: tuple[int, ...], comparer: Comparer) -> Entry:
    number = comparer.number_of(facts_of(record))
    return Entry(record, number, comparer.outline_number(number), leaves)


def _reason(leaf: int, primary: int, merging: _Merging) -> str:
    """Why a leaf stands beside the primary: by their own agreement, else by what it joined first."""
    with_primary = merging.comparer.compare(merging.facts[leaf], merging.facts[primary])
    return (with_primary if with_primary.verdict == "join" else merging.reasons[leaf]).explanation


def _reviews(entries: Sequence[Entry], doubtful: Iterable[Compared], merging: _Merging) -> tuple[Review, ...]:
    """The doubtful pairs of the final records, and joins that were refused, each pair once."""
    entry_of = {leaf: position for position, entry in enumerate(entries) for leaf in entry.leaves}
    refused = [(entry_of[left], entry_of[right], found) for left, right, found in merging.refused]
    best: dict[tuple[str, str], Review] = {}
    for left, right, found in [*doubtful, *refused]:
        if left == right:
            continue
        ids = sorted((entries[left].record.id, entries[right].record.id))
        review = Review(ids[0], ids[1], found.score, found.reasons)
        known = best.setdefault((ids[0], ids[1]), review)
        if (review.score, review.reasons) > (known.score, known.reasons):
            best[ids[0], ids[1]] = review
    return tuple(sorted(best.values(), key=lambda review: (-review.score, review.left, review.right)))
