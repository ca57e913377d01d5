"""Records that agree in every fact: in one source, in many, and beside others that agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain, pairwise

from careerdoc.dedupe.blocking import Pair
from careerdoc.dedupe.cluster import Clusters, Entry
from careerdoc.dedupe.compare import Comparer
from careerdoc.dedupe.facts import tells_enough
from careerdoc.identity import wording_key


def groups_of_equals(entries: Sequence[Entry], comparer: Comparer) -> Clusters:
    """Clusters of the entries that agree in every fact and join by that; the others alone.

    Nothing agrees better with them than they do with each other. Which of two that one
    source tells is the right one, `cluster` must find out; unless the source tells both in
    the same words, which is one sighting told twice.
    """
    pairs = chain(_told_twice(entries, comparer), _told_elsewhere(entries, comparer))
    return _connected(len(entries), pairs)


def _told_twice(entries: Sequence[Entry], comparer: Comparer) -> Iterator[Pair]:
    first_told: dict[tuple[Hashable, str], int] = {}
    for position, entry in enumerate(entries):
        if tells_enough(comparer.facts(entry.facts_number)):
            wording = wording_key(entry.record)
            for name in entry.places:
                yield first_told.setdefault((wording, name), position), position


def _told_elsewhere(entries: Sequence[Entry], comparer: Comparer) -> Iterator[Pair]:
    times_told = Counter((entry.facts_number, name) for entry in entries for name in entry.places)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for position, entry in enumerate(entries):
        if all(times_told[entry.facts_number, name] == 1 for name in entry.places):
            groups[entry.facts_number].append(position)
    for number, group in groups.items():
        if comparer.compare(number, number).verdict == "join":
            yield from pairwise(group)


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
