"""Records that surely tell one fact: equal in every fact, or versions of one post."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain, pairwise

from careerdoc.dedupe.blocking import Pair
from careerdoc.dedupe.cluster import Clusters, Entry
from careerdoc.dedupe.compare import Comparer
from careerdoc.dedupe.facts import Facts, tells_enough
from careerdoc.identity import wording_key
from careerdoc.model.records import Post


def groups_of_equals(entries: Sequence[Entry], comparer: Comparer) -> Clusters:
    """Clusters of the entries that surely tell one fact; the others alone.

    Those that agree in every fact agree with nothing better than with each other. Which of two that one
    source tells is the right one, `cluster` must find out; unless the source tells both in
    the same words, which is one sighting told twice.
    """
    finders = (_told_twice, _told_elsewhere, _told_anew, _told_in_copies)
    return _connected(len(entries), chain.from_iterable(find(entries, comparer) for find in finders))


def _told_twice(entries: Sequence[Entry], comparer: Comparer) -> Iterator[Pair]:
    first_told: dict[tuple[Hashable, str], int] = {}
    for position, entry in enumerate(entries):
        if tells_enough(comparer.facts(entry.facts_number)):
            wording = wording_key(entry.record)
            for name in entry.places:
                yield first_told.setdefault((wording, name), position), position


def _told_elsewhere(entries: Sequence[Entry], comparer: Comparer) -> Iterator[Pair]:
    for group in _told_once([entry.facts_number for entry in entries], entries):
        number = entries[group[0]].facts_number
        if comparer.compare(number, number).verdict == "join":
            yield from pairwise(group)


def _told_anew(entries: Sequence[Entry], comparer: Comparer) -> Iterator[Pair]:
    """Versions of one post: its address and the feed's own id are the same, its title was edited."""
    keys = [_version_key(entry, comparer.facts(entry.facts_number)) for entry in entries]
    for group in _told_once(keys, entries):
        yield from pairwise(group)


def _version_key(entry: Entry, facts: Facts) -> Hashable:
    post = entry.record
    if not isinstance(post, Post) or not post.source_id or not facts.url:
        return None
    return facts.owner, facts.owner_name, post.source_id, facts.url, facts.title_numbers


def _told_in_copies(entries: Sequence[Entry], comparer: Comparer) -> Iterator[Pair]:
    """Records in the same words, however few, where their documents share a record already."""
    companies: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    for entry in entries:
        names = frozenset(entry.places)
        for name in names if len(names) > 1 else ():
            companies[name].add(names)
    for group in _told_once([wording_key(entry.record) for entry in entries], entries):
        first_told: dict[frozenset[str], int] = {}
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


def _connected(count: int, pairs: Iterable[Pair]) -> Clusters:
    """The positions below `count`, together where the pairs connect them."""
    toward = list(range(count))

    def home(position: int) -> int:
        while toward[position] != position:
            toward[position] = toward[toward[position]]
            position = toward[position]
        return position

    for left, right in pairs:
        toward[home(right)] = home(left)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for position in range(count):
        groups[home(position)].append(position)
    return tuple(sorted(tuple(group) for group in groups.values()))
