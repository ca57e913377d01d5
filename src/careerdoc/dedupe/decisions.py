"""Decisions on pairs of ids, as positions of the records at hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from careerdoc.decisions import Decisions
from careerdoc.dedupe.candidates import Pair


@dataclass(frozen=True, slots=True)
class Decided:
    """Decisions as positions of the records at hand: pairs to join, and for each position those to shun."""

    same: tuple[Pair, ...]
    different: dict[int, frozenset[int]]


def decided(decisions: Decisions, ids: Sequence[frozenset[str]]) -> Decided:
    """The decisions on the records whose ids stand at each position."""
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for position, known in enumerate(ids):
        for one in known:
            positions[one].append(position)
    shunned: defaultdict[int, set[int]] = defaultdict(set)
    for left, right in _placed(decisions.different, positions):
        shunned[left].add(right)
        shunned[right].add(left)
    return Decided(
        tuple(sorted(_placed(decisions.same, positions))),
        {position: frozenset(others) for position, others in shunned.items()},
    )


def _placed(pairs: Iterable[tuple[str, str]], positions: dict[str, list[int]]) -> Iterator[Pair]:
    for left, right in pairs:
        for one, other in product(positions.get(left, ()), positions.get(right, ())):
            yield min(one, other), max(one, other)
