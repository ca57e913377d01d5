"""The head of an Org file as a tree: values and the lines of keys."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from pydantic import JsonValue

from careerdoc.readers.keyed.formats.org_text import load_org
from careerdoc.readers.keyed.tree import Mapping
from tests.growth import growth


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("#+TITLE: A tale: two towns", "A tale: two towns"),
        ("#+title:", None),
        ("  #+title: A  ", "A"),
        ("#+DATE: <2020-01-02 Thu>", "2020-01-02"),
        ("#+DATE: [2020-01-02 Thu 10:00]", "2020-01-02 10:00"),
        ("#+DATE: <2020-01-02 9:30>", "2020-01-02 9:30"),
        ("#+DATE: <2020-01-02 jeu. +1w>", "2020-01-02"),
        ("#+DATE: <2020-01-02 Thu>--<2020-02-03 Mon>", "2020-01-02 - 2020-02-03"),
        ("#+DATE: 2020-02-30", "2020-02-30"),
        ("#+NOTE: on <2020-01-02 Thu> -- so", "on <2020-01-02 Thu> -- so"),
        ("#+FILETAGS: :wool:looms:", ["wool", "looms"]),
        ("#+TAGS: wool, looms", "wool, looms"),
        ("#+TAGS[]: wool looms", ["wool", "looms"]),
        ('#+HUGO_TAGS: wool "two looms"', ["wool", "two looms"]),
        ("#+DRAFT: true", True),
    ],
)
def test_the_value_of_a_key(line: str, value: JsonValue) -> None:
    root = load_org(line).root
    assert isinstance(root, Mapping)
    assert [entry.value.typed for entry in root.entries] == [value]


def test_keys_are_as_written_and_have_their_lines() -> None:
    text = "#+TITLE: A\n\n# note\n#+Description: one\nwhat\n#+DATE: 2020\n#+DESCRIPTION: two\n#+tags[]: a"
    loaded = load_org(text)
    assert isinstance(loaded.root, Mapping)
    assert [(entry.key, entry.line, entry.end_line) for entry in loaded.root.entries] == [
        ("TITLE", 0, 0),
        ("Description", 3, 6),
        ("DATE", 5, 5),
        ("tags", 7, 7),
    ]
    assert loaded.root.typed == {"TITLE": "A", "Description": "one two", "DATE": 2020, "tags": ["a"]}
    assert (loaded.unread, loaded.comments, loaded.issues) == ((4,), (2,), ())


def test_lists_of_a_key_on_several_lines_are_one() -> None:
    root = load_org("#+FILETAGS: :a:b:\n#+FILETAGS: c").root
    assert root is not None
    assert root.typed == {"FILETAGS": ["a", "b", "c"]}


def test_without_a_keyword_there_is_no_tree() -> None:
    assert load_org("* Heading\n#+begin_src").root is None
    assert load_org("* Heading\n#+begin_src").unread == (0, 1)


@given(st.text(alphabet='#+aT:[]<>- 201\n\r"') | st.text())
def test_each_line_is_read_or_told(text: str) -> None:
    loaded = load_org(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    entries = loaded.root.entries if isinstance(loaded.root, Mapping) else ()
    read = {line for entry in entries for line in range(entry.line, entry.end_line + 1)}
    read |= {*loaded.unread, *loaded.comments}
    assert {number for number, line in enumerate(lines) if line.strip()} <= read <= set(range(len(lines)))


@pytest.mark.parametrize("piece", ["#+A: b\n", "#+A: :b:\n", ":a", " ", "<2020-01-02 ", "--", "#+A"])
@pytest.mark.parametrize("start", ["", "#+TAGS: ", "#+DATE: <2020-01-02 Thu>--"])
def test_the_time_grows_in_step_with_the_text(piece: str, start: str) -> None:
    assert growth(load_org, lambda count: start + piece * count, 1_000) < 9
