"""Accuracy and speed of merging. Run: python -m benchmarks.merging [FOLDER ...] [--seeds N ...]"""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.harness import print_least, print_machine, print_target
from benchmarks.invented_careers import write_set
from benchmarks.merging_peers import best_threshold, by_splink, joined_from, scored_pairs
from benchmarks.merging_sets import (
    Figures,
    MergingSet,
    clusters_of,
    figures,
    hard_pairs_joined,
    kinds_of,
    read_set,
    recall_by_tag,
)
from careerdoc.dedupe import merge_records

SEEDS = (31, 32, 33)
"""Of sets that no weight was fitted on, and that nobody looked at."""
PEOPLE = 200
"""People of each invented set."""
MOST_BAD_MERGES = 4
MOST_HARD_JOINED = 1.0
"""Percent of the pairs that look alike."""
LEAST = {
    True: {"precision": 99.5, "recall": 95.0, "F1": 97.0},
    False: {"precision": 99.0, "F1": 78.0},
}
"""Percent, where the owner of each record is known and where not."""

_TAGS_A_LINE = 4
_LONGEST_VALUE = 70


@dataclass(frozen=True, slots=True)
class Run:
    """What careerdoc made of a set: the cluster of each record, the number of pairs listed, the time."""

    cluster_of: Mapping[str, int]
    listed: int
    seconds: float


def main(arguments: Sequence[str] = ()) -> None:
    """Prints figures for each set, with its owners known and unknown, beside those of the peers."""
    parser = ArgumentParser(prog="python -m benchmarks.merging", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, help="more sets, each a folder")
    parser.add_argument("--seeds", type=int, nargs="*", default=SEEDS, help="of the invented sets")
    parser.add_argument("--people", type=int, default=PEOPLE, help="people of each invented set")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list N wrong and N missed joins")
    parser.add_argument("--no-peers", action="store_true", help="careerdoc alone")
    given = parser.parse_args(arguments)
    print_machine()
    with _sets(given.folders, given.seeds, given.people) as folders:
        for is_owner_known in (True, False):
            _print_sets(folders, is_owner_known=is_owner_known, errors=given.errors)
            if not given.no_peers:
                _print_peers(folders, is_owner_known=is_owner_known)


def run(told: MergingSet) -> Run:
    """Merges the records of a set."""
    before = time.perf_counter()
    merged = merge_records(told.records)
    seconds = time.perf_counter() - before
    return Run(clusters_of(merged.records), len(merged.reviews), seconds)


def wrong_joins(told: MergingSet, cluster_of: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """One pair of records for every two facts that stand in one cluster."""
    first: dict[tuple[Any, str], str] = {}
    for name, fact in told.facts.items():
        first.setdefault((cluster_of.get(name, name), fact), name)
    together: dict[Any, str] = {}
    for (cluster, _), name in first.items():
        if cluster in together:
            yield together[cluster], name
        together.setdefault(cluster, name)


def missed_joins(told: MergingSet, cluster_of: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """One pair of records for every two clusters that hold one fact."""
    first: dict[str, dict[Any, str]] = {}
    for name, fact in told.facts.items():
        first.setdefault(fact, {}).setdefault(cluster_of.get(name, name), name)
    for name, *others in (list(names.values()) for names in first.values()):
        yield from ((name, other) for other in others)


@contextmanager
def _sets(folders: Sequence[Path], seeds: Sequence[int], people: int) -> Iterator[list[Path]]:
    with TemporaryDirectory() as temporary:
        invented = {seed: Path(temporary) / f"invented-{seed}" for seed in seeds}
        for seed, folder in invented.items():
            write_set(folder, seed, people)
        yield [*invented.values(), *folders]


def _print_sets(folders: Sequence[Path], *, is_owner_known: bool, errors: int) -> None:
    for folder in folders:
        told = read_set(folder, is_owner_known=is_owner_known)
        made = run(told)
        known = "known" if is_owner_known else "unknown"
        print(f"\n{told.name}: {len(told.records)} records, owner {known}")
        whole = figures(told, made.cluster_of)
        print(f"  {'careerdoc':12} {whole}")
        for kind in kinds_of([told]):
            print(f"    {kind:10} {figures(told, made.cluster_of, kind)}")
        _print_tags(recall_by_tag(told, made.cluster_of))
        hard = hard_pairs_joined(told, made.cluster_of)
        print("  look alike, joined: " + ", ".join(f"{name} {a}/{b}" for name, (a, b) in hard.items()))
        each = made.seconds / max(1, len(told.records)) * 1e6
        print(f"  listed for review: {made.listed}; {made.seconds:.2f} s, {each:.0f} µs a record")
        _print_targets(whole, hard, is_owner_known=is_owner_known)
        _print_errors(told, made.cluster_of, errors)


def _print_tags(recall: Mapping[str, tuple[float, int]]) -> None:
    told = [
        f"{tag} {share:.3f} of {pairs}"
        for tag, (share, pairs) in sorted(recall.items(), key=lambda row: row[1])
    ]
    print("  recall by noise, lowest first:")
    for place in range(0, len(told), _TAGS_A_LINE):
        print("    " + "; ".join(told[place : place + _TAGS_A_LINE]))


def _print_targets(whole: Figures, hard: Mapping[str, tuple[int, int]], *, is_owner_known: bool) -> None:
    found = {"precision": whole.precision, "recall": whole.recall, "F1": whole.f1}
    for name, least in LEAST[is_owner_known].items():
        print_least(name, 100 * found[name], least, "%")
    if is_owner_known:
        joined, pairs = (sum(counts) for counts in zip(*hard.values(), strict=True)) if hard else (0, 0)
        print_target("bad merges", whole.bad_merges, MOST_BAD_MERGES, "clusters")
        print_target("look alike, joined", 100 * joined / max(1, pairs), MOST_HARD_JOINED, "%")


def _print_errors(told: MergingSet, cluster_of: Mapping[str, Any], most: int) -> None:
    lines = {record.sources[0].name: record for record in told.records}
    for what, pairs in (("wrong", wrong_joins(told, cluster_of)), ("missed", missed_joins(told, cluster_of))):
        for pair in list(pairs)[:most]:
            print(f"  {what}: " + " | ".join(f"{name} {told.facts[name]}" for name in pair))
            for name in pair:
                values = lines[name].model_dump(mode="json", include=set(lines[name].FACTS))
                known = {field: str(value)[:_LONGEST_VALUE] for field, value in values.items() if value}
                print(f"    {known}")


def _print_peers(folders: Sequence[Path], *, is_owner_known: bool) -> None:
    known = "known" if is_owner_known else "unknown"
    print(f"\nPeers, owner {known}: records of one kind and one person compared")
    threshold: int | None = None
    for folder in folders:
        told = read_set(folder, is_owner_known=is_owner_known)
        before = time.perf_counter()
        pairs = scored_pairs(told)
        threshold = best_threshold(told, pairs) if threshold is None else threshold
        _print_peer(f"rapidfuzz {threshold}", told, joined_from(pairs, threshold), before)
        for name, is_trained in (("untrained", False), ("trained", True)):
            before = time.perf_counter()
            _print_peer(_splink(name), told, by_splink(told, is_trained=is_trained), before)


def _print_peer(name: str, told: MergingSet, cluster_of: Mapping[str, Any] | None, before: float) -> None:
    if cluster_of is None:
        print(f"  {told.name:12} {name:24} not installed")
        return
    seconds = time.perf_counter() - before
    hard = hard_pairs_joined(told, cluster_of)
    joined = sum(joined for joined, _ in hard.values())
    print(
        f"  {told.name:12} {name:24} {figures(told, cluster_of)}  alike joined {joined:4d}  {seconds:.1f} s"
    )


def _splink(how: str) -> str:
    try:
        return f"Splink {version('splink')} {how}"
    except PackageNotFoundError:
        return f"Splink {how}"


if __name__ == "__main__":
    main(sys.argv[1:])
