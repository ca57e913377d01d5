"""How the cost of a call grows with the size of its input."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

_Given = TypeVar("_Given")


def growth(call: Callable[[str], object], shape: Callable[[int], str], size: int) -> float:
    """How many times longer `call` takes on `shape(4 * size)` than on `shape(size)`, in CPU time.

    About 4 for a cost in step with the input, 16 for one that grows with its square.
    """
    return seconds(call, shape(4 * size)) / max(seconds(call, shape(size)), 0.001)


def seconds(call: Callable[[_Given], object], given: _Given) -> float:
    """The CPU time of the shortest of three runs: only a busy machine makes one longer."""
    runs: list[float] = []
    for _ in range(3):
        start = time.process_time()
        call(given)
        runs.append(time.process_time() - start)
    return min(runs)
