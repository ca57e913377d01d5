"""What a person decided of pairs of records: the same fact, or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from careerdoc.errors import OptionError

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs of ids of which a person said that they are the same fact, or that they are different.

    An id is that of a record or of a member of one. What is said of an id holds for every
    sighting that has it; ids that no record has are passed over.

    Raises:
        OptionError: for a pair that is decided both ways, also through other pairs.
    """

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        groups = _groups(self.same)
        for left, right in sorted(self.different):
            if left == right or groups.get(left, left) == groups.get(right, right):
                raise OptionError("decisions", f"{left} and {right} are said to be the same and different")

    @classmethod
    def of(cls, same: Iterable[tuple[str, str]] = (), different: Iterable[tuple[str, str]] = ()) -> Decisions:
        """The decisions on these pairs, whichever id of a pair comes first."""
        return cls(frozenset(map(_ordered, same)), frozenset(map(_ordered, different)))


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


def _ordered(pair: tuple[str, str]) -> tuple[str, str]:
    return (pair[0], pair[1]) if pair[0] <= pair[1] else (pair[1], pair[0])


def _groups(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each id, the smallest of those that it is the same as, itself among them."""
    toward: dict[str, str] = {}

    def home(one: str) -> str:
        while toward.get(one, one) != one:
            one = toward[one]
        return one

    for left, right in pairs:
        first, second = sorted((home(left), home(right)))
        toward[second] = first
    return {one: home(one) for pair in pairs for one in pair}


NO_DECISIONS = Decisions()
