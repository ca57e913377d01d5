"""How records that were read are held against labels: paired one to one, counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Facts = Mapping[str, str | None]
"""The fields of one record by name; None where nothing is said."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a record should say. `alternatives` are further right values of a field.

    A label that is `optional` costs nothing and earns nothing, read or not.
    """

    facts: Facts = field(default_factory=dict)
    alternatives: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    optional: bool = False


Pair = tuple[Label, Facts]
Likeness = Callable[[Label, Facts], float]
Weights = Sequence[Sequence[float]]
Cell = tuple[int, int]
"""A row and a column of weights."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    right: int = 0
    total: int = 0

    @property
    def value(self) -> float:
        """From 0 to 1; 0 of nothing is 0."""
        return self.right / self.total if self.total else 0.0

    def __str__(self) -> str:
        return f"{self.right} of {self.total} ({self.value:.4f})"


@dataclass(frozen=True, slots=True)
class Tally:
    """Values that are right, were invented or were missed; a wrong value is the last two."""

    right: int = 0
    invented: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.invented + other.invented, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what was read that is right."""
        return Share(self.right, self.right + self.invented).value

    @property
    def recall(self) -> float:
        """The share of what is labelled that was read right."""
        return Share(self.right, self.right + self.missed).value

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return Share(2 * self.right, 2 * self.right + self.invented + self.missed).value

    def __str__(self) -> str:
        return f"{self.precision:9.4f} {self.recall:9.4f} {self.f1:9.4f}"


def paired(labels: Sequence[Label], records: Sequence[Facts], likeness_of: Likeness) -> Iterator[Pair]:
    """Each label with the record that tells it, so that the sum of likeness is greatest.

    A label that no record is like stands beside no facts; a record without a label beside a
    label without facts.
    """
    partners = best_pairs([[likeness_of(label, facts) for facts in records] for label in labels])
    for row, label in enumerate(labels):
        yield label, records[partners[row]] if row in partners else {}
    taken = set(partners.values())
    yield from ((Label(), facts) for column, facts in enumerate(records) if column not in taken)


def best_pairs(weights: Weights) -> dict[int, int]:
    """Row to column, each at most once, so that the sum of weights is greatest; no pair weighs 0.

    Grows the pairing by the chain of exchanges that gains most, until none gains: the
    successive longest path method for the assignment problem.

    >>> best_pairs([[3, 2], [2, 0]])
    {0: 1, 1: 0}
    """
    rows: dict[int, int] = {}
    while chain := _best_chain(weights, rows):
        for row, column in chain:
            rows[column] = row
    return {row: column for column, row in sorted(rows.items(), key=lambda pair: pair[1])}


def _best_chain(weights: Weights, rows: Mapping[int, int]) -> list[Cell]:
    """Cells to pair anew: a row without a column, and those that make place for it; empty if none gains."""
    gains: dict[int, float] = {}
    steps: dict[int, tuple[int, int | None]] = {}
    for _ in range(len(rows) + 1):
        for gain, other, row, left in list(_moves(weights, rows, gains)):
            if gain > gains.get(other, 0.0):
                gains[other], steps[other] = gain, (row, left)
    free = [column for column in gains if column not in rows]
    return _traced(max(free, key=gains.__getitem__), steps) if free else []


def _moves(
    weights: Weights, rows: Mapping[int, int], gains: Mapping[int, float]
) -> Iterator[tuple[float, int, int, int | None]]:
    """What is gained in all by a row's move to a column, and the column that it leaves."""
    lone = set(range(len(weights))) - set(rows.values())
    starts = [(0.0, row, None) for row in lone]
    pushed = [(gains[left] - weights[row][left], row, left) for left, row in rows.items() if left in gains]
    for before, row, left in (*starts, *pushed):
        for column, weight in enumerate(weights[row]):
            if weight > 0 and column != left:
                yield before + weight, column, row, left


def _traced(column: int, steps: Mapping[int, tuple[int, int | None]]) -> list[Cell]:
    chain: list[Cell] = []
    last: int | None = column
    while last is not None:
        row, before = steps[last]
        chain.append((row, last))
        last = before
    return chain
