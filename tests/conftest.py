"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.cli_process import good_inputs

# `make test` tries the same examples on every machine; HYPOTHESIS_PROFILE=deep looks for new ones.
settings.register_profile(
    "steady", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile(
    "deep", deadline=None, max_examples=3_000, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


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
