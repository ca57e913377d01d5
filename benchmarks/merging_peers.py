"""What common libraries make of a set of records: strings compared by rapidfuzz, records by Splink."""

from __future__ import annotations

import logging
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Any

from benchmarks.merging_sets import MergingSet, figures
from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import AnyRecord, Post

GRID = tuple(range(50, 100, 2))
"""The thresholds that are tried, in percent."""

_TEXTS = ("title", "place", "degree", "url", "text")
_WEIGHTS = {"title": 3.0, "place": 3.0, "degree": 2.0, "url": 3.0, "text": 2.0, "year": 2.0}
_LONGEST_TEXT = 500
_LIKELY = 0.5

Fields = dict[str, str | None]
Scored = tuple[str, str, float]


def fields_of(record: AnyRecord) -> Fields:
    """What a peer sees of a record: plain texts, by the same names for every kind."""
    values: dict[str, Any] = {name: getattr(record, name, None) for name in (*_TEXTS, "institution", "start")}
    text = record.text if isinstance(record, Post) else _running_text(record)
    begun = getattr(record, "published", None) if isinstance(record, Post) else values["start"]
    is_dated = isinstance(begun, PartialDate)
    return {
        "unique_id": record.sources[0].name,
        "kind": record.kind,
        "whose": record.owner or record.owner_name,
        "title": values["title"],
        "place": getattr(record, "organization", None) or values["institution"],
        "degree": values["degree"],
        "url": values["url"],
        "text": text[:_LONGEST_TEXT] if text else None,
        "year": str(begun)[:4] if is_dated else None,
    }


def scored_pairs(told: MergingSet) -> list[Scored]:
    """All pairs of one kind and one person, known or by name, with a weighted mean likeness, 0 to 100."""
    blocks: defaultdict[tuple[str | None, str | None], list[Fields]] = defaultdict(list)
    for fields in map(fields_of, told.records):
        if fields["whose"] is not None:
            blocks[fields["whose"], fields["kind"]].append(fields)
    return [
        (str(left["unique_id"]), str(right["unique_id"]), _likeness(left, right))
        for block in blocks.values()
        for left, right in combinations(block, 2)
    ]


def best_threshold(told: MergingSet, pairs: Sequence[Scored]) -> int:
    """The threshold of the grid at which F1 is highest."""
    return max(GRID, key=lambda threshold: figures(told, joined_from(pairs, threshold)).f1)


def joined_from(pairs: Iterable[Scored], threshold: float) -> dict[str, str]:
    """The cluster of each record when all pairs from a threshold on are joined, and what hangs together."""
    parents: dict[str, str] = {}
    for left, right, likeness in pairs:
        if likeness >= threshold:
            parents[_root(parents, left)] = _root(parents, right)
    return {name: _root(parents, name) for name in list(parents)}


def by_splink(told: MergingSet, *, is_trained: bool) -> dict[str, Any] | None:
    """The clusters of Splink with a comparison for each field; None where it is not installed.

    Untrained it takes the chances it starts from; trained it learns them from the records alone.
    """
    try:
        import splink.comparison_library as comparisons
        from splink import DuckDBAPI, Linker, SettingsCreator, block_on
    except ImportError:
        return None
    logging.getLogger("splink").setLevel(logging.ERROR)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            comparisons.JaroWinklerAtThresholds("title"),
            comparisons.JaroWinklerAtThresholds("place"),
            comparisons.JaroWinklerAtThresholds("degree"),
            comparisons.LevenshteinAtThresholds("url"),
            comparisons.JaccardAtThresholds("text"),
            comparisons.ExactMatch("year"),
        ],
        blocking_rules_to_generate_predictions=[block_on("whose", "kind")],
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows: Any = [fields_of(record) for record in told.records]
        linker = Linker([rows], settings, db_api=DuckDBAPI(), set_up_basic_logging=False)
        if is_trained:
            _train(linker, block_on)
        pairs = linker.inference.predict(threshold_match_probability=_LIKELY)
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, _LIKELY)
        return {row["unique_id"]: row["cluster_id"] for row in clusters.as_record_dict()}


def _train(linker: Any, block_on: Any) -> None:
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for names in (("whose", "kind", "year"), ("whose", "kind", "title")):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*names))


def _running_text(record: Any) -> str | None:
    lines = [getattr(record, "description", None), *record.highlights, getattr(record, "content", None)]
    return "\n".join(filter(None, lines)) or None


def _likeness(left: Fields, right: Fields) -> float:
    found = list(_weighted(left, right))
    total = sum(weight for weight, _ in found)
    return sum(weight * value for weight, value in found) / total if total else 0.0


def _weighted(left: Fields, right: Fields) -> Iterator[tuple[float, float]]:
    """The weight and the likeness of each field that both have."""
    from rapidfuzz import fuzz, utils

    for name in _TEXTS:
        one, other = left[name], right[name]
        if one is not None and other is not None:
            yield _WEIGHTS[name], fuzz.token_set_ratio(one, other, processor=utils.default_process)
    if left["year"] and right["year"]:
        yield _WEIGHTS["year"], 100.0 * (left["year"] == right["year"])


def _root(parents: dict[str, str], name: str) -> str:
    parents.setdefault(name, name)
    while parents[name] != name:
        parents[name] = parents[parents[name]]
        name = parents[name]
    return name
