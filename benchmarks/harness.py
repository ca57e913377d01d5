"""How every benchmark measures: in turn, in CPU time, medians with their spread."""

from __future__ import annotations

import functools
import gc
import os
import platform
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Cache: TypeAlias = "functools._lru_cache_wrapper[Any]"
"""What `functools.cache` and `lru_cache` make of a function; the library has no public name for it."""


@dataclass(frozen=True, slots=True)
class Timing:
    """CPU seconds of one task over several rounds."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.median * 1000:9.2f} ms   ({self.least * 1000:.2f} to {self.most * 1000:.2f})"


def timed(tasks: Mapping[str, Callable[[], object]], rounds: int = 15) -> dict[str, Timing]:
    """The CPU time of each task; the tasks take turns, after one round that does not count.

    Ratios between the medians of one call hold when the machine's speed drifts.
    """
    return _in_turn({name: _stopped(task) for name, task in tasks.items()}, rounds)


def timed_processes(commands: Mapping[str, Sequence[str]], rounds: int = 11) -> dict[str, Timing]:
    """The CPU time, user and system, of each command as a whole process, in turn."""
    return _in_turn({name: _awaited(command) for name, command in commands.items()}, rounds)


def print_table(title: str, timings: Mapping[str, Timing], beside: str | None = None) -> None:
    """Prints the timings, each with its ratio to the one named `beside`."""
    print(f"\n{title}")
    width = max(len(name) for name in timings)
    for name, timing in timings.items():
        ratio = f"   x {timing.median / timings[beside].median:.2f}" if beside else ""
        print(f"  {name:{width}} {timing}{ratio}")


def print_target(name: str, value: float, most: float, unit: str) -> None:
    """Prints a figure beside its target and whether it was reached."""
    verdict = "reached" if value <= most else "MISSED"
    print(f"  target: {name}: {value:.1f} {unit}, at most {most:g} {unit}: {verdict}")


def print_least(name: str, value: float, least: float, unit: str) -> None:
    """Prints a figure beside the least it should be and whether it was reached."""
    verdict = "reached" if value >= least else "MISSED"
    print(f"  target: {name}: {value:.1f} {unit}, at least {least:g} {unit}: {verdict}")


def bounded_caches(package: str = "careerdoc") -> list[Cache]:
    """The caches of a package that hold a limited number of results: those of texts, not of tables."""
    return [
        found
        for found in gc.get_objects()
        if isinstance(found, functools._lru_cache_wrapper)
        and found.__module__.startswith(package)
        and found.cache_parameters()["maxsize"] is not None
    ]


def print_machine() -> None:
    """Prints what the figures depend on, with the time of plain work to compare machines by."""
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processors")
    print(f"a million additions: {timed({'plain': _additions}, 5)['plain'].median * 1000:.0f} ms")


def _additions() -> int:
    total = 0
    for number in range(1_000_000):
        total += number * number
    return total


def _in_turn(meters: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, Timing]:
    seconds: dict[str, list[float]] = {name: [] for name in meters}
    for round_number in range(rounds + 1):
        for name, meter in meters.items():
            spent = meter()
            if round_number:
                seconds[name].append(spent)
    return {name: Timing(statistics.median(spent), min(spent), max(spent)) for name, spent in seconds.items()}


def _stopped(task: Callable[[], object]) -> Callable[[], float]:
    def meter() -> float:
        before = time.process_time()
        task()
        return time.process_time() - before

    return meter


def _awaited(command: Sequence[str]) -> Callable[[], float]:
    def meter() -> float:
        before = _spent_by_children()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return _spent_by_children() - before

    return meter


def _spent_by_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
