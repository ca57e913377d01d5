"""The search that proves text clean: it changes nothing but the time."""

from __future__ import annotations

from functools import partial

import pytest

from benchmarks.repair_cases import clean_cases, damaged_cases
from benchmarks.texts import clean_controls, invented_sentences
from careerdoc.text.repair import find_evidence, repair_leaf, repair_unproven
from careerdoc.text.repair.gate import is_doubtful

MOST_DOUBTFUL = 0.04
"""Share of clean lines that may be looked at closely."""


def lines_of_every_kind() -> list[str]:
    texts = invented_sentences()
    cases = [*damaged_cases(texts, 4), *clean_cases(texts, len(texts))]
    return sorted({line for case in cases for line in (*case.damaged.split("\n"), *case.truth.split("\n"))})


def test_what_is_proved_clean_no_step_would_change() -> None:
    missed = []
    for line in lines_of_every_kind():
        if not is_doubtful(line):
            closely = repair_unproven(line, "inferred", partial(find_evidence, line)).text
            if closely != line:
                missed.append((line, closely))
    assert len(missed) <= MOST_MISSED, missed


MOST_MISSED = 0


def test_hardly_a_clean_line_is_doubtful() -> None:
    texts = [text.content for text in invented_sentences()]
    share = sum(map(is_doubtful, texts)) / len(texts)
    assert share <= MOST_DOUBTFUL, f"{share:.1%} of clean lines are doubtful"


@pytest.mark.parametrize("kind", sorted(clean_controls()))
def test_a_proof_gives_the_text_itself(kind: str) -> None:
    for text in clean_controls()[kind]:
        if not is_doubtful(text):
            assert repair_leaf(text, "inferred", partial(find_evidence, text)).text is text
