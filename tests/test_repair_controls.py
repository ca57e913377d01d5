"""Clean texts that look like damage: repair leaves each of them as it is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from careerdoc.text.repair import repair_text

TABLES = tomllib.loads(Path(__file__).with_name("repair_controls.toml").read_text(encoding="utf-8"))
DAMAGED = ("SÃ£o Paulo, gestÃ£o e inovaÃ§Ã£o", "Donâ€™t say â€œyesâ€\x9d, donât")


def controls(kind: str) -> list[object]:
    found: list[object] = []
    for table in TABLES[kind]:
        found += [pytest.param(text, id=text) for text in table["texts"]]
        known = pytest.mark.xfail(strict=True, reason=table.get("because", ""))
        found += [pytest.param(text, id=text, marks=known) for text in table.get("changed", ())]
    return found


@pytest.mark.parametrize("text", controls("control"))
def test_leaves_clean_text_alone(text: str) -> None:
    assert repair_text(text).text == text


@pytest.mark.parametrize("text", controls("beside_damage"))
def test_leaves_clean_lines_of_damaged_documents_alone(text: str) -> None:
    before, behind = DAMAGED
    repaired = repair_text(f"{before}\n{text}\n{behind}").text.split("\n")
    assert repaired[1] == text
    assert repaired[0] != before
