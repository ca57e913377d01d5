"""Whose records are, told by the documents that they stand in: one document is of one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from careerdoc.connected import homes
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
        owner = min(owners) if len(owners) == 1 else None
        name = min(names) if _are_one_name(names) else None
        for place in places:
            if owner is not None and owned[place].owner is None:
                owned[place] = replace(owned[place], owner=owner)
            if name is not None and owned[place].owner_name is None:
                owned[place] = replace(owned[place], owner_name=name)
    return owned


def snapshots_of(record: AnyRecord) -> frozenset[Snapshot]:
    """The documents that tell a record, each as it was on one day."""
    return frozenset((source.name, source.retrieved) for source in record.sources)


def _are_one_name(names: set[str]) -> bool:
    first, *others = sorted(names) or [""]
    return bool(first) and all(people.level(first, other) != "different" for other in others)


def pairs_of_one_person(
    pairs: Sequence[Pair], entries: Sequence[Entry], clusters: Clusters
) -> Iterator[Pair]:
    """The pairs of entries whose documents share a role or an education already, so are one person's."""
    home_of = homes(_told_in(entries, cluster) for cluster in clusters)
    for left, right in pairs:
        left_homes, right_homes = (
            {home_of.get(name, name) for name in entries[place].places} for place in (left, right)
        )
        if not left_homes.isdisjoint(right_homes):
            yield left, right


def _told_in(entries: Sequence[Entry], cluster: Sequence[int]) -> list[Snapshot]:
    """The documents of a cluster's roles or education; several sites may publish a post."""
    personal = (entries[place] for place in cluster if entries[place].record.kind != "post")
    return [name for entry in personal for name in entry.places]
