"""Writes `careerdoc/dedupe/weights.toml` from sets of records of which it is known which tell one fact.

python -m tools.fit_weights FOLDER... [--table FILE]

A weight is what a level of agreement adds to the logarithm of the odds that two records tell one
fact, all other levels given: logistic regression over all candidate pairs of the sets, once with
and once without their owners. It is held inside the bounds of fit_weights.toml where the sets know
less than people do.
"""

from __future__ import annotations

import argparse
import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.merging_sets import MergingSet, fact_of, kinds_of, read_set
from careerdoc.dedupe.candidates import candidate_pairs
from careerdoc.dedupe.documents import People, voice_of, with_owners
from careerdoc.dedupe.facts import facts_of
from careerdoc.dedupe.levels import levels_of

Levels = frozenset[tuple[str, str]]
Counts = dict[Levels, Counter[bool]]
Weights = dict[tuple[str, str], float]
_OWNER = "owner"
_ROUNDS = 40
_ENOUGH = 1e-4
_LONGEST_STEP = 3.0
_SHRINKING = 2.0
"""What pulls each weight toward 0, as many pairs would that say nothing: rare levels get small weights."""
_TABLE = Path(__file__).parent.parent / "src" / "careerdoc" / "dedupe" / "weights.toml"
_BOUNDS = Path(__file__).with_suffix(".toml")


def counted(sets: Sequence[MergingSet]) -> dict[str, Counts]:
    """For each kind, how many candidate pairs of each combination of levels tell one fact, and two."""
    counts: dict[str, Counts] = {kind: defaultdict(Counter) for kind in kinds_of(sets)}
    for told in sets:
        voices = list(map(voice_of, told.records))
        facts = with_owners(list(map(facts_of, told.records)), voices, People(voices))
        for left, right in candidate_pairs(facts):
            if facts[left].kind == facts[right].kind:
                levels = frozenset(levels_of(facts[left], facts[right]).items())
                is_one = fact_of(told, told.records[left]) == fact_of(told, told.records[right])
                counts[facts[left].kind][levels][is_one] += 1
    return counts


def fitted(counts: Counts, bounds: Mapping[tuple[str, str], Sequence[float]]) -> Weights:
    """The weights inside the bounds under which the counts are the likeliest."""
    names = sorted({level for levels in counts for level in levels} | bounds.keys())
    places = {name: place for place, name in enumerate(names)}
    rows = [([places[level] for level in sorted(levels)], found) for levels, found in counts.items()]
    weights = [0.0] * len(names)
    for _ in range(_ROUNDS):
        steps = _newton_steps(rows, weights, [_SHRINKING * (name[0] != _OWNER) for name in names])
        longest = max(map(abs, steps), default=0.0)
        scale = min(1.0, _LONGEST_STEP / longest) if longest else 1.0
        moved = [weight + scale * step for weight, step in zip(weights, steps, strict=True)]
        held = [_held(weight, bounds.get(name)) for weight, name in zip(moved, names, strict=True)]
        change = max((abs(new - old) for new, old in zip(held, weights, strict=True)), default=0.0)
        weights = held
        if change < _ENOUGH:
            break
    return dict(zip(names, weights, strict=True))


def _held(weight: float, bound: Sequence[float] | None) -> float:
    return weight if bound is None else max(bound[0], min(bound[1], weight))


def _newton_steps(
    rows: Sequence[tuple[list[int], Counter[bool]]],
    weights: Sequence[float],
    shrinking: Sequence[float],
) -> list[float]:
    """One step of Newton's method toward the likeliest weights."""
    size = len(weights)
    curvature = [[0.0] * size for _ in range(size)]
    slope = [0.0] * size
    for places, found in rows:
        odds = sum(weights[place] for place in places)
        chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
        total = found.total()
        error, spread = found[True] - total * chance, total * chance * (1 - chance)
        for place in places:
            slope[place] += error
            for other in places:
                curvature[place][other] += spread
    for place, pull in enumerate(shrinking):
        curvature[place][place] += max(pull, 1e-3)
        slope[place] -= pull * weights[place]
    return _solved(curvature, slope)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a symmetric, positive system of equations, by elimination."""
    size = len(right)
    for place in range(size):
        for row in range(place + 1, size):
            factor = matrix[row][place] / matrix[place][place]
            for column in range(place, size) if factor else ():
                matrix[row][column] -= factor * matrix[place][column]
            right[row] -= factor * right[place]
    found = [0.0] * size
    for place in reversed(range(size)):
        rest = sum(matrix[place][column] * found[column] for column in range(place + 1, size))
        found[place] = (right[place] - rest) / matrix[place][place]
    return found


def weights_of(folders: Sequence[Path]) -> dict[str, Weights]:
    """The weights by regime and kind: of records whose owner is known, and of others."""
    bounds = tomllib.loads(_BOUNDS.read_text(encoding="utf-8"))
    found: dict[str, Weights] = {}
    for regime, is_owner_known in (("one_person", True), ("many_people", False)):
        counts = counted([read_set(folder, is_owner_known=is_owner_known) for folder in folders])
        for kind in counts:
            held = _bounds_of(bounds.get(kind, {})) | _bounds_of(bounds.get(regime, {}).get(kind, {}))
            found[f"{regime}.{kind}"] = fitted(counts[kind], held)
            if is_owner_known:
                found[f"{regime}.{kind}"] |= _of_one_person(found[f"{regime}.{kind}"], bounds)
    return found


def _of_one_person(weights: Weights, bounds: Mapping[str, Mapping[str, float]]) -> Weights:
    """The weights of what is said of the owner where nothing says that there are several people."""
    same = weights[_OWNER, "same"]
    return {(_OWNER, level): same + less for level, less in bounds["where_owners_are_not_said"].items()}


def _bounds_of(rows: Mapping[str, Mapping[str, Sequence[float]]]) -> dict[tuple[str, str], Sequence[float]]:
    return {(name, level): pair for name, row in rows.items() for level, pair in row.items()}


def written(weights: Mapping[str, Weights], folders: Sequence[Path]) -> str:
    """The table's text."""
    return "".join(_lines(weights, folders))


def _lines(weights: Mapping[str, Weights], folders: Sequence[Path]) -> Iterator[str]:
    names = ", ".join(folder.name for folder in folders)
    yield "# What each level of agreement adds to the score of a pair: the natural logarithm of odds.\n"
    yield "# `one_person`: of records of one person; `many_people`: of records of which that is not known.\n"
    yield "# Written by `python -m tools.fit_weights`, held inside the bounds of tools/fit_weights.toml.\n"
    yield f"# Fitted on the sets {names}; see docs/merging.md.\n"
    for table, found in weights.items():
        for field in dict.fromkeys(name for name, _ in sorted(found)):
            yield f"\n[{table}.{field}]\n"
            rows = ((level, weight) for (name, level), weight in sorted(found.items()) if name == field)
            yield from (f'"{level}" = {weight:.1f}\n'.replace("-0.0\n", "0.0\n") for level, weight in rows)


def main() -> None:
    """Reads the folders and writes the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--table", type=Path, default=_TABLE)
    arguments = parser.parse_args()
    found = weights_of(arguments.folders)
    arguments.table.write_text(written(found, arguments.folders), encoding="utf-8")


if __name__ == "__main__":
    main()
