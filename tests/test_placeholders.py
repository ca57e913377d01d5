"""Texts that keep a place for a value, and texts that look like them."""

from __future__ import annotations

import pytest

from careerdoc import IssueCode
from careerdoc.fields.placeholders import is_placeholder
from careerdoc.model.records import Role
from careerdoc.text.tables import row_of
from tests.keyed_reading import only, read

MARKS = ["{{ title }}", "{% if %}", "<%= x %>", "${name}", "https://{{ host }}/"]
WORDS = ["TODO", "tbd", "[TBA]", "Lorem ipsum", "lorem ipsum dolor sit", "YYYY-MM-DD", "xxx", "Change me"]
NAMES = ["Your Job Title", "Company Name", "[Company]", "<Role>", "Job Title", "City, Country", "Example Inc"]
DATES = ["20XX", "20XX - 20XX", "MM/YYYY", "MM/YYYY - Present", "2XXX", "YYYY.MM"]
STARTS = ["Insert your text", "Describe your work", "Lorem " + "x" * 300]


@pytest.mark.parametrize("text", [*MARKS, *WORDS, *NAMES, *DATES, *STARTS])
def test_texts_that_keep_a_place(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize("row", ["texts", "starts"])
def test_every_row_keeps_a_place(row: str) -> None:
    for text in row_of("careerdoc.fields", "placeholders", row):
        assert is_placeholder(text), text
        assert is_placeholder(f" {text.upper()} "), text


@pytest.mark.parametrize("word", sorted(row_of("careerdoc.fields", "placeholders", "signs")))
def test_every_sign_keeps_a_place_in_brackets(word: str) -> None:
    assert is_placeholder(f"[{word}]")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "Todorov",
        "Lorenzo",
        "Project Start",
        "Your Mum's Kitchen",
        "Title Insurance Clerk",
        "City of Oslo",
        "2019 - 2020",
        "2019",
        "2,1",
        "1, 2, 3",
        "201x",
        "XX Corps",
        "Max",
        "a {brace}",
        "Cook (Oslo)",
        "one two three four five six seven",
        "{{ x }}" + "a" * 200,
        "Insertion",
        "MM",
    ],
)
def test_texts_that_say_something(text: str) -> None:
    assert not is_placeholder(text)


def test_a_value_that_keeps_a_place_gives_no_field() -> None:
    role = only("role: Cook\ncompany: Ash Inn\nstart: 2019\nend: 20XX\nlocation: City, Country")
    assert isinstance(role, Role)
    assert (role.end, role.location) == (None, None)
    assert role.extra == {"end": "20XX", "location": "City, Country"}


@pytest.mark.parametrize(
    "text", ["role: '{{ role }}'\ncompany: Ash", "title: '{{ title }}'\ndate: 2019-01-01"]
)
def test_a_template_is_called_one(text: str) -> None:
    (issue,) = read(text).issues
    assert (issue.code, issue.message.endswith("a template")) == (IssueCode.NO_RECORD, True)
