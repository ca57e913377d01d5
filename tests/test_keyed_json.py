"""JSON as a tree: values, lines of keys, and what is read as meant."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, strategies as st
from pydantic import JsonValue

from careerdoc.model.issue import IssueCode
from careerdoc.readers.keyed.formats.json_text import json_end, load_json
from careerdoc.readers.keyed.tree import Mapping, Scalar
from tests.growth import growth
from tests.loaded_trees import assert_all_is_told, assert_lines_lie_inside, entries_in

LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
OBJECTS = st.dictionaries(st.text(), VALUES, max_size=5)
BROKEN = st.text(alphabet="{}[]\"':,=#/*\\ \n\rab1-.“”") | st.text()
Told = list[tuple[str, int, str | None]]


def told(text: str) -> Told:
    return [(str(issue.code), issue.line or 0, issue.raw) for issue in load_json(text).issues]


def typed(text: str) -> JsonValue:
    root = load_json(text).root
    assert root is not None
    return root.typed


def keys_by_line(value: JsonValue, line: int = 0) -> Iterator[tuple[str, int]]:
    """The keys of what `json.dumps` writes with an indent, each with its line."""
    keys = value.keys() if isinstance(value, dict) else ()
    values = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    names: list[str | None] = [*keys] or [None] * len(values)
    line += 1
    for name, inner in zip(names, values, strict=True):
        if name is not None:
            yield name, line
        yield from keys_by_line(inner, line)
        line += json.dumps(inner, indent=1).count("\n") + 1


@given(OBJECTS, st.sampled_from([None, 0, 2]), st.booleans())
def test_what_is_written_is_read_back(
    value: dict[str, JsonValue], indent: int | None, is_ascii: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=is_ascii)
    loaded = load_json(text)
    assert loaded.root is not None
    assert (loaded.root.typed, loaded.issues, loaded.is_whole) == (value, (), True)
    assert (loaded.unread, loaded.comments) == ((), ())
    assert json_end(f"{text} behind") == len(text)


@given(OBJECTS)
def test_each_key_has_its_line(value: dict[str, JsonValue]) -> None:
    root = load_json(json.dumps(value, indent=3)).root
    assert root is not None
    assert [(entry.key, entry.line) for entry in entries_in(root)] == list(keys_by_line(value))


@given(VALUES)
def test_any_value_may_be_the_root(value: JsonValue) -> None:
    assert typed(json.dumps(value)) == value


@given(BROKEN)
def test_no_text_makes_it_raise_and_lines_lie_inside(text: str) -> None:
    loaded = load_json(text)
    assert_lines_lie_inside(loaded, text)
    end = json_end(text)
    assert end is None or 0 < end <= len(text)


@given(
    st.lists(st.sampled_from(["word1", "word2", "{", "}", "[", "]", '"', ":", ",", "\n", "'"]), max_size=12)
)
def test_each_line_is_in_the_tree_or_told(parts: list[str]) -> None:
    text = "".join(parts)
    assert_all_is_told(load_json(text), text)


@pytest.mark.parametrize(
    ("text", "value", "issues"),
    [
        ('{"a": 1,}', {"a": 1}, [("mended-data", 0, '{"a": 1,}')]),
        ('{"a": "x"\n "b": 2}', {"a": "x", "b": 2}, [("mended-data", 1, '"b": 2}')]),
        ("{'a': 'it\\'s'}", {"a": "it's"}, [("mended-data", 0, "{'a': 'it\\'s'}")]),
        ("{b: yes no}", {"b": "yes no"}, [("mended-data", 0, "{b: yes no}")]),
        ("{“a”: “b”}", {"a": "b"}, [("mended-data", 0, "{“a”: “b”}")]),
        ('{"a": "open\n, "b": 2}', {"a": "open", "b": 2}, [("mended-data", 0, '{"a": "open')]),
        ('{"a": "one\ntwo"}', {"a": "one\ntwo"}, [("mended-data", 0, '{"a": "one')]),
        ('{"a": ["x", "y"\n "b": "z"}', {"a": ["x", "y"], "b": "z"}, [("mended-data", 1, '"b": "z"}')]),
        ('{"a": [1}', {"a": [1]}, [("mended-data", 0, '{"a": [1}')]),
        ('{"a": }', {"a": None}, [("mended-data", 0, '{"a": }')]),
        ("[1,,2]", [1, 2], [("mended-data", 0, "[1,,2]")]),
        ('{"a": "\\d"}', {"a": "\\d"}, [("mended-data", 0, '{"a": "\\d"}')]),
        ('{"a": 007}', {"a": "007"}, [("mended-data", 0, '{"a": 007}')]),
        ('{"a" "b",\n"c": 1}', {"c": 1}, [("malformed-data", 0, '{"a" "b",')]),
        ('{"a": 1}\nmore', {"a": 1}, [("malformed-data", 1, "more")]),
        ('{"a": 1,\n"b": "cut', {"a": 1}, [("truncated", 1, '"b": "cut')]),
        ('{"a": [1, 2,\n"b":', {"a": [1, 2]}, [("mended-data", 1, '"b":'), ("truncated", 1, '"b":')]),
        ('{"a": {"b": 1', {"a": {"b": 1}}, [("truncated", 0, '{"a": {"b": 1')]),
        ('"title": "A"', {"title": "A"}, []),
        ('\n"title": "A",\n"b": [1]\n', {"title": "A", "b": [1]}, []),
        ('{"a": "\\ud800x\\ud83d\\ude00", "\\udfffb": 1}', {"a": "\ufffdx😀", "\ufffdb": 1}, []),
        ('{"a": 1e999, "b": 1.10, "c": 2E2}', {"a": "1e999", "b": 1.1, "c": 200.0}, []),
    ],
)  # fmt: skip
def test_what_is_meant(text: str, value: JsonValue, issues: Told) -> None:
    assert (typed(text), told(text)) == (value, issues)


def test_comments_are_lines_and_no_issues() -> None:
    loaded = load_json('{ // one\n"a": "# no // no",\n/* two\nthree */\n"b": "http://a.example" # four\n}')
    assert loaded.root is not None
    assert loaded.root.typed == {"a": "# no // no", "b": "http://a.example"}
    assert (loaded.comments, loaded.issues) == ((0, 2, 3, 4), ())


def test_of_a_key_that_stands_twice_the_later_counts() -> None:
    text = '{\n "a": 1,\n "b": {"c": 1,\n "c": 2},\n "a": [\n3]}'
    assert typed(text) == {"b": {"c": 2}, "a": [3]}
    assert [(issue.code, issue.line, issue.raw) for issue in load_json(text).issues] == [
        (IssueCode.DUPLICATE_KEY, 2, '"b": {"c": 1,'),
        (IssueCode.DUPLICATE_KEY, 1, '"a": 1,'),
    ]


def test_texts_keep_whether_they_stood_in_quotes() -> None:
    root = load_json('{"a": "null", "b": null, "c": 1.50}').root
    assert isinstance(root, Mapping)
    values = [entry.value for entry in root.entries]
    assert values == [
        Scalar("null", False, 0, 0),
        Scalar("null", True, 0, 0),
        Scalar("1.50", True, 0, 0, number=1.5),
    ]


@pytest.mark.parametrize(
    ("text", "unread"), [("junk", (0,)), ('{"a": 1}\n\nmore\nlines', (2, 3)), ('{\n"a"\n}', (1,)), ("", ())]
)
def test_what_is_in_no_value_is_unread(text: str, unread: tuple[int, ...]) -> None:
    assert load_json(text).unread == unread


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 33 + "]" * 33, IssueCode.TOO_DEEP),
        ('{"a":' * 100_000, IssueCode.TOO_DEEP),
        ("[" + "1," * 20_000 + "1]", IssueCode.TOO_LARGE),
    ],
)
def test_over_a_limit_nothing_is_read(text: str, code: IssueCode) -> None:
    loaded = load_json(text)
    assert (loaded.root, loaded.is_whole, loaded.issues[-1].code) == (None, False, code)


def test_up_to_the_limits_all_is_read() -> None:
    assert load_json("[" * 32 + "]" * 32).is_whole
    assert load_json("[" + "1," * 19_998 + "1]").is_whole


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ('{"a": "}"} behind', 10),
        ("{'a': '}'} behind", 10),
        ('{"a": 1 // }\n}', 14),
        ('{"a": "open}\n}', 14),
        ("[1, [2]] y", 8),
        ('"a" b', 3),
        ("12 b", 2),
        ("true", 4),
        ('{"a', None),
        ("word", None),
        ("", None),
        ("[" * 100_000 + "]" * 100_000, 200_000),
    ],
)
def test_where_a_value_ends(text: str, end: int | None) -> None:
    assert json_end(text) == end
    assert json_end(f"##{text}", 2) == (None if end is None else end + 2)


SHAPES = [
    *('{"a": ', '{"a": "', "[", '"a": {', "\\", '"\\"\n', "/*", "'a", "\"a'", "{a: b c, "),
    *('{"a": 1, "a": 2}, ', "\n", " ", "“", '"a": "b"\n'),
]


@pytest.mark.parametrize("piece", SHAPES)
@pytest.mark.parametrize("start", ["", '{"a": ["'])
def test_the_time_grows_in_step_with_the_text(piece: str, start: str) -> None:
    def shape(count: int) -> str:
        return start + piece * count

    assert growth(load_json, shape, 1_000) < 9
    assert growth(json_end, shape, 1_000) < 9
