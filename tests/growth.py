"""How the cost of a call grows with the size of its input."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import TypeVar

from tests.untraced import untraced

_Given = TypeVar("_Given")

_ATTEMPTS = 4
"""Measurements before a bad ratio is believed; each makes twice the calls of the one before."""
_RUNS = 3
_IN_STEP = 6.0
"""A ratio that no cost growing with the square reaches."""


def growth(call: Callable[[str], object], shape: Callable[[int], str], size: int) -> float:
    """How many times longer `call` takes on `shape(4 * size)` than on `shape(size)`, in CPU time.

    About 4 for a cost in step with the input, 16 for one that grows with its square. It is the
    lowest ratio of up to four measurements: a busy machine or a coarse clock spoils one of them, and
    a square shows in all.
    """
    small, large = shape(size), shape(4 * size)
    lowest = float("inf")
    for attempt in range(_ATTEMPTS):
        calls = 2**attempt
        runs = _RUNS if attempt else 1  # a single run of the large text can only show a ratio too high
        ratio = seconds(call, large, calls, runs) / max(seconds(call, small, calls), 0.001)
        lowest = min(lowest, ratio)
        if lowest < _IN_STEP:
            break
    return lowest


@untraced()
def seconds(call: Callable[[_Given], object], given: _Given, calls: int = 1, runs: int = _RUNS) -> float:
    """The CPU time of the shortest of some runs of so many calls: a busy machine only makes it longer."""
    spent: list[float] = []
    gc.disable()  # as `timeit` does: what the collector costs depends on all that lives
    try:
        for _ in range(runs):
            start = time.process_time()
            for _ in range(calls):
                call(given)
            spent.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(spent)
