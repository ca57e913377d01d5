"""Which records are worth comparing: those of one owner, and those that share a key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations, product

from careerdoc.dedupe.facts import Facts
from careerdoc.dedupe.keys import keys_of

LARGEST_BLOCK = 500
"""Records of one owner. Of more, those that share a key are compared."""
_LARGEST_KEYED_BLOCK = 100
"""Records that share a key. Of more, only neighbours are compared, so that cost stays in step."""
_WINDOW = 20
"""Records on each side that are neighbours."""

Pair = tuple[int, int]


def candidate_pairs(all_facts: Sequence[Facts]) -> list[Pair]:
    """Pairs of positions that are worth comparing, smaller position first, sorted, each once.

    Records of one known owner are all compared, up to 500 of them; beyond, and where an owner is
    unknown, those that share a key. Of two known owners none are.
    """
    owned: defaultdict[str, list[int]] = defaultdict(list)
    unowned: set[int] = set()
    for position, facts in enumerate(all_facts):
        if facts.owner is None:
            unowned.add(position)
        else:
            owned[facts.owner].append(position)
    pairs: set[Pair] = set()
    for block in owned.values():
        if len(block) <= LARGEST_BLOCK:
            pairs.update(_of_one_person(block, all_facts))
        else:
            pairs.update(_keyed_pairs(block, all_facts))
    if unowned:
        keyed = _keyed_pairs(range(len(all_facts)), all_facts)
        pairs.update(pair for pair in keyed if not unowned.isdisjoint(pair))
    return sorted(pairs)


def _keyed_pairs(positions: Iterable[int], all_facts: Sequence[Facts]) -> Iterator[Pair]:
    """The pairs, some of them more than once, of records that share a key."""
    for block in _blocks(positions, all_facts):
        if len(block) <= _LARGEST_KEYED_BLOCK:
            found: Iterable[Pair] = combinations(block, 2)
        else:
            found = _pairs_in_windows(block, all_facts)
        yield from ((min(pair), max(pair)) for pair in found)


def _of_one_person(block: Sequence[int], all_facts: Sequence[Facts]) -> Iterator[Pair]:
    """All pairs of one owner's records that a comparison can join: of one kind, and posts with roles."""
    of_kind: defaultdict[str, list[int]] = defaultdict(list)
    for position in block:
        of_kind[all_facts[position].kind].append(position)
    for positions in of_kind.values():
        yield from combinations(positions, 2)
    pages = product(of_kind["post"], of_kind["role"])
    yield from ((min(pair), max(pair)) for pair in pages)


def _blocks(positions: Iterable[int], all_facts: Sequence[Facts]) -> Iterable[list[int]]:
    blocks: defaultdict[object, dict[int, None]] = defaultdict(dict)
    for position in positions:
        for key in keys_of(all_facts[position]):
            blocks[key][position] = None
    return (list(block) for block in blocks.values() if len(block) > 1)


def _pairs_in_windows(block: Sequence[int], all_facts: Sequence[Facts]) -> Iterable[Pair]:
    ordered = sorted(block, key=lambda position: (_neighbourhood(all_facts[position]), position))
    roles = [position for position in ordered if all_facts[position].kind == "role"]
    others = [position for position in ordered if all_facts[position].kind != "role"]
    # A line that many roles have in common does not tell which of them a page repeats.
    pages = product(roles, others) if len(roles) <= _WINDOW else ()
    return chain(_neighbours(roles), _neighbours(others), pages)


def _neighbours(ordered: Sequence[int]) -> Iterator[Pair]:
    for place, left in enumerate(ordered):
        for right in ordered[place + 1 : place + 1 + _WINDOW]:
            yield left, right


def _neighbourhood(facts: Facts) -> tuple[str, int, str]:
    days = facts.start or facts.published
    return facts.owner or "", days[0] if days else 0, facts.title or ""
