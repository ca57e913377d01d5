"""Many small documents, in one process and in several. Run: python -m benchmarks.many_documents"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.harness import bounded_caches, print_machine, print_target
from careerdoc import Options, ParsedDocument, iter_documents
from careerdoc.batch import Workers

DOCUMENTS = 1_000
ROUNDS = 15
_PAGE = 4096
MOST_MICROSECONDS = 200
"""What reading a document in a process of its own may cost beside reading it here."""
_WARM = 200
"""Documents that are read before the time counts: processes begin and tables are loaded."""

Read = Callable[[Sequence[str]], Iterable[ParsedDocument]]


def main(arguments: Sequence[str] = ()) -> None:
    """Prints documents a second of each way to read them, and what isolation costs for one.

    The ways take turns in short rounds. What isolation costs is told by the quickest round of each way,
    because a busy machine only makes one longer, and beside it by the medians.
    `--documents 100000 --rounds 1` shows what becomes of memory.
    """
    parser = ArgumentParser(prog="python -m benchmarks.many_documents", description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args(arguments)
    print_machine()
    options = Options(merge=False)
    ways: dict[str, Read] = {
        "in this process": partial(iter_documents, options=options),
        "1 process of its own": partial(_isolated, jobs=1, options=options),
        "2 processes of their own": partial(_isolated, jobs=2, options=options),
        "pool of 2 processes": partial(_pooled, jobs=2, options=options),
    }
    with TemporaryDirectory() as folder:
        paths = [_written(Path(folder), number) for number in range(given.documents + _WARM)]
        rounds = [{name: _measured(read, paths) for name, read in ways.items()} for _ in range(given.rounds)]
    for name in ways:
        times = [one[name].microseconds for one in rounds]
        microseconds = median(times)
        early, late = (
            median(memory) for memory in zip(*(one[name].megabytes for one in rounds), strict=True)
        )
        speed = f"{1e6 / microseconds:7.0f} documents/s, {microseconds:.0f} µs each (least {min(times):.0f})"
        print(f"  {name:25} {speed}; {early:.0f} MB at a tenth, {late:.0f} MB at the end")
    here, own = ([one[name] for one in rounds] for name in list(ways)[:2])
    for name, of in (("quickest rounds", min), ("medians", median)):
        cost = of(one.microseconds for one in own) - of(one.microseconds for one in here)
        print_target(f"isolation of a document, {name}", cost, MOST_MICROSECONDS, "µs")


def _written(folder: Path, number: int) -> str:
    path = folder / f"{number:06}.md"
    path.write_text(
        f"---\ntitle: Baker {number}\ncompany: Fell Bakery {number % 97}\nlocation: Tarn\n"
        f"startDate: {1990 + number % 30}-03\nendDate: {1992 + number % 30}-06\n---\n"
        f"Baked loaf {number} and all those after it.\n",
        encoding="utf-8",
    )
    return str(path)


@dataclass(frozen=True, slots=True)
class _Measured:
    """Wall time of one document behind the first ones, and memory after a tenth of them and in the end."""

    microseconds: float
    megabytes: tuple[float, float]


def _measured(read: Read, paths: Sequence[str]) -> _Measured:
    for cache in bounded_caches():  # a new process begins without them, and rounds repeat the documents
        cache.cache_clear()
    documents = iter(read(paths))
    for _ in islice(documents, _WARM):
        pass
    before = time.perf_counter()
    count = sum(document.status == "ok" for document in islice(documents, len(paths) // 10))
    early = _megabytes()
    late, seconds = early, 0.0
    for document in documents:
        count += document.status == "ok"
        if count == len(paths) - _WARM:
            late, seconds = _megabytes(), time.perf_counter() - before
    assert count == len(paths) - _WARM
    return _Measured(seconds / count * 1e6, (early, late))


def _megabytes() -> float:
    """Resident memory of this process and of those that it started; 0 where the system does not tell."""
    own = Path("/proc/self")
    if not own.exists():
        return 0.0
    tasks = (task / "children" for task in (own / "task").iterdir())
    children = [child for task in tasks for child in task.read_text(encoding="ascii").split()]
    told = [own, *(Path("/proc") / child for child in children)]
    return sum(int((one / "statm").read_text(encoding="ascii").split()[1]) for one in told) * _PAGE / 1e6


def _isolated(paths: Sequence[str], *, jobs: int, options: Options) -> Iterator[ParsedDocument]:
    return Workers(options, jobs).read(paths)


def _pooled(paths: Sequence[str], *, jobs: int, options: Options) -> Iterator[ParsedDocument]:
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(_one, options=options), paths)


def _one(path: str, *, options: Options) -> ParsedDocument:
    return next(iter(iter_documents(path, options=options)))


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
