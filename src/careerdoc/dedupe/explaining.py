"""Why the members of a merged record were joined, and which candidates were kept apart and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from careerdoc.decisions import NO_DECISIONS, Decisions
from careerdoc.dedupe.cluster import TOLD_TOGETHER, Entry, told_in_one_source
from careerdoc.dedupe.compare import Comparison
from careerdoc.dedupe.equals import ids_of
from careerdoc.dedupe.joining import Settled, settle
from careerdoc.dedupe.originals import unmerged
from careerdoc.model.records import AnyRecord

_TOO_LITTLE = "too little agrees"


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

    `joined` stands in the order in which the pairs joined: equal records, what a person decided,
    then the best pair first. `kept_apart` holds the best pair with each other record that shares an
    owner or a key, by falling score.
    """

    members: tuple[AnyRecord, ...]
    joined: tuple[Pair, ...]
    kept_apart: tuple[Pair, ...]


def explain(
    records: Iterable[AnyRecord], record_id: str, decisions: Decisions = NO_DECISIONS
) -> tuple[Explanation, ...]:
    """Why each record of this id, or that has a member of this id, is what it is; none for an unknown id."""
    settled = settle(unmerged(records), decisions)
    known = [ids_of(entry, settled.leaves) for entry in settled.entries]
    return tuple(
        _explanation(cluster, settled)
        for cluster in settled.clusters
        if any(record_id in known[position] for position in cluster)
    )


def _explanation(cluster: Sequence[int], settled: Settled) -> Explanation:
    inside = set(cluster)
    leaves = sorted(leaf for position in inside for leaf in settled.entries[position].leaves)
    return Explanation(
        tuple(settled.leaves[leaf] for leaf in leaves),
        tuple(_joined(inside, settled)),
        tuple(_kept_apart(inside, settled)),
    )


def _joined(inside: set[int], settled: Settled) -> list[Pair]:
    """Equal records with the first of them, what a person decided, and the pairs that joined."""
    pairs = [
        Pair(settled.leaves[first], settled.leaves[leaf], 0.0, (), "they agree in every fact")
        for position in sorted(inside)
        for first, *others in [settled.entries[position].leaves]
        for leaf in others
    ]
    pairs += [
        Pair(settled.entries[left].record, settled.entries[right].record, 0.0, (), "decided: same")
        for left, right in settled.decided.same
        if left != right and inside.issuperset((left, right))
    ]
    pairs += [
        _pair(edge.pair, settled.compared[edge.pair], "joined", settled)
        for edge in settled.joined
        if inside.issuperset(edge.pair)
    ]
    return pairs


def _kept_apart(inside: set[int], settled: Settled) -> list[Pair]:
    """The best pair between the cluster and each other one that was compared with it."""
    refused = {refusal.edge.pair: refusal.reason for refusal in settled.refused}
    cluster_at = {entry: place for place, cluster in enumerate(settled.clusters) for entry in cluster}
    best: dict[int, Pair] = {}
    for pair in settled.pairs:
        if (pair[0] in inside) == (pair[1] in inside):
            continue
        numbers = (settled.entries[position].facts_number for position in pair)
        found = settled.compared.get(pair) or settled.comparer.compare(*numbers)
        if not found.agreements:
            continue
        other = cluster_at[pair[1] if pair[0] in inside else pair[0]]
        told = _pair(pair, found, refused.get(pair) or _why_apart(pair, found, settled.entries), settled)
        if other not in best or told.score > best[other].score:
            best[other] = told
    return sorted(best.values(), key=lambda one: (-one.score, one.left.id, one.right.id))


def _why_apart(pair: tuple[int, int], found: Comparison, entries: Sequence[Entry]) -> str:
    if told_in_one_source(entries[pair[0]], entries[pair[1]]):
        return TOLD_TOGETHER
    return found.veto or found.shortfall or _TOO_LITTLE


def _pair(pair: tuple[int, int], found: Comparison, outcome: str, settled: Settled) -> Pair:
    left, right = (settled.entries[position].record for position in pair)
    return Pair(left, right, found.score, found.reasons, outcome)
