"""Time and memory of merging many records. Run: python -m benchmarks.merging_scale [--records N]"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import print_machine, print_target
from benchmarks.invented_careers import careers
from benchmarks.invented_tellings import tellings
from benchmarks.merging_sets import record_of
from careerdoc.model.records import record_to_json

RECORDS = 1_000_000
JOBS = 2
MOST_SECONDS = 600
MOST_GIGABYTES = 4
MOST_GROWTH = 1.3
"""The time of one record among all, beside that of one among a quarter of them."""

_SEED = "scale"
_PART = 4
_PAUSE = 0.2
"""Seconds between two looks at the memory."""
_GIGABYTE = 2**30
_STATUS_UNIT = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """`largest_process` and `together` are bytes; the latter over the process and those it started."""

    records: int
    seconds: float
    largest_process: int
    together: int
    exit_code: int

    @property
    def microseconds(self) -> float:
        """Wall time of one record."""
        return self.seconds / self.records * 1e6

    def __str__(self) -> str:
        largest, together = self.largest_process / _GIGABYTE, self.together / _GIGABYTE
        return (
            f"{self.records} records: {self.seconds:.1f} s, {self.microseconds:.0f} µs a record, "
            f"largest process {largest:.2f} GB, all together {together:.2f} GB"
        )


def main(arguments: Sequence[str] = ()) -> None:
    """Prints time and memory of a quarter of the records and of all, and whether they suffice."""
    parser = ArgumentParser(prog="python -m benchmarks.merging_scale", description=__doc__)
    parser.add_argument("--records", type=int, default=RECORDS)
    parser.add_argument("--jobs", type=int, default=JOBS)
    parser.add_argument("--options", default="", help="more options of the command, parted by blanks")
    given = parser.parse_args(arguments)
    print_machine()
    options = ["--jobs", str(given.jobs), *given.options.split()]
    costs = []
    with TemporaryDirectory() as folder:
        for records in (given.records // _PART, given.records):
            source = Path(folder) / f"{records}.jsonl"
            before = time.perf_counter()
            write_records(source, records)
            seconds = time.perf_counter() - before
            print(f"  {source.stat().st_size / 2**20:.0f} MiB of input, invented in {seconds:.0f} s")
            costs.append(cost_of(source, records, options))
            source.unlink()
            print(f"  {costs[-1]}")
            if costs[-1].exit_code:
                print(f"  the command failed with exit code {costs[-1].exit_code}")
                return
    _print_targets(*costs)


def write_records(path: Path, records: int) -> None:
    """Writes so many records of as many people as it takes, each owner known, in careerdoc's own lines."""
    # Each person has a record at least, so that the people never run out.
    lines = (line for career in careers(_SEED, records) for line, _, _ in tellings(_SEED, career))
    with path.open("w", encoding="utf-8") as file:
        for number, line in enumerate(islice(lines, records)):
            record = record_of(line | {"record_id": f"r{number:07d}"})
            file.write(json.dumps(record_to_json(record), ensure_ascii=False) + "\n")


def cost_of(source: Path, records: int, options: Sequence[str]) -> Cost:
    """What merging a file costs, as a process of its own."""
    target = source.with_suffix(".merged.jsonl")
    command = [
        sys.executable,
        "-m",
        "careerdoc",
        "merge",
        str(source),
        "-o",
        str(target),
        *options,
        "--quiet",
    ]
    before, together = time.perf_counter(), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            together = max(together, _memory_of(process.pid))
            time.sleep(_PAUSE)
    seconds = time.perf_counter() - before
    target.unlink(missing_ok=True)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _STATUS_UNIT
    return Cost(records, seconds, largest, max(together, largest), process.returncode)


def _memory_of(process: int) -> int:
    """Bytes in memory of a process and all that it started; each counts its share of common pages."""
    return _resident(process) + sum(map(_memory_of, _children(process)))


def _children(process: int) -> list[int]:
    try:
        tasks = os.listdir(f"/proc/{process}/task")
        lists = [Path(f"/proc/{process}/task/{task}/children").read_text(encoding="ascii") for task in tasks]
    except OSError:
        return []  # it has ended meanwhile
    return [int(child) for children in lists for child in children.split()]


def _resident(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0  # it has ended meanwhile
    return sum(int(line.split()[1]) * _STATUS_UNIT for line in lines if line.startswith("Pss:"))


def _print_targets(part: Cost, whole: Cost) -> None:
    print_target("time", whole.seconds, MOST_SECONDS, "s")
    print_target("memory", whole.together / _GIGABYTE, MOST_GIGABYTES, "GB")
    print_target("growth of a record's time", whole.microseconds / part.microseconds, MOST_GROWTH, "times")


if __name__ == "__main__":
    main(sys.argv[1:])
