"""Broken YAML: lines mended one by one, blocks saved one by one, and what is told of both."""

from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st

from benchmarks.broken_yaml import broken_variants, entries_of
from careerdoc.model.issue import IssueCode
from careerdoc.readers.keyed.formats.yaml import load_yaml

NAMES = {"title": "A", "company": "B"}


def mended(text: str) -> tuple[object, list[int | None], tuple[int, ...]]:
    """The value, the lines that are told to be mended, and those that are unread."""
    loaded = load_yaml(text)
    lines = [issue.line for issue in loaded.issues if issue.code is IssueCode.MENDED_YAML]
    source = text.split("\n")
    assert [issue.raw for issue in loaded.issues if issue.code is IssueCode.MENDED_YAML] == [
        source[line] for line in lines if line is not None
    ]
    return None if loaded.root is None else loaded.root.typed, lines, loaded.unread


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Assignment 1: Some Title", "Assignment 1: Some Title"),
        ("Obiettivo: scarti sotto l'1 %", "Obiettivo: scarti sotto l'1 %"),
        ("ends with a colon:", "ends with a colon:"),
        ("@ada", "@ada"),
        ("%50", "%50"),
        ("`code` here", "`code` here"),
        ("**Managed** a team", "**Managed** a team"),
        ("*Grew* the forum", "*Grew* the forum"),
        ("*alone", "*alone"),
        ("&Co: a firm", "&Co: a firm"),
        ("|x", "|x"),
        ("> 5 people", "> 5 people"),
        ("| piped", "| piped"),
        ("{{ page.title }}", "{{ page.title }}"),
        ("{% now %}", "{% now %}"),
        ("- a dash", "- a dash"),
        (", b", ", b"),
        ("]b", "]b"),
        ('"a" b', '"a" b'),
        ('"Foo" and "Bar"', '"Foo" and "Bar"'),
        ('"{{ replace .Name "-" " " | title }}"', '{{ replace .Name "-" " " | title }}'),
        ('"He said "go" twice"', 'He said "go" twice'),
        ("'it's'", "it's"),
        ("'Tis' it", "'Tis' it"),
        ('"never closed', "never closed"),
        ("'never closed", "never closed"),
        ("'90s music", "'90s music"),
        (r'"C:\Users\me"', r"C:\Users\me"),
        ("[Tarn Mill](https://tarn.example)", "[Tarn Mill](https://tarn.example)"),
        ("[a, b", ["a", "b"]),
        ("[@angular/core, Go]", ["@angular/core", "Go"]),
        ("['a: 3', *nix, b: c, , 'd']", ["a: 3", "*nix", "b: c", "d"]),
        ("['a, 3', @b]", "['a, 3', @b]"),
        ("[[a], @b]", "[[a], @b]"),
        ("{a: b", {"a": "b"}),
    ],
)
def test_a_value_that_lacks_quotes(written: str, value: object) -> None:
    assert mended(f"title: {written}\ncompany: B") == ({"title": value, "company": "B"}, [0], ())
    assert mended(f"company: B\ntitle: {written}") == ({"title": value, "company": "B"}, [1], ())
    root = [{"company": "B", "title": value}, {"company": "C"}]
    assert mended(f"- company: B\n  title: {written}\n- company: C") == (root, [1], ())


@pytest.mark.parametrize(
    "text", ["**Managed** a team", "@x", "`y`", '"a" b', "'it's'", "- - : x", "> 5 people"]
)
def test_an_item_that_lacks_quotes(text: str) -> None:
    value, lines, unread = mended(f"a:\n  - {text}\n  - plain")
    assert isinstance(value, dict)
    assert value["a"][-1] == "plain"
    assert (lines, unread) == ([1], ())


@pytest.mark.parametrize(
    ("text", "value", "lines"),
    [
        ("a:\n- Some words: and: more\n- x", {"a": ["Some words: and: more", "x"]}, [1]),
        ("a:\n- Lab: one: two\n- x", {"a": ["Lab: one: two", "x"]}, [1]),
        ("- role: a: b\n  company: c", [{"role": "a: b", "company": "c"}], [0]),
        ("- role: x\n  company: a: b", [{"role": "x", "company": "a: b"}], [1]),
    ],
)
def test_an_item_with_more_than_one_colon(text: str, value: object, lines: list[int]) -> None:
    assert mended(text) == (value, lines, ())


@pytest.mark.parametrize(
    ("text", "value", "lines"),
    [
        ("title: A\ntags:\n\t- x\n\t- y", {"title": "A", "tags": ["x", "y"]}, [2, 3]),
        ("a:\n  b:\n\tc: d\n\te: f\ng: h", {"a": {"b": {"c": "d", "e": "f"}}, "g": "h"}, [2, 3]),
        ("a:\n\tb:\n\t\tc: d", {"a": {"b": {"c": "d"}}}, [1, 2]),
        ("- a: b\n  c:\n\t- d", [{"a": "b", "c": ["d"]}], [2]),
        ("-\tx\n-\ty", ["x", "y"], [0, 1]),
        ("role:\xa0A\ncompany:\u2003B", {"role": "A", "company": "B"}, [0, 1]),
        ("a:\n\xa0\xa0b: c\nd: e", {"a": {"b": "c"}, "d": "e"}, [1]),
    ],
)
def test_tabs_and_odd_blanks(text: str, value: object, lines: list[int]) -> None:
    assert mended(text) == (value, lines, ())


@pytest.mark.parametrize(
    ("text", "value", "lines"),
    [
        (
            "e:\n  - role: x\n    time: 1\n   - role: y\n     time: 2\nf: g",
            {"e": [{"role": "x", "time": 1}, {"role": "y", "time": 2}], "f": "g"},
            [3, 4],
        ),
        ("- role: x\n   time: 1\n  end: 2", [{"role": "x", "time": 1, "end": 2}], [1]),
        ("- role: x\n time: 1\n- role: y", [{"role": "x", "time": 1}, {"role": "y"}], [1]),
        (" title: A\ncompany: B\nend: 3", NAMES | {"end": 3}, [0]),
        ("title: A\n company: B", NAMES, [1]),
        ("a:\n  - x\n   - y\n  - z", {"a": ["x", "y", "z"]}, [2]),
        (
            "e:\n     - role: x\n      time: 1\n    - role: y",
            {"e": [{"role": "x", "time": 1}, {"role": "y"}]},
            [1],
        ),
    ],
)
def test_lines_a_column_off(text: str, value: object, lines: list[int]) -> None:
    assert mended(text) == (value, lines, ())


@pytest.mark.parametrize(
    ("text", "value", "lines"),
    [
        ("title:A\ncompany: B", NAMES, [0]),
        ("title: A\ncompany:B", NAMES, [1]),
        ("title A\ncompany: B", NAMES, [0]),
        ("title: A\ncompany B\n", NAMES, [1]),
        (
            "- title: A\n  loom: x\n- title: B\n  loom y\n",
            [{"title": "A", "loom": "x"}, {"title": "B", "loom": "y"}],
            [3],
        ),
        ("- job:A\n  company: B", [{"job": "A", "company": "B"}], [0]),
        ("title: A\npermalink:/a/b\n", {"title": "A", "permalink": "/a/b"}, [1]),
        ("title: A\ncompany a: b\n", {"title": "A", "company a": "b"}, []),
    ],
)
def test_a_key_without_its_colon_or_blank(text: str, value: object, lines: list[int]) -> None:
    assert mended(text) == (value, lines, ())


@pytest.mark.parametrize(
    ("text", "value", "unread"),
    [
        ("title: A\nand more\ncompany: B", NAMES, (1,)),
        ("title: A\n\nLorem ipsum\n\ncompany: B", NAMES, (2,)),
        ("tags:\nsee the list\n  - x\n  - y", {"tags": ["x", "y"]}, (1,)),
        ("- title: A\n  loom\n  company: B", [NAMES], (1,)),
        ("title: A\n```\ncompany: B", NAMES, (1,)),
        ("<<<<<<< HEAD\ntitle: C\n=======\ntitle: A\n>>>>>>> main\ncompany: B", NAMES, (0, 2, 4)),
    ],
)
def test_a_line_that_belongs_to_nothing_is_unread(text: str, value: object, unread: tuple[int, ...]) -> None:
    assert mended(text) == (value, [], unread)
    source = text.split("\n")
    told = [issue for issue in load_yaml(text).issues if issue.code is IssueCode.MALFORMED_YAML]
    quotes = [(issue.line or 0, (issue.raw or "").split("\n")) for issue in told]
    assert all(raw == source[line : line + len(raw)] for line, raw in quotes)
    assert tuple(line + at for line, raw in quotes for at in range(len(raw))) == unread


def test_the_text_of_block_scalars_is_left_alone() -> None:
    text = "title: a: b\nnote: |\n  c: d: e\n  **f**\n\n  @g\nlast: h: i"
    value = {"title": "a: b", "note": "c: d: e\n**f**\n\n@g\n", "last": "h: i"}
    assert mended(text) == (value, [0, 6], ())


def test_the_text_of_quotes_over_lines_is_left_alone() -> None:
    text = 'title: a: b\nnote: "c\n  d: e: f\n  @g"\nlast: h: i'
    assert mended(text) == ({"title": "a: b", "note": "c d: e: f @g", "last": "h: i"}, [0, 4], ())


def test_comments_stay_behind_what_is_mended() -> None:
    loaded = load_yaml("title: a: b # c\n# d\ncompany: @e # f")
    assert loaded.comments == (0, 1, 2)
    assert loaded.root is not None
    assert loaded.root.typed == {"title": "a: b", "company": "@e"}


def test_anchors_stay_anchors_where_lines_are_mended() -> None:
    text = "d:\n  l: &l\n    company: Lisle\ne:\n  - <<: *l\n    title: a: b\n  - <<: *l\n    title: *c"
    value, lines, _ = mended(text)
    company = {"company": "Lisle"}
    assert value == {"d": {"l": company}, "e": [company | {"title": "a: b"}, company | {"title": "*c"}]}
    assert lines == [5, 7]


@pytest.mark.parametrize(
    "broken",
    [
        "k: [a, {b: 'c'}, ]d: [",
        "k: {a: [}\n  b: ]",
        "? ? ? : [\n: - ,",
        "k: 'a' 'b' [\n  - {\n @",
        'k: "\n [ "{',
    ],
)
def test_blocks_beside_a_hopeless_one_are_read(broken: str) -> None:
    above = "role: Weaver\nwork:\n  - title: Dyer\n    start: 2019"
    text = f"{above}\n{broken}\nplace: Leeds\nschool:\n- degree: BSc"
    loaded = load_yaml(text)
    assert loaded.root is not None
    found = loaded.root.typed
    assert isinstance(found, dict)
    assert found["role"] == "Weaver"
    assert isinstance(found["work"], list)
    assert isinstance(found["work"][0], dict)
    assert found["work"][0].items() >= {"title": "Dyer", "start": 2019}.items()
    assert found["school"] == [{"degree": "BSc"}]


def test_items_beside_a_hopeless_one_are_read() -> None:
    items = "".join(f"  - role: r{number}\n    time: {number}\n" for number in range(30))
    hopeless = "  - role: x\n    time: [}, {]\n    :: : [\n"
    loaded = load_yaml(f"work:\n{items}{hopeless}{items}")
    assert loaded.root is not None
    found = loaded.root.typed
    assert isinstance(found, dict)
    whole = [{"role": f"r{number}", "time": number} for number in range(30)]
    assert isinstance(found["work"], list)
    assert [item for item in found["work"] if item in whole] == whole * 2


def test_more_faults_than_are_mended_lose_no_block() -> None:
    text = "".join(f"k{number}: v\n]{number}\n" for number in range(200))
    loaded = load_yaml(text)
    assert loaded.root is not None
    assert loaded.root.typed == {f"k{number}": "v" for number in range(200)}
    assert loaded.unread == tuple(range(1, 400, 2))


def test_a_key_that_stands_twice_in_a_broken_text_is_told() -> None:
    loaded = load_yaml("note: one\nnote: two\nbad: }")
    assert (IssueCode.DUPLICATE_KEY, 0, "note: one") in [(i.code, i.line, i.raw) for i in loaded.issues]


WORD = st.text("abcdefg*&@%`'\"!|>{}[],#: ", min_size=1, max_size=14).map(str.strip).filter(bool)


@given(st.lists(WORD, min_size=1, max_size=6))
@example([', \n=======\n\n- %\r\n", @}!t x    ---\n"\n  - -\n  k: `a'])
def test_values_hold_only_what_their_lines_hold(words: list[str]) -> None:
    text = "\n".join(f"key{number}: {word}" for number, word in enumerate(words))
    root = load_yaml(text).root
    entries = getattr(root, "entries", ())
    for entry in entries:
        if hasattr(entry.value, "text"):
            written = " ".join(text.split("\n")[entry.line : entry.end_line + 1])
            assert set(entry.value.text) <= set(written) | {"\n"}


BLOCKS = [
    "title: Weaver\ncompany: Tarn Mill\nstart: 2019-03\nsummary: Ran three looms\ntags:\n  - wool\n  - dye\n",
    "".join(
        f"- role: Weaver {number}\n  company: Tarn Mill {number}\n  time: 2014 - 2019\n  details:\n"
        f"    - Ran the looms\n    - Mended the belts of {number} looms\n"
        for number in range(4)
    ),
    "experience:\n"
    + "".join(
        f"    - role: Dyer {number}\n      company: Leeds Dyes\n      time: 2010 - 2012\n      details: |\n"
        "        Mixed the colours.\n\n        Kept the books.\n"
        for number in range(3)
    )
    + "education:\n    - degree: BSc Chemistry\n      university: Elder College\n      time: 2006 - 2010\n",
]


def test_most_entries_of_broken_texts_are_read_as_they_were_meant() -> None:
    wanted = found = 0
    for seed in range(20, 30):
        for _, broken, meant in broken_variants(BLOCKS, seed):
            expected = entries_of(load_yaml(meant))
            wanted += expected.total()
            found += (entries_of(load_yaml(broken)) & expected).total()
    assert wanted > 500
    assert found / wanted > 0.95
