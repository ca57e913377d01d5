"""Every fixture pair, and the five samples merged."""

from __future__ import annotations

import difflib
import json
from typing import Any

import pytest

from tests.fixture_cases import Case, all_cases

CASES = all_cases()


def as_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fixture(case: Case, request: pytest.FixtureRequest) -> None:
    if case.about.get("expect") == "fail":
        request.applymarker(pytest.mark.xfail(strict=True, reason=case.about["shows"]))
    read = case.read()
    if request.config.getoption("--show-fixture-diffs"):
        expected = as_text(case.expected).splitlines(keepends=True)
        print("".join(difflib.unified_diff(expected, as_text(read).splitlines(keepends=True), n=1)))
    assert read == case.expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_fixture_says_what_it_is(case: Case) -> None:
    about = case.about
    assert about["shows"].strip()
    assert about["origin"].strip()
    assert about["licence"] in {"MIT", "published by its author"}
