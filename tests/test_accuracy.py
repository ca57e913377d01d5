"""Floors under the accuracy on the labelled texts of benchmarks/data.

A figure may rise above its floor; raise the floor in the commit that earned it, to the figure
rounded down to three digits. A floor goes down only with a reason in the changelog.
"""

from __future__ import annotations

from itertools import permutations

import pytest

from benchmarks.accuracy import (
    FrontMatterAccuracy,
    ProfileAccuracy,
    corpus_digest,
    front_matter_texts,
    measure_dates,
    measure_front_matter,
    measure_profile,
)
from benchmarks.scoring import Label, Tally, best_pairs, likeness, paired, tally

CORPUS_DIGEST = "60c059f31ec247125d172c7e8026c9a351c3aab96ce480277a25b05f68428ef4"

LEAST_EXACT_ROLES = 43
MOST_INVENTED_RECORDS = 0
FLOORS = {
    "dates: exact": 0.736,
    "profile: core": 0.404,
    "profile: title": 0.385,
    "profile: organization": 0.317,
    "profile: location": 0.348,
    "profile: start": 0.492,
    "profile: end": 0.477,
    "profile: current": 0.475,
    "profile: employment_type": 0.615,
    "profile: description": 0.315,
    "profile: institution": 0.254,
    "profile: degree": 0.228,
    "profile: field_of_study": 0.185,
    "profile: grade": 0.0,
    "front matter: kinds": 0.616,
    "front matter: fields": 0.29,
    "front matter: values": 0.313,
    "yaml: kinds": 0.942,
    "yaml: fields": 0.873,
    "yaml: values": 0.863,
}


@pytest.fixture(scope="module")
def profile() -> ProfileAccuracy:
    return measure_profile()


@pytest.fixture(scope="module")
def figures(profile: ProfileAccuracy) -> dict[str, float]:
    texts = front_matter_texts()
    in_yaml = [text for text in texts if text.is_yaml_front_matter]
    return {
        "dates: exact": measure_dates().exact.value,
        "profile: core": profile.core.f1,
        **{f"profile: {name}": counted.f1 for name, counted in profile.fields.items()},
        **shares("front matter", measure_front_matter(texts)),
        **shares("yaml", measure_front_matter(in_yaml)),
    }


def shares(name: str, measured: FrontMatterAccuracy) -> dict[str, float]:
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


def test_as_many_roles_are_exact(profile: ProfileAccuracy) -> None:
    assert profile.exact_roles.right >= LEAST_EXACT_ROLES, f"exact roles: {profile.exact_roles}"


def test_nothing_is_invented_where_there_is_nothing(profile: ProfileAccuracy) -> None:
    assert profile.invented_records <= MOST_INVENTED_RECORDS, f"invented: {profile.invented_records}"


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


def test_a_wrong_value_is_invented_and_missed() -> None:
    labels = [
        Label({"title": "Welder", "start": "2019", "end": "*"}, {"start": ("2018",)}),
        Label({"title": "Baker", "start": "2011"}),
        Label({"title": "Trainee", "start": "2010"}, optional=True),
    ]
    read = [{"title": "“WELDER”", "start": "2018", "end": "2020"}, {"title": "Butcher", "start": "2011"}]
    pairs = list(paired(labels, read, likeness))
    assert tally("title", pairs) == Tally(right=1, invented=1, missed=1)
    assert tally("start", pairs) == Tally(right=2)
    assert tally("end", pairs) == Tally()
