"""Floors under the accuracy on the labelled texts of benchmarks/data.

A figure may rise above its floor; raise the floor in the commit that earned it, to the figure
rounded down to three digits. A floor goes down only with a reason in the changelog. Where the
texts or labels change, `CORPUS_DIGEST` does: measure again and set every floor of that part anew.
Profiles have floors for each folder of `benchmarks/data/profiles`; those of `apart` rise by what
was learned elsewhere, for nobody looks at its texts.
"""

from __future__ import annotations

from itertools import permutations

import pytest

from benchmarks import front_matter
from benchmarks.accuracy import (
    corpus_digest,
    measure_dates,
)
from benchmarks.profile_scoring import Document, Score, score
from benchmarks.profiles import FOLDER, STORED, by_careerdoc, read_by, stored_profiles
from benchmarks.scoring import best_pairs
from tests.untraced import untraced

CORPUS_DIGEST = "0b8b1cfe0b8fdd75be90410d16ae47fefc2a47e8d5ca28500b80ca72c6d1e015"

MOST_INVENTED_RECORDS = 3
FLOORS = {
    "dates: exact": 1.0,
    "open: core": 0.982,
    "open: role exact": 0.953,
    "open: education exact": 0.954,
    "built: core": 0.951,
    "built: role exact": 0.892,
    "built: education exact": 0.873,
    "apart: core": 0.892,
    "apart: role exact": 0.802,
    "apart: education exact": 0.714,
    "open: role.title": 0.972,
    "open: role.organization": 0.978,
    "open: role.location": 0.939,
    "open: role.start": 0.983,
    "open: role.end": 0.985,
    "open: role.employment_type": 0.985,
    "open: role.description": 0.938,
    "open: education.institution": 0.994,
    "open: education.degree": 0.96,
    "open: education.field_of_study": 0.941,
    "open: education.start": 1.0,
    "open: education.end": 0.994,
    "open: education.grade": 0.826,
    "front matter, open: kinds": 1.0,
    "front matter, open: fields": 1.0,
    "front matter, open: values": 1.0,
    "front matter, built: kinds": 0.997,
    "front matter, built: fields": 0.997,
    "front matter, built: values": 0.997,
    "front matter, apart: kinds": 0.969,
    "front matter, apart: fields": 0.969,
    "front matter, apart: values": 0.972,
}


Reading = tuple[list[Document], dict[str, Document]]


@pytest.fixture(scope="module")
def profiles() -> dict[str, Reading]:
    """Each folder's labels, and what was read of their texts by id."""
    stored = {folder: stored_profiles(FOLDER / folder) for folder in STORED}
    with untraced():
        return {
            folder: ([profile.label for profile in texts], read_by(by_careerdoc, texts))
            for folder, texts in stored.items()
        }


@pytest.fixture(scope="module")
@untraced()
def figures(profiles: dict[str, Reading]) -> dict[str, float]:
    files = {name: front_matter.labelled_files(front_matter.FOLDER / name) for name in front_matter.STORED}
    scores = {folder: score(*reading) for folder, reading in profiles.items()}
    return {
        "dates: exact": measure_dates().exact.value,
        **{name: value for folder in STORED for name, value in sums(folder, scores[folder]).items()},
        **{f"open: {name}": counted.f1 for name, counted in scores["open"].fields.items()},
        **{
            name: value
            for folder, found in files.items()
            for name, value in shares(f"front matter, {folder}", front_matter.measure(found)).items()
        },
    }


def sums(folder: str, counted: Score) -> dict[str, float]:
    return {
        f"{folder}: core": counted.core.f1,
        f"{folder}: role exact": counted.exact["role"].f1,
        f"{folder}: education exact": counted.exact["education"].f1,
    }


def shares(name: str, measured: front_matter.Accuracy) -> dict[str, float]:
    return {
        f"{name}: kinds": measured.kinds.value,
        f"{name}: fields": measured.fields.value,
        f"{name}: values": measured.values.value,
    }


def test_the_corpus_is_the_one_that_the_floors_were_measured_on() -> None:
    assert corpus_digest() == CORPUS_DIGEST, "the corpus changed: measure again, set the floors and this"


def test_every_figure_has_a_floor(figures: dict[str, float]) -> None:
    assert set(figures) == set(FLOORS)


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_falls_below_its_floor(figures: dict[str, float], name: str) -> None:
    assert figures[name] >= FLOORS[name], f"{name} is {figures[name]:.4f}, its floor {FLOORS[name]}"


def test_nothing_is_invented_where_there_is_nothing(profiles: dict[str, Reading]) -> None:
    invented = {
        label["id"]: len(read[label["id"]]["roles"]) + len(read[label["id"]]["education"])
        for labels, read in profiles.values()
        for label in labels
        if not label["roles"] and not label["education"]
    }
    assert sum(invented.values()) <= MOST_INVENTED_RECORDS, f"invented: {invented}"


@pytest.mark.parametrize(
    "weights",
    [
        [],
        [[0, 0]],
        [[3, 2], [2, 0]],
        [[5, 4, 0], [5, 0, 0], [4, 3, 1]],
        [[1, 7], [2, 7.5], [7, 3]],
        [[2, 2, 5, 1], [3, 2, 5, 0], [0, 3, 5, 3]],
    ],
)
def test_records_are_paired_so_that_the_most_agrees(weights: list[list[float]]) -> None:
    rows = len(weights)
    columns = [*range(max(map(len, weights), default=0)), *[None] * rows]
    sums = [
        sum(weights[row][column] for row, column in enumerate(chosen) if column is not None)
        for chosen in permutations(columns, rows)
    ]
    pairs = best_pairs(weights)
    assert sum(weights[row][column] for row, column in pairs.items()) == max(sums)
    assert len(set(pairs.values())) == len(pairs)
