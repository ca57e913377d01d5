"""Records that surely tell one fact: equal in every fact, or versions of one post."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from careerdoc.connected import homes
from careerdoc.decisions import Decisions
from careerdoc.dedupe.candidates import Pair
from careerdoc.dedupe.cluster import Entry, Place, Snapshot
from careerdoc.dedupe.compare import Comparer
from careerdoc.dedupe.decisions import decided
from careerdoc.dedupe.facts import tells_enough, tells_one_fact
from careerdoc.fields.agreement import headlines
from careerdoc.identity import whole_identity, wording_key
from careerdoc.model.records import AnyRecord, Post


def entries_of(
    leaves: Sequence[AnyRecord], numbers: Sequence[int], comparer: Comparer, decisions: Decisions
) -> list[Entry]:
    """The records taken together where they surely tell one fact; `numbers` are those of their facts.

    Where a person said of two that they are different, neither is taken together with anything.

    Those that agree in every fact agree with nothing better than with each other. Which of two
    that one source tells is the right one, clustering must find out; unless the source tells both
    in the same words, which is one sighting told twice.
    """
    singles = zip(leaves, numbers, strict=True)
    entries = [_entry(place, leaf, number, comparer) for place, (leaf, number) in enumerate(singles)]
    finders = (_told_twice, _told_elsewhere, _told_in_copies)
    while True:
        pairs = list(chain.from_iterable(find(entries, comparer) for find in finders))
        home_of = homes(pairs)
        if decisions.different and (apart := _told_apart(entries, leaves, home_of, decisions)):
            home_of = homes(pair for pair in pairs if apart.isdisjoint(pair))
        groups: defaultdict[int, list[Entry]] = defaultdict(list)
        for position, entry in enumerate(entries):
            groups[home_of.get(position, position)].append(entry)
        if len(groups) == len(entries):
            return entries
        entries = list(map(_united, groups.values()))


def _told_apart(
    entries: Sequence[Entry], leaves: Sequence[AnyRecord], home_of: Mapping[int, int], decisions: Decisions
) -> set[int]:
    """The positions that would be taken together though a person said that they are different."""
    different = decided(decisions, [ids_of(entry, leaves) for entry in entries]).different
    return {
        position
        for position, others in different.items()
        for other in others
        if position != other and position in home_of and home_of[position] == home_of.get(other)
    }


def ids_of(entry: Entry, leaves: Sequence[AnyRecord]) -> frozenset[str]:
    """All ids that an entry's records have, or get where records of other words share theirs."""
    return entry.ids | {whole_identity(leaves[leaf]) for leaf in entry.leaves}


def versions(entries: Sequence[Entry], comparer: Comparer) -> Iterator[Pair]:
    """Pairs of versions of one post: its address and the feed's own id are the same, its title was edited."""
    keys = [_version_key(entry, comparer) for entry in entries]
    for group in _told_once(keys, entries):
        yield from pairwise(group)


def _entry(place: int, record: AnyRecord, number: int, comparer: Comparer) -> Entry:
    places: defaultdict[Snapshot, set[Place]] = defaultdict(set)
    for source in record.sources:
        places[source.name, source.retrieved].add((source.line, source.end_line))
    ids = frozenset(record.members or (record.id,)) | {record.id}
    frozen = {name: frozenset(lines) for name, lines in places.items()}
    return Entry(record, number, comparer.outline_number(number), (place,), ids, frozen)


def _united(entries: Sequence[Entry]) -> Entry:
    first = entries[0]
    places: dict[Snapshot, frozenset[Place]] = {}
    for entry in entries:
        for name, lines in entry.places.items():
            places[name] = places.get(name, frozenset()) | lines
    return Entry(
        first.record,
        first.facts_number,
        first.outline_number,
        tuple(sorted(leaf for entry in entries for leaf in entry.leaves)),
        frozenset().union(*(entry.ids for entry in entries)),
        places,
    )


def _told_twice(entries: Sequence[Entry], comparer: Comparer) -> Iterator[Pair]:
    first_told: dict[tuple[Hashable, Snapshot], int] = {}
    for position, entry in enumerate(entries):
        if tells_enough(comparer.facts(entry.facts_number)):
            wording = wording_key(entry.record)
            for name in entry.places:
                yield first_told.setdefault((wording, name), position), position


def _told_elsewhere(entries: Sequence[Entry], comparer: Comparer) -> Iterator[Pair]:
    for group in _told_once([entry.facts_number for entry in entries], entries):
        if len(group) > 1 and _tell_one_fact(entries[group[0]].facts_number, comparer):
            yield from pairwise(group)


def _tell_one_fact(number: int, comparer: Comparer) -> bool:
    is_one = tells_one_fact(comparer.facts(number), is_one_person=comparer.is_one_person)
    return is_one or comparer.compare(number, number).verdict == "join"


def _version_key(entry: Entry, comparer: Comparer) -> Hashable:
    post, facts = entry.record, comparer.facts(entry.facts_number)
    if not isinstance(post, Post) or not post.source_id or not facts.url:
        return None
    numbers = headlines.numbers_of(facts.title) if facts.title else ()
    return facts.owner, facts.owner_name, post.source_id, facts.url, numbers


def _told_in_copies(entries: Sequence[Entry], comparer: Comparer) -> Iterator[Pair]:
    """Records in the same words, however few, where their documents share a record already."""
    companies: defaultdict[Snapshot, set[frozenset[Snapshot]]] = defaultdict(set)
    for entry in entries:
        names = frozenset(entry.places)
        for name in names if len(names) > 1 else ():
            companies[name].add(names)
    for group in _told_once([wording_key(entry.record) for entry in entries], entries):
        first_told: dict[frozenset[Snapshot], int] = {}
        for position in group if len(group) > 1 else ():
            for company in set().union(*(companies[name] for name in entries[position].places)):
                yield first_told.setdefault(company, position), position


def _told_once(keys: Sequence[Hashable], entries: Sequence[Entry]) -> Iterable[list[int]]:
    """The positions of each key, without those whose sources tell it more than once."""
    times_told = Counter(
        (key, name) for key, entry in zip(keys, entries, strict=True) for name in entry.places
    )
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position, (key, entry) in enumerate(zip(keys, entries, strict=True)):
        if key is not None and all(times_told[key, name] == 1 for name in entry.places):
            groups[key].append(position)
    return groups.values()
