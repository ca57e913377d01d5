"""Floors under the repair of damaged text, for a fixed draw from the invented sentences.

A share may rise above its floor; raise the floor in the commit that earned it. A floor goes down
only with a reason in the changelog.
"""

from __future__ import annotations

import pytest

from benchmarks.repair import TARGETS, Measured, by_careerdoc, measure
from benchmarks.repair_cases import clean_cases, damaged_cases
from benchmarks.texts import invented_sentences
from tests.untraced import untraced

PER_KIND = 20

FLOORS = {
    "single": 96,
    "multi": 98,
    "entity": 98,
    "mixed": 99,
    "nbsp": 96,
    "trailing Â": 95,
    "lossy": 64,
    "case": 57,
    "ws": 84,
    "multibyte": 32,
    "legacy": 82,
    "lost": 53,
    "escape": 98,
}
"""Least percentage of each group restored, white space aside."""

MOST_CHANGED = {"clean paragraphs": 0, "all clean": 3}
"""Greatest number of clean texts changed."""


@pytest.fixture(scope="module")
def measured() -> Measured:
    texts = invented_sentences()
    cases = [*damaged_cases(texts, PER_KIND), *clean_cases(texts, len(texts))]
    with untraced():
        return measure(cases, {"careerdoc": by_careerdoc})


@pytest.mark.parametrize("group", FLOORS)
def test_no_share_of_restored_texts_falls_below_its_floor(measured: Measured, group: str) -> None:
    restored = measured.rows[group]["careerdoc"]
    share = restored.share(restored.aside)
    assert share >= FLOORS[group], f"{group}: {share:.1f} % restored, its floor {FLOORS[group]}"


@pytest.mark.parametrize("name", MOST_CHANGED)
def test_clean_text_stays(measured: Measured, name: str) -> None:
    assert measured.rows[name]["careerdoc"].changed <= MOST_CHANGED[name]


def test_every_group_with_a_target_has_a_floor(measured: Measured) -> None:
    assert set(FLOORS) == set(TARGETS)
    assert set(measured.rows) - set(MOST_CHANGED) - {"surrogate"} == set(FLOORS)
