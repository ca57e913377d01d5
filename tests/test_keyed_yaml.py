"""YAML as a tree: texts as written, lines, anchors, merges, limits, comments and odd signs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, strategies as st

from careerdoc.model.issue import IssueCode
from careerdoc.readers.keyed.formats.yaml import load_yaml
from careerdoc.readers.keyed.tree import Loaded, Mapping, Node, Scalar, Sequence
from tests.growth import growth, seconds


def typed(text: str) -> object:
    loaded = load_yaml(text)
    return None if loaded.root is None else loaded.root.typed


def told(loaded: Loaded) -> list[tuple[IssueCode, int | None, str | None]]:
    return [(issue.code, issue.line, issue.raw) for issue in loaded.issues]


def nodes(root: Node | None) -> Iterator[Node]:
    waiting = [] if root is None else [root]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Sequence):
            waiting += node.items
        elif isinstance(node, Mapping):
            waiting += [entry.value for entry in node.entries]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("\n\n", None),
        ("# only a comment", None),
        ("just a sentence", "just a sentence"),
        ("- a\n- b", ["a", "b"]),
        ("a: 2020-00-00\nb: 2023-13-45", {"a": "2020-00-00", "b": "2023-13-45"}),
        (
            "a: no\nb: 1.10\nc: 01234\nd: 12:30\ne: ~",
            {"a": "no", "b": "1.10", "c": "01234", "d": "12:30", "e": None},
        ),
        ("a: true\nb: 'true'\nc: 3\nd: \"3\"", {"a": True, "b": "true", "c": 3, "d": "3"}),
        ("2020: x\ntrue: y\nnull: z", {"2020": "x", "true": "y", "null": "z"}),
        ("a: |\n  one\n  two\nb: >-\n  three\n  four", {"a": "one\ntwo\n", "b": "three four"}),
        ("? a\n: b", {"a": "b"}),
        ("\ufeffa: b\r\nc: d\re: f", {"a": "b", "c": "d", "e": "f"}),
        ("a: [b, {c: d}]\ne: {}", {"a": ["b", {"c": "d"}], "e": {}}),
        ("a: x\x07y\nb: \ud800", {"a": "x\x07y", "b": "\ud800"}),
        ("a: !!str 3\nb: !!int 3", {"a": "3", "b": 3}),
    ],
)
def test_values(text: str, value: object) -> None:
    loaded = load_yaml(text)
    assert (typed(text), loaded.issues, loaded.is_whole, loaded.unread) == (value, (), True, ())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("---\na: 1\n---\n---\n- b\n...\n", [{"a": 1}, ["b"]]),
        ("---\na: 1\n...\n", {"a": 1}),
        ("%YAML 1.1\n# x\n---\na: 1\n", {"a": 1}),
        ("---\n---\n", None),
    ],
)
def test_several_documents_are_a_list(text: str, value: object) -> None:
    assert typed(text) == value


def test_scalars_know_whether_they_are_plain() -> None:
    root = load_yaml("- a\n- 'b'\n- \"c\"\n- |\n  d\n- !!str e").root
    assert isinstance(root, Sequence)
    assert [item.is_plain for item in root.items if isinstance(item, Scalar)] == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_lines_of_keys_and_values() -> None:
    text = "a: 1\n\nb:\n  # why\n  - x\n  - y:\n      z\n\nc: |\n  one\n\n  two\n\n\n"
    text += "d: 'e\n  f'\ng: [1,\n  2\n  ]\nh:\n"
    root = load_yaml(text).root
    assert isinstance(root, Mapping)
    lines = [(entry.key, entry.line, entry.value.line, entry.end_line) for entry in root.entries]
    assert lines == [
        ("a", 0, 0, 0),
        ("b", 2, 4, 6),
        ("c", 8, 8, 11),
        ("d", 14, 14, 15),
        ("g", 16, 16, 18),
        ("h", 19, 19, 19),
    ]
    assert (root.line, root.end_line) == (0, 19)


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029", "\x07", "\x7f", "\ud800", "\ufffe", "\ufeff"])
@pytest.mark.parametrize("quote", ["", '"', "'"])
def test_odd_signs_are_kept_and_move_no_line(sign: str, quote: str) -> None:
    root = load_yaml(f"note: {quote}one{sign}two\ue000{quote}\nrole: Weaver").root
    assert isinstance(root, Mapping)
    assert [(entry.key, entry.value.typed, entry.line) for entry in root.entries] == [
        ("note", f"one{sign}two\ue000", 0),
        ("role", "Weaver", 1),
    ]


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("a: b # c", (0,)),
        ("# c\na: b", (0,)),
        ("a: [b, c] # d", (0,)),
        ("a: 'it''s # no' # yes", (0,)),
        ("a: # b\n- c", (0,)),
        ("a: | # b\n  # no", (0,)),
        ("a:\n- 'b\n  # no\n  c' # yes", (3,)),
        ("a: plain#sign", ()),
        ('a: "http://b.example/ #top"', ()),
        ("a: >-\n  text # no\n\n  # no", ()),
        ("a: &b c # d\ne: *b # f", (0, 1)),
        ("a: |\n  x\n# c\nb: d", (2,)),
        ("a: x: y # c", (0,)),
    ],
)
def test_comments(text: str, comments: tuple[int, ...]) -> None:
    assert load_yaml(text).comments == comments


@pytest.mark.parametrize(
    ("text", "issue"),
    [
        ("x: !include other.yml", (IssueCode.YAML_TAG, 0, "x: !include other.yml")),
        ("a: 1\nx: !!python/name:os.x y", (IssueCode.YAML_TAG, 1, "x: !!python/name:os.x y")),
        ("x:\n  - !secret y", (IssueCode.YAML_TAG, 1, "- !secret y")),
        ("x: !map {a: b}", (IssueCode.YAML_TAG, 0, "x: !map {a: b}")),
        ("x: !set\n- a", (IssueCode.YAML_TAG, 0, "x: !set")),
        ("a: [b,  c]\na: d", (IssueCode.DUPLICATE_KEY, 0, "a: [b,  c]")),
        ("a:\n  - b\na: d", (IssueCode.DUPLICATE_KEY, 0, "a:\n  - b")),
        ("? [a, b]\n: c", (IssueCode.BAD_TYPE, 0, None)),
    ],
)
def test_what_is_told_of_a_value(text: str, issue: tuple[IssueCode, int, str | None]) -> None:
    loaded = load_yaml(text)
    assert told(loaded) == [issue]
    assert loaded.root is not None


def test_a_key_that_is_no_text_is_its_json() -> None:
    assert typed("? [a, {b: 3}]\n: c\n? {d: é}\n: e") == {'["a", {"b": 3}]': "c", '{"d": "é"}': "e"}


def test_of_a_key_that_stands_twice_the_later_counts() -> None:
    root = load_yaml("a: 1\nb: 2\na: 3").root
    assert isinstance(root, Mapping)
    assert [(entry.key, entry.value.typed, entry.line) for entry in root.entries] == [
        ("b", 2, 1),
        ("a", 3, 2),
    ]


def test_an_alias_is_the_node_that_it_names_on_a_line_of_its_own() -> None:
    root = load_yaml("a: &x\n  - b\nc: *x\nd: [*x, *x]").root
    assert isinstance(root, Mapping)
    first, second, third = root.entries
    assert first.value is second.value
    assert (second.line, second.end_line, second.value.line) == (2, 2, 0)
    assert third.value.typed == [["b"], ["b"]]


def test_an_alias_can_be_a_key() -> None:
    assert typed("a: &x b\n*x : c") == {"a": "b", "b": "c"}


def test_an_alias_inside_what_it_names_is_empty() -> None:
    loaded = load_yaml("a: &a\n  b: *a\n  c: d")
    assert loaded.root is not None
    assert loaded.root.typed == {"a": {"b": None, "c": "d"}}
    assert told(loaded) == [(IssueCode.YAML_ALIAS_LIMIT, 1, "b: *a")]
    assert loaded.is_whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("b: &b {x: 1, y: 2}\nr:\n  <<: *b\n  y: 3", {"x": 1, "y": 3}),
        ("b: &b {x: 1, y: 2}\nr:\n  y: 3\n  <<: *b", {"y": 3, "x": 1}),
        ("b: &b {x: 1}\nc: &c {x: 2, z: 3}\nr:\n  <<: [*b, *c]", {"x": 1, "z": 3}),
        ("r:\n  <<: {x: 1}\n  <<: {x: 2, y: 3}", {"x": 1, "y": 3}),
        ("r:\n  <<: text\n  x: 1", {"<<": "text", "x": 1}),
        ("r:\n  <<: [a, {b: c}]", {"<<": ["a", {"b": "c"}]}),
        ("r:\n  '<<': {x: 1}", {"<<": {"x": 1}}),
    ],
)
def test_merges(text: str, value: object) -> None:
    loaded = load_yaml(text)
    assert isinstance(loaded.root, Mapping)
    assert loaded.root.entries[-1].value.typed == value
    assert loaded.issues == ()


def test_what_is_merged_stands_on_the_line_of_the_merge() -> None:
    root = load_yaml("b: &b\n  x: 1\nr:\n  <<: *b\n  y: 2").root
    assert isinstance(root, Mapping)
    role = root.entries[1].value
    assert isinstance(role, Mapping)
    assert [(entry.key, entry.line, entry.value.line) for entry in role.entries] == [("x", 3, 1), ("y", 4, 4)]


def laughs(levels: int) -> str:
    lines = [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, levels)]
    return "\n".join(["a0: &a0 [x]", *lines])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: " + "[" * 32 + "]" * 32, IssueCode.TOO_DEEP),
        ("[" * 5_000, IssueCode.TOO_DEEP),
        ("- " * 40 + "x", IssueCode.TOO_DEEP),
        ("a: &x " + "[" * 20 + "]" * 20 + "\nb: " + "[" * 20 + "*x" + "]" * 20, IssueCode.TOO_DEEP),
        ("a: &a x\nb: [" + "*a, " * 65 + "]", IssueCode.YAML_ALIAS_LIMIT),
        ("a: [" + "x, " * 20_000 + "]", IssueCode.YAML_ALIAS_LIMIT),
        (laughs(7), IssueCode.YAML_ALIAS_LIMIT),
        (laughs(7) + "\n@\nb", IssueCode.YAML_ALIAS_LIMIT),
    ],
)
def test_limits(text: str, code: IssueCode) -> None:
    loaded = load_yaml(text)
    (issue,) = loaded.issues
    assert (issue.code, issue.line, loaded.root, loaded.is_whole) == (code, 0, None, False)
    assert issue.raw is not None
    assert issue.raw.startswith(text[:1_000])


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 31 + "]" * 31,
        "a: &a x\nb: [" + "*a, " * 64 + "]",
        "[" + "x, " * 19_990 + "]",
        laughs(5),
    ],
)
def test_what_is_within_the_limits_is_read(text: str) -> None:
    loaded = load_yaml(text)
    assert (loaded.is_whole, loaded.issues, loaded.root is None) == (True, (), False)


@pytest.mark.parametrize("levels", [6, 40, 60])
def test_a_bomb_costs_nothing(levels: int) -> None:
    merges = "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n  k{n}: v\n" for n in range(1, 30))
    assert seconds(load_yaml, laughs(levels)) < 0.1
    assert seconds(load_yaml, "a0: &a0 {k0: v}\n" + merges) < 0.1


@pytest.mark.parametrize(
    ("items", "value"),
    [
        ("- Nuovo laboratorio: da zero\n- Formazione", ["Nuovo laboratorio: da zero", "Formazione"]),
        ("- Lab:  da zero # c\n- Formazione", ["Lab:  da zero", "Formazione"]),
        ("- Fast looms: one\n- Other words: two", ["Fast looms: one", "Other words: two"]),
        ("- Some words: one\n    two\n- x", ["Some words: one two", "x"]),
        ("- Some words:\n- x", ["Some words:", "x"]),
        ("- name: Go\n- title: X", [{"name": "Go"}, {"title": "X"}]),
        ("- name: Fenella\n- Ignace", [{"name": "Fenella"}, "Ignace"]),
        ("- Lab: x\n- Two: y", [{"Lab": "x"}, {"Two": "y"}]),
        ("- Job Title: x\n- Job Title: y", [{"Job Title": "x"}, {"Job Title": "y"}]),
        ("- Some words: x\n  more: y\n- z", [{"Some words": "x", "more": "y"}, "z"]),
        ("- {Some words: x}\n- z", [{"Some words": "x"}, "z"]),
        ("- 'Some words': x\n- z", [{"Some words": "x"}, "z"]),
        ("- Some words: x\n- ~", [{"Some words": "x"}, None]),
        ("- Some words:\n    - x\n- z", [{"Some words": ["x"]}, "z"]),
    ],
)
def test_items_that_are_meant_as_texts(items: str, value: list[object]) -> None:
    loaded = load_yaml(f"a:\n{items}")
    assert loaded.root is not None
    assert loaded.root.typed == {"a": value}
    changed = sum(isinstance(item, str) and ":" in item for item in value)
    assert [issue.code for issue in loaded.issues] == [IssueCode.MENDED_YAML] * changed


def test_an_item_that_is_meant_as_text_is_told_with_its_line() -> None:
    assert told(load_yaml("a:\n  - x\n  - Some words: y")) == [
        (IssueCode.MENDED_YAML, 2, "  - Some words: y")
    ]


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
PLAIN = st.text("abcdefgh XYZ:-#'\"[]{}&*!|>%@`,?.é1", max_size=12)
VALUES = st.recursive(
    PLAIN | TEXTS | st.none() | st.booleans() | st.integers(-999, 999),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PLAIN, inner, max_size=4),
    max_leaves=12,
)


def as_texts(value: object) -> object:
    if isinstance(value, dict):
        return {str(key): as_texts(inner) for key, inner in value.items()}
    return [as_texts(item) for item in value] if isinstance(value, list) else value


def is_meant_otherwise(value: object) -> bool:
    """Whether a list holds a mapping of one text, which may be taken for a text."""
    if isinstance(value, dict):
        return "<<" in value or any(map(is_meant_otherwise, value.values()))
    if not isinstance(value, list):
        return False
    return any((isinstance(item, dict) and len(item) == 1) or is_meant_otherwise(item) for item in value)


@given(VALUES, st.sampled_from([None, False, True]))
def test_what_is_written_comes_back(value: object, style: bool | None) -> None:
    text = yaml.safe_dump(value, default_flow_style=style, allow_unicode=True)
    if not is_meant_otherwise(value) and "{{" not in text and "{%" not in text:
        loaded = load_yaml(text)
        found = None if loaded.root is None else loaded.root.typed
        assert as_texts(found) == as_texts(value)


MARKS = [
    "- ",
    "  ",
    "    ",
    " ",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "#",
    " # c",
    "*x",
    "&x ",
    "!t ",
    "|",
    ">",
]
WORDS = [
    "a: ",
    "role: ",
    "b c: ",
    "x",
    ": ",
    "? ",
    "<<: *x",
    "{{ x }}",
    "-",
    "@",
    "`",
    "%",
    "\\",
    "company x",
]
ENDS = ["\n", "\n", "\n- ", "\n  - ", "\n  k: ", "---\n", "...\n", "%YAML 1.2\n", "\r"]
ODD = ["\t", "\x85", "\u2028", "\x07", "\ud800", "\ufeff"]
PIECES = st.sampled_from([*MARKS, *WORDS, *ENDS, *ODD])
ONLY_SYNTAX = re.compile(r"&x|!t|<<|\*x|\.\.\.|---|%YAML")


@given(st.text(max_size=60) | st.lists(PIECES, max_size=40).map("".join))
@example('a: \r|\na: \n\ufeff>|]%[  \n  - *x]\n\ud800    @\n  k: \n- ---\nrole: "b c: \r? ')
@example("\n!t ? \n\ufeff#=======    %YAML 1.2\n*x: ' # c\ncompany x\t")
def test_any_text_is_read_and_no_line_is_lost(text: str) -> None:
    loaded = load_yaml(text)
    lines = re.split(r"\r\n|\r|\n", text)
    known = {*loaded.unread, *loaded.comments}
    for node in nodes(loaded.root):
        known |= set(range(node.line, node.end_line + 1))
    for issue in loaded.issues:
        if issue.code is IssueCode.DUPLICATE_KEY and issue.line is not None:
            known |= set(range(issue.line, issue.line + (issue.raw or "").count("\n") + 1))
    lost = [number for number, line in enumerate(lines) if re.search(r"\w", line) and number not in known]
    assert not loaded.is_whole or all(ONLY_SYNTAX.search(lines[number]) for number in lost)
    assert max(known, default=0) < len(lines)
    assert all(0 <= (issue.line or 0) < len(lines) for issue in loaded.issues)
    json.dumps(None if loaded.root is None else loaded.root.typed)


@pytest.mark.parametrize(
    "shape",
    [
        lambda n: "- a: b: c\n" * n,
        lambda n: "\t" * n,
        lambda n: '"' * n,
        lambda n: "a: " + "[" * n,
        lambda n: "a: " + "b: " * n,
        lambda n: "a: 'b'c'\n" * n,
        lambda n: 'a: "b\n' * n,
        lambda n: "a:\n" + "\t- x\n" * n,
        lambda n: "a: 1\nfoo\n" * n,
        lambda n: "".join(" " * (number * 7 % 13) + "- a: b\n" for number in range(n)),
        lambda n: "".join(f"k{number}:\n  - role: x\n   - y: z\n  b\n" for number in range(n // 4)),
        lambda n: "- x y: z\n" * n + "- t\n",
        lambda n: "a: [b\n" * n,
        lambda n: "x\n" * n + "a: b",
        lambda n: " " * n + "-" + " " * n + "a: b: c",
    ],
)
def test_the_cost_grows_in_step_with_the_text(shape: object) -> None:
    assert callable(shape)
    assert growth(load_yaml, shape, 1_250) < 8


def test_large_texts_are_read_in_time() -> None:
    broken = "".join(f"- role: a\n  b: c{'  x: y' * (number % 9 == 0)}\n" for number in range(3_000))
    assert seconds(load_yaml, broken) < 1.5


CASES = Path(__file__).parent / "fixtures" / "frontmatter"


@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_the_block_of_each_fixture_is_read(case: str) -> None:
    (path,) = CASES.joinpath(case).glob("input.*")
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    block = re.split(r"^---\s*$", text, flags=re.MULTILINE)[1:2]
    for part in block:
        loaded = load_yaml(part)
        assert loaded.root is not None or not loaded.is_whole


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [b, 'c', \"d\"] # e\nf: *x\n<<: {g: h}\ni: |\n  j\n\nk: >-\n  l\n  m\n",
        "title: a: b\ncompany: @c\n- d\n",
        "- a\n - b\n- !t c\n",
        "a: \x85\x07\nb: 'c'd'\n",
        "a: [" * 40,
    ],
)
def test_the_parser_in_python_reads_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = load_yaml(text)
    monkeypatch.delattr(yaml, "CBaseLoader")
    slow = load_yaml(text)
    assert (slow.root, slow.unread, slow.comments, told(slow)) == (
        fast.root,
        fast.unread,
        fast.comments,
        told(fast),
    )
