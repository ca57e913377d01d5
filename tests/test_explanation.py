"""What each line of a profile was taken for: every line once, and none for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from careerdoc import Options, parse_bytes
from careerdoc.model.result import ParsedDocument

ROOT = Path(__file__).parent.parent
OPEN = ROOT / "benchmarks" / "data" / "profiles" / "open"
REFUSED = ROOT / "tests" / "fixtures" / "profile" / "company-page" / "input.txt"
TEXTS = (
    *sorted(set((ROOT / "tests" / "fixtures" / "profile").glob("*/input.txt")) - {REFUSED}),
    *sorted((ROOT / "tests" / "fixtures" / "samples").glob("*.txt")),
    *(OPEN / f"{name}.txt" for name in ("p01", "p02", "p08", "p14", "p25", "s01", "s05", "s11", "s20")),
)
PROFILE = """Marguerite Oyelaran
Turns iron into gates.

Experience
Blacksmith
Larkmead Forge
2012 - 2015
Shod horses and mended ploughs.
Shod horses and mended ploughs.

Hammer Hand, Wexcombe Forge
2010 - 2012

Education
University of Bergen
BSc in Metallurgy
2007 - 2010

Skills
Patience
---
Page 1 of 1
"""


def explained(text: bytes, name: str = "input.txt") -> ParsedDocument:
    options = Options(explain=True, reader="profile")
    (document,) = parse_bytes(text, name=name, options=options).documents
    return document


def test_each_line_says_what_it_was_taken_for() -> None:
    lines = explained(PROFILE.encode()).lines
    assert [(line.number, line.taken_for) for line in lines] == [
        (1, "every record: owner_name"),
        (2, "text under no heading"),
        (4, "heading: experience"),
        (5, "role 1: title"),
        (6, "role 1: organization"),
        (7, "role 1: dates"),
        (8, "role 1: description"),
        (9, "repeated"),
        (11, "role 2: title, organization"),
        (12, "role 2: dates"),
        (14, "heading: education"),
        (15, "education 1: institution"),
        (16, "education 1: degree_name, field_of_study"),
        (17, "education 1: dates"),
        (19, "heading: skills"),
        (20, "text under skills"),
        (21, "drawn rule"),
        (22, "furniture: page"),
    ]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_line_is_listed_once_and_none_is_nothing(path: Path) -> None:
    content = path.read_bytes()
    document = explained(content, path.name)
    numbers = [line.number for line in document.lines]
    filled = [number for number, line in enumerate(content.split(b"\n"), start=1) if line.strip()]
    assert numbers == filled
    assert [line for line in document.lines if line.taken_for == "nothing"] == []


def test_a_text_that_surely_is_no_profile_lists_nothing() -> None:
    assert explained(REFUSED.read_bytes()).lines == ()


def test_a_text_that_tells_no_record_shows_what_its_lines_look_like() -> None:
    document = explained(b"Skills\nPatience\n\nLanguages\nNorse\n")
    assert document.records == ()
    assert [line.taken_for for line in document.lines] == [
        "heading: skills",
        "text under skills",
        "heading: languages",
        "text under languages",
    ]


def test_lines_are_told_only_where_somebody_asks_and_only_of_profiles() -> None:
    assert parse_bytes(PROFILE.encode()).documents[0].lines == ()
    note = b"---\ntitle: Cook\ncompany: Inn\nstart: 2019\n---\n"
    assert parse_bytes(note, options=Options(explain=True)).documents[0].lines == ()
