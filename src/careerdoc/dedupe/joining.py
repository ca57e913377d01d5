"""The way from records to merged records: keys, candidate pairs, scores, clusters, one record each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from careerdoc.decisions import NO_DECISIONS, Decisions
from careerdoc.dedupe.candidates import Pair, candidate_pairs
from careerdoc.dedupe.cluster import Clusterer, Clusters, Edge, Entry, Refusal, told_in_one_source
from careerdoc.dedupe.compare import Comparer, Comparison
from careerdoc.dedupe.decisions import Decided, decided
from careerdoc.dedupe.documents import People, pairs_of_one_person, voice_of, with_owners
from careerdoc.dedupe.equals import entries_of, ids_of, versions
from careerdoc.dedupe.facts import facts_of
from careerdoc.dedupe.merge import merge_tellings, oldest, primary_order
from careerdoc.dedupe.ordering import canonical_text, timeline_order
from careerdoc.dedupe.originals import originals_of, unmerge, unmerged
from careerdoc.dedupe.provenance import Telling
from careerdoc.identity import unique_ids, whole_identity, wording_key
from careerdoc.model.records import AnyRecord
from careerdoc.model.result import Review, by_doubt

_DECIDED = "decided to be the same"


@dataclass(frozen=True, slots=True)
class Merged:
    """Records after merging, in the order of `timeline_order`, and the pairs left apart in doubt.

    `reviews` stand by falling score, then by id.
    """

    records: tuple[AnyRecord, ...]
    reviews: tuple[Review, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the records: their clusters, and of each pair that matters how it agrees.

    `leaves` are the unmerged records in an order that only they decide; `entries` those of equal
    facts taken together; `pairs` are the candidates among these, `clusters` hold their positions.
    """

    leaves: Sequence[AnyRecord]
    entries: Sequence[Entry]
    pairs: Sequence[Pair]
    clusters: Clusters
    comparer: Comparer
    compared: Mapping[Pair, Comparison]
    decided: Decided
    joined: tuple[Edge, ...]
    refused: tuple[Refusal, ...]


def merge_records(
    records: Iterable[AnyRecord], decisions: Decisions = NO_DECISIONS, *, is_one_person: bool | None = None
) -> Merged:
    """The records with those joined that tell the same fact; their order never matters.

    Merged records are taken apart first, so that merging in batches gives the same as at once, and
    merging the result again changes nothing. A record that is given twice counts once.
    `is_one_person` says whether all records are one person's; None: what they say themselves decides.
    """
    leaves = unmerged(records)
    if not decisions.same and _are_of_one_source(leaves):
        return Merged(timeline_order(leaves), ())
    settled = settle(leaves, decisions, is_one_person)
    reasons = _reasons(settled)
    found = [_merged_cluster(cluster, settled, reasons) for cluster in settled.clusters]
    merged = with_unique_ids(found)
    return Merged(timeline_order(merged), _reviews(merged, settled))


def with_unique_ids(records: Sequence[AnyRecord], taken: Collection[str] = ()) -> tuple[AnyRecord, ...]:
    """Merged records in their order, each with an id of its own that is none of `taken`.

    A new id is that of the words of the oldest original, so that decisions can name it; `unmerge`
    still gives the old one back. The order of the records does not matter.
    """
    if len({record.id for record in records}) == len(records):
        return tuple(records)
    texts = [canonical_text(record) for record in records]
    places = sorted(range(len(records)), key=lambda place: texts[place])
    in_order = [records[place] for place in places]
    unique = unique_ids(in_order, _identity_of_the_oldest, taken)
    named = dict(zip(places, map(_with_origin, in_order, unique), strict=True))
    return tuple(named[place] for place in range(len(records)))


def _identity_of_the_oldest(record: AnyRecord) -> str:
    return whole_identity(oldest(unmerge(record), record.kind))


def _with_origin(given: AnyRecord, named: AnyRecord) -> AnyRecord:
    if named.id == given.id or named.originals:
        return named
    return named.model_copy(update={"originals": originals_of(named, [given])})


def settle(
    leaves: Sequence[AnyRecord], decisions: Decisions = NO_DECISIONS, is_one_person: bool | None = None
) -> Settled:
    """The clusters of unmerged records, which must stand in the order of `unmerged`."""
    voices = list(map(voice_of, leaves))
    people = People(voices)
    all_facts = with_owners(list(map(facts_of, leaves)), voices, people)
    comparer = Comparer(people.are_one() if is_one_person is None else is_one_person)
    entries = entries_of(leaves, list(map(comparer.number_of, all_facts)), comparer, decisions)
    pairs = candidate_pairs([comparer.facts(entry.facts_number) for entry in entries])
    compared = _compared(pairs, entries, comparer)
    is_decided = bool(decisions.same or decisions.different)
    known_ids = [ids_of(entry, leaves) for entry in entries] if is_decided else ()
    said = decided(decisions, known_ids)
    clusterer = Clusterer(entries, comparer, said)
    edges = [Edge(pair, found.score) for pair, found in compared.items() if found.verdict == "join"]
    pages = [edge for edge in edges if compared[edge.pair].repetition is not None]
    alike = [edge for edge in edges if compared[edge.pair].repetition is None]
    sure = [Edge(pair, compared[pair].score) for pair in versions(entries, comparer) if pair in compared]
    joined: list[Edge] = []
    refused: list[Refusal] = []
    for round_of_edges in (sure, alike):
        joins, refusals = clusterer.join(round_of_edges)
        joined += joins
        refused += refusals
    if not comparer.is_one_person:
        joins, refusals = _joined_by_documents(clusterer, pairs, entries, comparer, compared)
        joined += joins
        refused += refusals
    while wholes := _joined_as_wholes(clusterer, compared):
        joined += wholes
    # Pages join roles last, when these are whole.
    joins, refusals = clusterer.join(pages)
    joined += joins
    refused += refusals
    found = clusterer.clusters()
    return Settled(leaves, entries, pairs, found, comparer, compared, said, tuple(joined), tuple(refused))


def _joined_as_wholes(clusterer: Clusterer, compared: dict[Pair, Comparison]) -> list[Edge]:
    """Joins between clusters that together say what no two of their records do; `compared` learns them."""
    doubtful = [pair for pair, found in compared.items() if found.is_close]
    wholes = [(pair, found) for pair, found in clusterer.doubtful_pairs(doubtful) if found.verdict == "join"]
    joined, _ = clusterer.join(Edge(pair, found.score) for pair, found in wholes)
    found_at = dict(wholes)
    compared.update({edge.pair: found_at[edge.pair] for edge in joined})
    return joined


def _are_of_one_source(leaves: Sequence[AnyRecord]) -> bool:
    """Whether one source tells all the records, each once: then none of them can join."""
    names = {tuple((source.name, source.retrieved) for source in leaf.sources) for leaf in leaves}
    if len(names) != 1 or len(names.pop()) != 1:
        return False
    tellings = {leaf.id for leaf in leaves}, {wording_key(leaf) for leaf in leaves}
    return all(len(distinct) == len(leaves) for distinct in tellings)


def _joined_by_documents(
    clusterer: Clusterer,
    pairs: Sequence[Pair],
    entries: Sequence[Entry],
    comparer: Comparer,
    compared: dict[Pair, Comparison],
) -> tuple[list[Edge], list[Refusal]]:
    """Joins and refusals between documents that share a record, so that less is needed.

    `compared` learns them.
    """
    alone = [pair for pair in pairs if pair not in compared or compared[pair].verdict != "join"]
    near = list(pairs_of_one_person(alone, entries, clusterer.clusters()))
    found = _compared(near, entries, comparer.of_one_person())
    edges = [Edge(pair, one.score) for pair, one in found.items() if one.verdict == "join"]
    compared.update(found)
    return clusterer.join(edges)


def _compared(pairs: Iterable[Pair], entries: Sequence[Entry], comparer: Comparer) -> dict[Pair, Comparison]:
    """The candidate pairs that may be one fact and that one source does not tell side by side."""
    found: dict[Pair, Comparison] = {}
    for left, right in pairs:
        numbers = entries[left].facts_number, entries[right].facts_number
        if comparer.is_hopeless(*numbers):
            continue
        comparison = comparer.compare(*numbers)
        is_worth_it = comparison.verdict != "apart" or comparison.is_close
        if is_worth_it and not told_in_one_source(entries[left], entries[right]):
            found[left, right] = comparison
    return found


def _merged_cluster(cluster: Sequence[int], settled: Settled, reasons: Mapping[int, Comparison]) -> AnyRecord:
    leaves = sorted(leaf for position in cluster for leaf in settled.entries[position].leaves)
    if len(leaves) == 1:
        return settled.leaves[leaves[0]]
    entry_at = {leaf: position for position in cluster for leaf in settled.entries[position].leaves}
    primary, *others = (leaves[place] for place in primary_order([settled.leaves[leaf] for leaf in leaves]))
    tellings = [Telling(settled.leaves[primary])]
    tellings += [
        Telling(settled.leaves[leaf], _reason((entry_at[leaf], entry_at[primary]), settled, reasons))
        for leaf in others
    ]
    return merge_tellings(tellings)


def _reasons(settled: Settled) -> dict[int, Comparison]:
    """For each entry that joined another, the best agreement by which it did."""
    reasons: dict[int, Comparison] = {}
    for edge in settled.joined:
        found = settled.compared[edge.pair]
        for position in edge.pair:
            # That a page repeats a role is no reason for which this role joins another.
            if found.repetition is None or settled.entries[position].record.kind == "post":
                reasons.setdefault(position, found)
    return reasons


def _reason(pair: Pair, settled: Settled, reasons: Mapping[int, Comparison]) -> str:
    """Why an entry stands beside the primary's: by their own agreement, else by what it joined first."""
    numbers = (settled.entries[position].facts_number for position in pair)
    with_primary = settled.comparer.compare(*numbers)
    if with_primary.verdict == "join" or pair[0] == pair[1]:
        return with_primary.explanation
    return reasons[pair[0]].explanation if pair[0] in reasons else _DECIDED


def _reviews(merged: Sequence[AnyRecord], settled: Settled) -> tuple[Review, ...]:
    """The doubtful pairs of the final records, and joins that were refused, each pair once.

    What a person decided is none of them.
    """
    cluster_at = {entry: place for place, cluster in enumerate(settled.clusters) for entry in cluster}
    different = settled.decided.different.items()
    decided_apart = {(cluster_at[one], cluster_at[other]) for one, others in different for other in others}
    best: dict[tuple[str, str], Review] = {}
    for pair, found in settled.compared.items():
        places = cluster_at[pair[0]], cluster_at[pair[1]]
        if places[0] == places[1] or found.verdict == "apart" or places in decided_apart:
            continue
        left, right = (merged[place].id for place in places)
        review = Review(min(left, right), max(left, right), found.score, found.reasons)
        known = best.setdefault((review.left, review.right), review)
        if (review.score, review.reasons) > (known.score, known.reasons):
            best[review.left, review.right] = review
    return tuple(sorted(best.values(), key=by_doubt))
