"""How the cost of every public function grows. Run: python -m benchmarks.growth [--help]"""

from __future__ import annotations

import gc
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.growth_calls import CALLS, Call
from benchmarks.growth_shapes import COMMON, Shape
from benchmarks.harness import Cache, bounded_caches, print_machine, print_target

MOST_GROWTH = 2.6
"""How many times as long a call may take on twice the text."""

_LEAST_SECONDS = 0.05
"""Shorter calls tell no growth."""
_FIRST = 500
_LARGEST = 64_000
_RUNS = 3
_DOUBLINGS = 4
_MOST_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Growth:
    """How many times as long a call took on `2 * size` characters of a shape as on `size`."""

    call: str
    shape: str
    size: int
    seconds: float
    ratio: float

    def __str__(self) -> str:
        cost = f"{self.seconds * 1000:8.0f} ms on {2 * self.size:>7}"
        return f"{self.ratio:6.2f}  {cost}  {self.call}: {self.shape}"


def main(arguments: Sequence[str] = ()) -> None:
    """Prints the worst growth of each function, and all that is over the target."""
    chosen = _chosen(arguments)
    print_machine()
    worst: list[Growth] = []
    over: list[Growth] = []
    for name, call in CALLS.items():
        if chosen.call in name:
            grown = list(_all_growth(name, call, chosen))
            worst += sorted(grown, key=lambda growth: growth.ratio)[-1:]
            over += [growth for growth in grown if growth.ratio > MOST_GROWTH]
    print("\nThe worst of each: growth from n to 2n, time on 2n characters")
    for growth in worst:
        print(growth)
    print(f"\nOver {MOST_GROWTH}: {len(over) or 'none'}")
    for growth in sorted(over, key=lambda growth: -growth.ratio):
        print(growth)
    print_target("worst growth", max((growth.ratio for growth in worst), default=0.0), MOST_GROWTH, "times")


def growth_of(call: Callable[[str], object], shape: Shape, largest: int) -> tuple[int, float, float] | None:
    """Size, seconds on twice the size, and ratio; None where even `largest` takes no time to speak of.

    It is the lowest of some doublings: a busy machine spoils one of them, a square shows in all.
    """
    call(shape(_FIRST))  # loads tables, which is no part of the growth
    caches = bounded_caches()
    size, spent = _FIRST, _seconds(call, shape(_FIRST), caches)
    while spent < _LEAST_SECONDS / 2 and size < largest / 2:
        size *= 4 if spent < _LEAST_SECONDS / 8 and size < largest / 4 else 2
        spent = _seconds(call, shape(size), caches)
    doubled = _seconds(call, shape(2 * size), caches)
    if doubled < _LEAST_SECONDS:
        return None
    ratio = doubled / spent
    for attempt in range(_DOUBLINGS):
        if ratio <= MOST_GROWTH or doubled * 4 * _RUNS > _MOST_SECONDS:
            break
        if attempt and 4 * size <= largest:
            size *= 2
        spent = _seconds(call, shape(size), caches, _RUNS)
        doubled = _seconds(call, shape(2 * size), caches, _RUNS)
        ratio = min(ratio, doubled / spent)
    return size, doubled, ratio


def _chosen(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--call", default="", help="only functions whose name holds this")
    parser.add_argument("--shape", default="", help="only shapes whose name holds this")
    parser.add_argument("--every", action="store_true", help="every piece in every place, for an hour")
    parser.add_argument(
        "--largest",
        type=int,
        default=_LARGEST,
        help="characters of the largest text; more show more and take longer",
    )
    parser.add_argument("--all", action="store_true", help="print every growth as it is measured")
    return parser.parse_args(arguments)


def _all_growth(name: str, call: Call, chosen: Namespace) -> Iterator[Growth]:
    shapes = {
        shape: make
        for shape, make in call.shapes.items()
        if chosen.shape in shape and (chosen.every or chosen.shape or _is_common(shape))
    }
    for shape, make in shapes.items():
        grown = growth_of(call.run, make, min(chosen.largest, call.largest))
        if grown is not None:
            growth = Growth(name, shape, *grown)
            if chosen.all or growth.ratio > MOST_GROWTH:
                print(growth, file=sys.stderr, flush=True)
            yield growth


def _is_common(shape: str) -> bool:
    """Whether a shape is no run of a piece, or one of the common pieces on a single line."""
    piece, comma, place = shape.partition(", ")
    return not comma or (piece in COMMON and place == "between words")


def _seconds(call: Callable[[str], object], text: str, caches: Sequence[Cache], runs: int = 1) -> float:
    """The least CPU time of some runs, each without what the runs before left in caches."""
    spent: list[float] = []
    gc.disable()  # as `timeit` does: what the collector costs depends on all that lives
    try:
        for _ in range(runs):
            for cache in caches:
                cache.cache_clear()
            start = time.process_time()
            call(text)
            spent.append(time.process_time() - start)
    finally:
        gc.enable()
    return max(min(spent), 1e-6)


if __name__ == "__main__":
    main(sys.argv[1:])
