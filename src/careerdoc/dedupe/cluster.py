"""Which records stand for one fact: best pair first, never against a veto or most of a cluster."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, product

from careerdoc.dedupe.candidates import Pair
from careerdoc.dedupe.compare import Comparer, Comparison, bounded
from careerdoc.dedupe.decisions import Decided
from careerdoc.model.records import AnyRecord

Place = tuple[int | None, int | None]
Snapshot = tuple[str, str | None]
"""A source by its name and the day it was taken: the same file may tell a fact again a year later."""
Clusters = tuple[tuple[int, ...], ...]
"""Positions that belong together, each position once, all sorted."""
TOLD_TOGETHER = "one source tells both"
_SPOKESMEN = 8
"""Records of a cluster that speak for it when two clusters are compared, so that cost stays in step."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Records of equal facts under way: the numbers of their facts and outline, the records they are.

    `record` is the first of them; `leaves` are the positions of all among the records given.
    """

    record: AnyRecord
    facts_number: int
    outline_number: int
    leaves: tuple[int, ...]
    ids: frozenset[str]
    places: dict[Snapshot, frozenset[Place]]


@dataclass(frozen=True, slots=True)
class Edge:
    """Two entries, by position, that their score would join."""

    pair: Pair
    score: float


@dataclass(frozen=True, slots=True)
class Refusal:
    """An edge that joined nothing, and why."""

    edge: Edge
    reason: str


@dataclass(slots=True)
class _Cluster:
    """What must be known of several entries to tell whether they go with others."""

    positions: list[int]
    facts: list[int] = field(default_factory=list)
    outlines: set[int] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    places: dict[Snapshot, frozenset[Place]] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()
    shunned: frozenset[int] = frozenset()
    is_decided: bool = False

    @property
    def name(self) -> int:
        """One of the positions, the same until another cluster absorbs this one."""
        return self.positions[0]

    def absorb(self, other: _Cluster) -> None:
        self.positions += other.positions
        self.facts = sorted({*self.facts, *other.facts})[:_SPOKESMEN]
        self.outlines |= other.outlines
        self.kinds |= other.kinds
        self.ids |= other.ids
        self.shunned |= other.shunned
        self.is_decided |= other.is_decided
        for name, places in other.places.items():
            self.places[name] = self.places.get(name, frozenset()) | places


def told_in_one_source(left: Entry | _Cluster, right: Entry | _Cluster) -> bool:
    """Whether one source tells both on one day, in two places: a source does not tell a fact twice.

    The same place under the same id is one sighting that came in twice.
    """
    fewer, more = sorted((left.places, right.places), key=len)
    shared = [name for name in fewer if name in more]
    if not shared:
        return False
    return left.ids.isdisjoint(right.ids) or any(fewer[name].isdisjoint(more[name]) for name in shared)


class Clusterer:
    """Entries on their way into clusters: what was decided first, then edges in any number of rounds.

    The outcome does not depend on the order of the entries' records, nor on that of the edges.
    """

    def __init__(self, entries: Sequence[Entry], comparer: Comparer, decided: Decided) -> None:
        self._comparer = comparer
        self._at = [
            _cluster_of(position, entry, decided.different.get(position, frozenset()))
            for position, entry in enumerate(entries)
        ]
        for left, right in decided.same:
            if self._at[left] is not self._at[right] and self._can_be_decided(left, right):
                self._unite(self._at[left], self._at[right])
                self._at[left].is_decided = True

    def clusters(self) -> Clusters:
        """The clusters as they are now."""
        distinct = {found.name: tuple(sorted(found.positions)) for found in self._at}
        return tuple(sorted(distinct.values()))

    def join(self, edges: Iterable[Edge]) -> tuple[list[Edge], list[Refusal]]:
        """Joins along the edges, highest score first, unless any two entries must stay apart.

        Gives the edges that joined, and those that did not. Where an entry has edges of one score to
        entries that must stay apart, none of these edges joins: nothing says which is the right one.
        """
        joined: list[Edge] = []
        refused: list[Refusal] = []
        in_order = sorted(edges, key=lambda edge: (-edge.score, edge.pair))
        for _, equal in groupby(in_order, key=lambda edge: edge.score):
            group = list(equal)
            undecided = self._undecided_pairs(group)
            for edge in group:
                reason = _UNDECIDED if edge.pair in undecided else self._refusal(edge.pair)
                if reason is None:
                    joined.append(edge)
                else:
                    refused.append(Refusal(edge, reason))
        return joined, refused

    def doubtful_pairs(self, pairs: Iterable[Pair]) -> list[tuple[Pair, Comparison]]:
        """Of pairs of entries in two clusters of one kind, how the clusters agree on the whole, each once."""
        found: dict[Pair, tuple[Pair, Comparison]] = {}
        for pair in pairs:
            left, right = sorted((self._at[position] for position in pair), key=lambda one: one.name)
            is_of_one_kind = left.kinds == right.kinds and len(left.kinds) == 1
            if left is right or (left.name, right.name) in found or not is_of_one_kind:
                continue
            if len(left.facts) > 1 or len(right.facts) > 1:
                whole = self._comparer.compare_groups(left.facts, right.facts)
                found[left.name, right.name] = (pair, whole)
        return list(found.values())

    def _can_be_decided(self, left: int, right: int) -> bool:
        """Whether a person's word can join two records: of one kind, or a page and a role."""
        kinds = self._at[left].kinds | self._at[right].kinds
        return len(kinds) == 1 or "education" not in kinds

    def _refusal(self, pair: Pair) -> str | None:
        """Why the clusters of a pair stay two; None once they are one."""
        smaller, larger = sorted((self._at[pair[0]], self._at[pair[1]]), key=lambda one: len(one.positions))
        if smaller is larger:
            return None
        reason = self._apartness(smaller, larger) or self._disagreement(smaller, larger)
        if reason is None:
            self._unite(larger, smaller)
        return reason

    def _unite(self, larger: _Cluster, smaller: _Cluster) -> None:
        larger.absorb(smaller)
        for position in smaller.positions:
            self._at[position] = larger

    def _apartness(self, left: _Cluster, right: _Cluster) -> str | None:
        """What keeps any two entries of two clusters apart; None where nothing does."""
        if not left.shunned.isdisjoint(right.positions):
            return "decided: different"
        # Two roles are the same by what they say themselves, never through a page.
        if "role" in left.kinds & right.kinds and "post" in left.kinds | right.kinds:
            return "a page never joins two roles"
        if told_in_one_source(left, right):
            return TOLD_TOGETHER
        vetoes = [found.veto for found in self._between(left, right)]
        vetoes += [
            self._comparer.compare(one, other).veto for one, other in product(left.outlines, right.outlines)
        ]
        if (left.is_decided or right.is_decided) and None in vetoes:
            # A person joined what the rules would not: who goes with one of them goes with both.
            return None
        return min(filter(None, vetoes), default=None)

    def _disagreement(self, left: _Cluster, right: _Cluster) -> str | None:
        """Whether the records of two clusters speak against each other on the whole."""
        if left.is_decided or right.is_decided or len(left.facts) == len(right.facts) == 1:
            return None
        scores = (found.score for found in self._between(left, right) if found.agreements)
        return _OUTWEIGHED if sum(map(bounded, scores)) < 0 else None

    def _between(self, left: _Cluster, right: _Cluster) -> list[Comparison]:
        """How those who speak for two clusters agree, each with each."""
        return [self._comparer.compare(one, other) for one, other in product(left.facts, right.facts)]

    def _undecided_pairs(self, group: Sequence[Edge]) -> set[Pair]:
        """The pairs of a group of equal score that share an entry and rule each other out."""
        around: defaultdict[int, defaultdict[int, list[Pair]]] = defaultdict(lambda: defaultdict(list))
        for edge in group if len(group) > 1 else ():
            left, right = (self._at[position].name for position in edge.pair)
            if left != right:
                around[left][right].append(edge.pair)
                around[right][left].append(edge.pair)
        ruled_out = _RuledOut(self._apartness)
        return {
            pair
            for middle, neighbours in around.items()
            for rival in self._rivals(self._at[middle], [self._at[name] for name in neighbours], ruled_out)
            for pair in neighbours[rival]
        }

    def _rivals(self, middle: _Cluster, neighbours: Sequence[_Cluster], ruled_out: _RuledOut) -> set[int]:
        """The names of the neighbours that could join the middle, but not beside each other."""
        are_roles = "post" in middle.kinds and sum("role" in one.kinds for one in neighbours) > 1
        together = _Cluster([])
        for neighbour in neighbours:
            if are_roles or self._apartness(together, neighbour) is not None:
                break
            together.absorb(neighbour)
        else:
            return set()
        roles = {one.name for one in neighbours if are_roles and "role" in one.kinds}
        return roles | ruled_out.among({one.name: one for one in neighbours})


class _RuledOut:
    """Which clusters must stay apart, each pair looked at once however often it is asked for."""

    def __init__(self, apartness: Callable[[_Cluster, _Cluster], str | None]) -> None:
        self._apartness = apartness
        self._looked_at: defaultdict[int, set[int]] = defaultdict(set)
        self._apart: defaultdict[int, set[int]] = defaultdict(set)

    def among(self, clusters: Mapping[int, _Cluster]) -> set[int]:
        """The names of those clusters that one of the others rules out."""
        for name, cluster in clusters.items():
            for other in sorted(clusters.keys() - self._looked_at[name] - {name}):
                self._looked_at[other].add(name)
                if self._apartness(cluster, clusters[other]) is not None:
                    self._apart[name].add(other)
                    self._apart[other].add(name)
            self._looked_at[name] |= clusters.keys()
        return {name for name in clusters if not self._apart[name].isdisjoint(clusters)}


_UNDECIDED = "another record agrees as well, and both cannot be the same"
_OUTWEIGHED = "the other records of the two disagree"


def _cluster_of(position: int, entry: Entry, shunned: frozenset[int]) -> _Cluster:
    return _Cluster(
        [position],
        [entry.facts_number],
        {entry.outline_number},
        {entry.record.kind},
        dict(entry.places),
        entry.ids,
        shunned,
    )
