"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from tests.cli_process import good_inputs
from tests.untraced import untraced

# `make test` tries the same examples on every machine; HYPOTHESIS_PROFILE=deep looks for new ones.
settings.register_profile(
    "steady", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile(
    "deep", deadline=None, max_examples=3_000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Runs what tries many examples without the tracer of coverage, of which the others miss .8 per cent."""
    with untraced() if is_hypothesis_test(getattr(item, "obj", None)) else nullcontext():
        return (yield)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good input of each kind."""
    return good_inputs(tmp_path)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--show-fixture-diffs",
        action="store_true",
        help="print how each fixture's reading differs from its expected.json, for a person to read",
    )
