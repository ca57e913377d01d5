"""Whose records are, told by the documents that they stand in: one document is of one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from careerdoc.dedupe.candidates import Pair
from careerdoc.dedupe.cluster import Clusters, Entry, Snapshot
from careerdoc.dedupe.facts import Facts
from careerdoc.fields.agreement import people
from careerdoc.model.records import AnyRecord


def with_owners(leaves: Sequence[AnyRecord], all_facts: Sequence[Facts]) -> list[Facts]:
    """The facts, where one is unowned with the owner or the name that its document's other records have.

    Nothing is taken from a document that names several people, as the feed of a magazine does.
    """
    told: defaultdict[Snapshot, set[int]] = defaultdict(set)
    for place, leaf in enumerate(leaves):
        for snapshot in snapshots_of(leaf):
            told[snapshot].add(place)
    owned = list(all_facts)
    for places in told.values():
        owners = {owner for place in places if (owner := all_facts[place].owner) is not None}
        names = {name for place in places if (name := all_facts[place].owner_name) is not None}
        for place in places:
            if len(owners) == 1 and owned[place].owner is None:
                owned[place] = replace(owned[place], owner=min(owners))
            if _is_one_name(names) and owned[place].owner_name is None:
                owned[place] = replace(owned[place], owner_name=min(names))
    return owned


def snapshots_of(record: AnyRecord) -> frozenset[Snapshot]:
    """The documents that tell a record, each as it was on one day."""
    return frozenset((source.name, source.retrieved) for source in record.sources)


def _is_one_name(names: set[str]) -> bool:
    first, *others = sorted(names) or [""]
    return bool(first) and all(people.level(first, other) != "different" for other in others)


def pairs_of_one_person(
    pairs: Sequence[Pair], entries: Sequence[Entry], clusters: Clusters
) -> Iterator[Pair]:
    """The pairs of entries whose documents share a role or an education already, so are one person's."""
    home_of = _homes(entries, clusters)
    for left, right in pairs:
        homes = {home_of(name) for name in entries[left].places}
        if not homes.isdisjoint(home_of(name) for name in entries[right].places):
            yield left, right


def _homes(entries: Sequence[Entry], clusters: Clusters) -> Callable[[Snapshot], Snapshot]:
    toward: dict[Snapshot, Snapshot] = {}

    def home(name: Snapshot) -> Snapshot:
        while toward.get(name, name) != name:
            name = toward[name]
        return name

    for cluster in clusters:
        names = [
            name
            for place in cluster
            if entries[place].record.kind != "post"
            for name in entries[place].places
        ]
        for other in names[1:]:
            toward[home(other)] = home(names[0])
    return home
