"""Why the members of a merged record were joined, and which candidates were kept apart and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from careerdoc.decisions import NO_DECISIONS, Decisions
from careerdoc.dedupe.cluster import Entry, told_in_one_source
from careerdoc.dedupe.compare import Comparison
from careerdoc.dedupe.joining import Settled, settle
from careerdoc.dedupe.originals import unmerged
from careerdoc.model.records import AnyRecord

_TOO_LITTLE, _NOT_PROVED = "too little agrees", "what a join needs does not agree"
_TOLD_TOGETHER = "one source tells both"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two unmerged records, how each field of them agrees, and what came of it.

    `reasons` are the fields, each as `field: level (weight)`, `score` is their sum.
    """

    left: AnyRecord
    right: AnyRecord
    score: float
    reasons: tuple[str, ...]
    outcome: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """The members of one merged record, the pairs that joined them, and what was kept apart.

    `joined` stands in the order in which the pairs joined; `kept_apart` holds the best pair with
    each other record that shares an owner or a key, by falling score.
    """

    members: tuple[AnyRecord, ...]
    joined: tuple[Pair, ...]
    kept_apart: tuple[Pair, ...]


def explain(
    records: Iterable[AnyRecord], record_id: str, decisions: Decisions = NO_DECISIONS
) -> Explanation | None:
    """Why the record of this id, or that has a member of this id, is what it is; None for an unknown id."""
    settled = settle(unmerged(records), decisions)
    found = [
        cluster
        for cluster in settled.clusters
        if any(record_id in settled.entries[position].ids for position in cluster)
    ]
    if not found:
        return None
    inside = {position for cluster in found for position in cluster}
    leaves = sorted(leaf for position in inside for leaf in settled.entries[position].leaves)
    return Explanation(
        tuple(settled.leaves[leaf] for leaf in leaves),
        tuple(_joined(inside, settled, decisions)),
        tuple(_kept_apart(inside, settled)),
    )


def _joined(inside: set[int], settled: Settled, decisions: Decisions) -> list[Pair]:
    """Equal records with the first of them, the pairs that joined, and what a person decided."""
    pairs = [
        Pair(settled.leaves[first], settled.leaves[leaf], 0.0, (), "they agree in every fact")
        for position in sorted(inside)
        for first, *others in [settled.entries[position].leaves]
        for leaf in others
    ]
    pairs += [
        _pair(edge.pair, settled.compared[edge.pair], "joined", settled)
        for edge in settled.joined
        if inside.issuperset(edge.pair)
    ]
    entries = [settled.entries[position] for position in sorted(inside)]
    for left, right in sorted(decisions.same):
        ends = [next((entry for entry in entries if one in entry.ids), None) for one in (left, right)]
        if ends[0] is not None and ends[1] is not None:
            pairs.append(Pair(ends[0].record, ends[1].record, 0.0, (), "decided: same"))
    return pairs


def _kept_apart(inside: set[int], settled: Settled) -> list[Pair]:
    """The best pair between the cluster and each other one that was compared with it."""
    refused = {refusal.edge.pair: refusal.reason for refusal in settled.refused}
    cluster_at = {entry: place for place, cluster in enumerate(settled.clusters) for entry in cluster}
    best: dict[int, Pair] = {}
    for pair in settled.pairs:
        if (pair[0] in inside) == (pair[1] in inside):
            continue
        found = settled.comparer.compare(*(settled.entries[position].facts_number for position in pair))
        if not found.agreements:
            continue
        other = cluster_at[pair[1] if pair[0] in inside else pair[0]]
        told = _pair(pair, found, refused.get(pair) or _why_apart(pair, found, settled.entries), settled)
        if other not in best or told.score > best[other].score:
            best[other] = told
    return sorted(best.values(), key=lambda one: (-one.score, one.left.id, one.right.id))


def _why_apart(pair: tuple[int, int], found: Comparison, entries: Sequence[Entry]) -> str:
    if told_in_one_source(entries[pair[0]], entries[pair[1]]):
        return _TOLD_TOGETHER
    if found.veto is not None:
        return found.veto
    return _NOT_PROVED if found.verdict == "review" else _TOO_LITTLE


def _pair(pair: tuple[int, int], found: Comparison, outcome: str, settled: Settled) -> Pair:
    left, right = (settled.entries[position].record for position in pair)
    return Pair(left, right, found.score, found.reasons, outcome)
