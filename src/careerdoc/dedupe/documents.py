"""Whose records are, told by the documents that they stand in: one document is of one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from careerdoc.connected import homes
from careerdoc.dedupe.candidates import Pair
from careerdoc.dedupe.cluster import Clusters, Entry, Snapshot
from careerdoc.dedupe.facts import Facts
from careerdoc.dedupe.originals import unmerge
from careerdoc.fields.agreement import people
from careerdoc.model.records import AnyRecord

_MOST_NAMES = 50
"""Spellings of one person's name; records with more are several people's."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose a record says that it is, its name as `people.comparable` gives it, and who tells the record."""

    owner: str | None
    owner_name: str | None
    documents: frozenset[Snapshot]


def voice_of(record: AnyRecord) -> Voice:
    """What an unmerged record says of its person."""
    name = people.comparable(record.owner_name) if record.owner_name else None
    return Voice(record.owner, name, snapshots_of(record))


def voices_of(record: AnyRecord) -> Iterator[Voice]:
    """The voices of all unmerged records behind a record."""
    return map(voice_of, unmerge(record))


def snapshots_of(record: AnyRecord) -> frozenset[Snapshot]:
    """The documents that tell a record, each as it was on one day."""
    return frozenset((source.name, source.retrieved) for source in record.sources)


class People:
    """Whom the documents of some records speak of.

    A document of several people, as the feed of a magazine is, says nothing of a record that does
    not say it itself.
    """

    def __init__(self, voices: Iterable[Voice]) -> None:
        self._voices = set(voices)
        owners: defaultdict[Snapshot, set[str]] = defaultdict(set)
        names: defaultdict[Snapshot, set[str]] = defaultdict(set)
        self._names_of: defaultdict[str | None, set[str]] = defaultdict(set)
        for voice in self._voices:
            self._names_of[voice.owner].update(filter(None, [voice.owner_name]))
            for document in voice.documents:
                owners[document].update(filter(None, [voice.owner]))
                names[document].update(filter(None, [voice.owner_name]))
        self._of: Mapping[Snapshot, tuple[set[str], set[str]]] = {
            document: (owners[document], names[document])
            for document in owners
            if len(owners[document]) <= 1 and _are_one_name(names[document])
        }

    def told(self, voice: Voice) -> tuple[str | None, str | None]:
        """Owner and name of a record: what it says itself, else what its documents agree on.

        An owner's name is also known from other records of the owner.
        """
        found = [self._of[document] for document in voice.documents if document in self._of]
        owners = set().union(*(owners for owners, _ in found))
        names = set().union(*(names for _, names in found))
        owner = voice.owner or (min(owners) if len(owners) == 1 else None)
        if not names and owner is not None:
            names = self._names_of.get(owner, names)
        name = min(names) if names and _are_one_name(names) else None
        return owner, voice.owner_name or name

    def are_one(self) -> bool:
        """Whether no two records say that they are two people's: by the caller's word, else by name."""
        told = set(map(self.told, self._voices))
        owners = {owner for owner, _ in told} - {None}
        names = {name for _, name in told if name is not None}
        # What the caller says of all counts whatever names their sources tell.
        is_by_name = any(owner is None and name is not None for owner, name in told)
        return len(owners) <= 1 and (not is_by_name or _are_one_name(names))


def with_owners(all_facts: Sequence[Facts], voices: Sequence[Voice], known: People) -> list[Facts]:
    """The facts, each with the owner and the name that its record or its documents tell."""
    owned = []
    for facts, voice in zip(all_facts, voices, strict=True):
        owner, name = known.told(voice)
        is_known = owner == facts.owner and name == facts.owner_name
        owned.append(facts if is_known else replace(facts, owner=owner, owner_name=name))
    return owned


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


def _are_one_name(names: Collection[str]) -> bool:
    if len(names) > _MOST_NAMES:
        return False
    return not any(people.level(one, other) == "different" for one, other in combinations(sorted(names), 2))
