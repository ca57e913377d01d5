"""Which records stand for one fact: best pair first, never against a veto."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from careerdoc.dedupe.blocking import Pair
from careerdoc.dedupe.compare import Comparer
from careerdoc.model.records import AnyRecord

Place = tuple[int | None, int | None]
Clusters = tuple[tuple[int, ...], ...]
"""Positions that belong together, each position once, all sorted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A record under way: the numbers of its facts and their outline, where it was told, its ids.

    `leaves` are the positions of the given records that it is made of.
    """

    record: AnyRecord
    facts_number: int
    outline_number: int
    leaves: tuple[int, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the unmerged records behind it."""
        return frozenset(self.record.members or (self.record.id,))

    @property
    def places(self) -> dict[str, set[Place]]:
        """For each source, the lines at which it tells this record."""
        places: defaultdict[str, set[Place]] = defaultdict(set)
        for source in self.record.sources:
            places[source.name].add((source.line, source.end_line))
        return places


@dataclass(frozen=True, slots=True)
class Edge:
    """Two entries, by position, that their score would join."""

    pair: Pair
    score: float


@dataclass(frozen=True, slots=True)
class Clustering:
    """The clusters, and the edges that joined or were refused, the best first."""

    clusters: Clusters
    joined: tuple[Edge, ...]
    refused: tuple[Edge, ...]


@dataclass(slots=True)
class _Cluster:
    """What must be known of several entries to tell whether they go with others."""

    positions: list[int]
    outlines: set[int] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    places: dict[str, set[Place]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    @property
    def name(self) -> int:
        """One of the positions, the same until another cluster absorbs this one."""
        return self.positions[0]

    def absorb(self, other: _Cluster) -> None:
        self.positions += other.positions
        self.outlines |= other.outlines
        self.kinds |= other.kinds
        self.ids |= other.ids
        for name, places in other.places.items():
            self.places.setdefault(name, set()).update(places)


def told_in_one_source(left: Entry | _Cluster, right: Entry | _Cluster) -> bool:
    """Whether one source tells both, in two places: a source does not tell a fact twice.

    The same place under the same id is one sighting that came in twice.
    """
    fewer, more = sorted((left.places, right.places), key=len)
    shared = [name for name in fewer if name in more]
    if not shared:
        return False
    return left.ids.isdisjoint(right.ids) or any(fewer[name].isdisjoint(more[name]) for name in shared)


def cluster(entries: Sequence[Entry], edges: Iterable[Edge], comparer: Comparer) -> Clustering:
    """Joins along the edges, highest score first, unless any two entries must stay apart.

    Where an entry has edges of one score to entries that must stay apart, none of these
    edges joins: nothing says which is the right one.
    """
    cluster_at = [_cluster_of(position, entry) for position, entry in enumerate(entries)]
    joined: list[Edge] = []
    refused: list[Edge] = []
    in_order = sorted(edges, key=lambda edge: (-edge.score, edge.pair))
    for _, equal in groupby(in_order, key=lambda edge: edge.score):
        group = list(equal)
        undecided = _undecided_pairs(group, cluster_at, comparer)
        for edge in group:
            is_joined = edge.pair not in undecided and _join(edge.pair, cluster_at, comparer)
            (joined if is_joined else refused).append(edge)
    distinct = {found.name: tuple(sorted(found.positions)) for found in cluster_at}
    return Clustering(tuple(sorted(distinct.values())), tuple(joined), tuple(refused))


def _cluster_of(position: int, entry: Entry) -> _Cluster:
    return _Cluster([position], {entry.outline_number}, {entry.record.kind}, entry.places, set(entry.ids))


def _join(pair: Pair, cluster_at: list[_Cluster], comparer: Comparer) -> bool:
    """Whether the clusters of the pair are one now."""
    smaller, larger = sorted((cluster_at[pair[0]], cluster_at[pair[1]]), key=lambda one: len(one.positions))
    if smaller is larger:
        return True
    if _stay_apart(smaller, larger, comparer):
        return False
    larger.absorb(smaller)
    for position in smaller.positions:
        cluster_at[position] = larger
    return True


def _stay_apart(left: _Cluster, right: _Cluster, comparer: Comparer) -> bool:
    # Two roles are the same by what they say themselves, never through a page.
    kinds = left.kinds & right.kinds
    if "role" in kinds and "post" in left.kinds | right.kinds:
        return True
    if told_in_one_source(left, right):
        return True
    return any(comparer.compare(one, other).keeps_apart for one in left.outlines for other in right.outlines)


def _undecided_pairs(group: Sequence[Edge], cluster_at: list[_Cluster], comparer: Comparer) -> set[Pair]:
    """The pairs of a group of equal score that share an entry and rule each other out."""
    around: defaultdict[int, defaultdict[int, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for edge in group:
        left, right = (cluster_at[position].name for position in edge.pair)
        if left != right:
            around[left][right].append(edge.pair)
            around[right][left].append(edge.pair)
    return {
        pair
        for middle, neighbours in around.items()
        for rival in _rivals(cluster_at[middle], [cluster_at[name] for name in neighbours], comparer)
        for pair in neighbours[rival]
    }


def _rivals(middle: _Cluster, neighbours: Sequence[_Cluster], comparer: Comparer) -> Iterator[int]:
    """The names of the neighbours that could join the middle, but not beside each other."""

    def exclude(left: _Cluster, right: _Cluster) -> bool:
        by_page = "post" in middle.kinds and "role" in left.kinds & right.kinds
        return by_page or _stay_apart(left, right, comparer)

    together = _Cluster([])
    for neighbour in neighbours:
        if exclude(together, neighbour):
            break
        together.absorb(neighbour)
    else:
        return
    for one in neighbours:
        if any(exclude(one, other) for other in neighbours if other is not one):
            yield one.name
