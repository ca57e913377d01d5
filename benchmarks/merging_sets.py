"""Sets of records of which it is known which tell one fact: read from a folder, and scored.

A folder holds `records.jsonl` (what may be seen: the fields of a record, `record_id`, `owner_id`,
`source`, `retrieved`), `truth.jsonl` (`record_id`, `entity_id`, `tags` of the noise in it) and
`hard.jsonl` (`a`, `b`: two facts made to look alike, and their `type`).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from careerdoc.model.records import RECORD_TYPES, AnyRecord, SourceReference

_OF_THE_SET = ("record_id", "owner_id", "source", "retrieved", "kind", "authors")


@dataclass(frozen=True, slots=True)
class MergingSet:
    """Records, each with the source `record_id`; the fact and the noise of each; facts that look alike."""

    name: str
    records: tuple[AnyRecord, ...]
    facts: Mapping[str, str]
    tags: Mapping[str, tuple[str, ...]]
    hard_pairs: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How well clusters agree with the facts, by pairs of records, and how many clusters mix facts."""

    precision: float
    recall: float
    bad_merges: int
    true_pairs: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return f"P {self.precision:.4f}  R {self.recall:.4f}  F1 {self.f1:.4f}  bad {self.bad_merges:4d}"


def read_set(folder: Path, *, is_owner_known: bool = True) -> MergingSet:
    """The set that lies in a folder."""
    truth = list(_lines(folder / "truth.jsonl"))
    return MergingSet(
        folder.name,
        tuple(record_of(line, is_owner_known=is_owner_known) for line in _lines(folder / "records.jsonl")),
        {line["record_id"]: line["entity_id"] for line in truth},
        {line["record_id"]: tuple(line["tags"]) for line in truth},
        tuple((line["a"], line["b"], line["type"]) for line in _lines(folder / "hard.jsonl")),
    )


def record_of(line: Mapping[str, Any], *, is_owner_known: bool = True) -> AnyRecord:
    """The record that a line of a set tells; its one source is named by the line's own id."""
    values = {name: value for name, value in line.items() if name not in _OF_THE_SET}
    authors = [{"name": name} for name in line.get("authors", ())]
    source = SourceReference(
        name=line["record_id"], reader=line["source"], retrieved=line["retrieved"], line=1
    )
    return RECORD_TYPES[line["kind"]].model_validate(
        values
        | {"id": f"{line['kind']}-{line['record_id']}", "sources": (source,)}
        | {"owner": line["owner_id"] if is_owner_known else None}
        | ({"authors": authors} if authors else {})
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def clusters_of(merged: Iterable[AnyRecord]) -> dict[str, int]:
    """For each source, the number of the merged record that it stands in."""
    return {source.name: number for number, record in enumerate(merged) for source in record.sources}


def figures(told: MergingSet, cluster_of: Mapping[str, Any], kind: str | None = None) -> Figures:
    """Precision and recall of pairs of records; one that stands in no cluster is alone."""
    names = [one.sources[0].name for one in told.records if kind is None or one.kind == kind]
    of_fact, of_cluster, of_both = Counter[str](), Counter[Any](), Counter[tuple[str, Any]]()
    for name in names:
        fact, cluster = told.facts[name], cluster_of.get(name, name)
        of_fact[fact] += 1
        of_cluster[cluster] += 1
        of_both[fact, cluster] += 1
    right, told_pairs, made = (_pairs(counts.values()) for counts in (of_both, of_fact, of_cluster))
    facts_in: defaultdict[Any, set[str]] = defaultdict(set)
    for fact, cluster in of_both:
        facts_in[cluster].add(fact)
    return Figures(
        right / made if made else 1.0,
        right / told_pairs if told_pairs else 1.0,
        sum(len(facts) - 1 for facts in facts_in.values()),
        told_pairs,
    )


def recall_by_tag(told: MergingSet, cluster_of: Mapping[str, Any]) -> dict[str, tuple[float, int]]:
    """For each kind of noise, the share of true pairs with it that are joined, and their number."""
    names_of: defaultdict[str, list[str]] = defaultdict(list)
    for name, fact in told.facts.items():
        names_of[fact].append(name)
    counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for names in names_of.values():
        for left, right in combinations(names, 2):
            is_joined = cluster_of.get(left, left) == cluster_of.get(right, right)
            for tag in {*told.tags[left], *told.tags[right]}:
                counts[tag][is_joined] += 1
    return {tag: (found[True] / found.total(), found.total()) for tag, found in sorted(counts.items())}


def hard_pairs_joined(told: MergingSet, cluster_of: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """For each type of facts that look alike, how many were joined, and of how many."""
    clusters: defaultdict[str, set[Any]] = defaultdict(set)
    for name, fact in told.facts.items():
        clusters[fact].add(cluster_of.get(name, name))
    found: defaultdict[str, list[bool]] = defaultdict(list)
    for left, right, type_of_pair in told.hard_pairs:
        found[type_of_pair].append(not clusters[left].isdisjoint(clusters[right]))
    return {name: (sum(joined), len(joined)) for name, joined in sorted(found.items())}


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def fact_of(told: MergingSet, record: AnyRecord) -> str:
    """The fact that a record of the set tells."""
    return told.facts[record.sources[0].name]


def kinds_of(sets: Sequence[MergingSet]) -> list[str]:
    """The kinds of the records, in their usual order."""
    known = {record.kind for told in sets for record in told.records}
    return [kind for kind in RECORD_TYPES if kind in known]
