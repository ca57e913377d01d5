"""TOML as a tree: values, lines of keys, and what is read as meant."""

from __future__ import annotations

import json
import math
import tomllib
from datetime import date, datetime, time

import pytest
from hypothesis import given, strategies as st
from pydantic import JsonValue

from careerdoc.model.issue import IssueCode
from careerdoc.readers.keyed.formats.toml_text import load_toml
from careerdoc.readers.keyed.tree import Mapping, Node, Scalar, Sequence
from tests.growth import growth
from tests.loaded_trees import assert_all_is_told, assert_lines_lie_inside, entries_in

Told = list[tuple[str, int, str | None]]

BARE = st.text(alphabet="abcxyz_-019", min_size=1, max_size=6)
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]))
NAMES = BARE | PLAIN.map(lambda text: json.dumps(text, ensure_ascii=False)) | st.just("'a.b'")
SCALARS = st.one_of(
    st.sampled_from(["true", "false", "1_000", "0xFF", "0o17", "0b11", "+5", "-0.5", "1e3", "inf", "-nan"]),
    st.sampled_from(["2020-05-01", "07:32:00", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00"]),
    st.integers(-(2**63), 2**63).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    PLAIN.map(lambda text: json.dumps(text, ensure_ascii=False)),
    st.sampled_from(["'C:\\new'", '"""\none\n\n  "two\\" \\\n  three"""', "'''\nit''s\n'''", '""', "''"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(
            lambda items: "[" + "".join(f"\n  {item}, # no" for item in items) + "\n]"
        )
        | st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(BARE, inner, max_size=3).map(
            lambda held: "{" + ", ".join(f"{key} = {value}" for key, value in held.items()) + "}"
        )
    ),
    max_leaves=8,
)
PATHS = st.lists(NAMES, min_size=1, max_size=2).map(".".join)
STATEMENTS = (
    st.tuples(PATHS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}")
    | PATHS.map(lambda path: f"[{path}]")
    | PATHS.map(lambda path: f"[[{path}]]")
    | st.just("# a comment\n")
)
BROKEN = st.text(alphabet="{}[]\"':,=#.\\ \n\rab1-“”") | st.text()


def right(statements: list[str]) -> list[str]:
    """The statements that make a right document together, in order."""
    kept: list[str] = []
    for statement in statements:
        try:
            tomllib.loads("\n".join([*kept, statement]))
        except tomllib.TOMLDecodeError:
            continue
        kept.append(statement)
    return kept


def with_texts(value: object) -> object:
    """What tomllib gives, with dates and numbers that are not finite as texts."""
    if isinstance(value, dict):
        return {key: with_texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_texts(item) for item in value]
    if isinstance(value, date | datetime | time):
        return value.isoformat().replace("+00:00", "Z").replace("T", " ")
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def typed(node: Node) -> object:
    """The values of a tree, with dates and numbers that are not finite written one way."""
    if isinstance(node, Mapping):
        return {entry.key: typed(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [typed(item) for item in node.items]
    if node.is_plain and node.number is None:
        return (
            node.typed if isinstance(node.typed, bool) else node.text.replace("T", " ").replace("-nan", "nan")
        )
    return node.typed


def told(text: str) -> Told:
    return [(str(issue.code), issue.line or 0, issue.raw) for issue in load_toml(text).issues]


@given(st.lists(STATEMENTS, max_size=8).map(right))
def test_what_is_right_is_read_as_the_standard_library_does(statements: list[str]) -> None:
    text = "\n".join(statements)
    loaded = load_toml(text)
    assert (loaded.issues, loaded.unread) == ((), ())
    assert (typed(loaded.root) if loaded.root else {}) == with_texts(tomllib.loads(text))


@given(st.lists(st.tuples(BARE, VALUES), unique_by=lambda pair: pair[0], max_size=6))
def test_each_key_has_the_line_of_its_statement(pairs: list[tuple[str, str]]) -> None:
    statements = [f"{key} = {value}" for key, value in pairs]
    root = load_toml("\n\n".join(statements)).root
    spans, line = [], 0
    for statement in statements:
        spans.append((line, line + statement.count("\n")))
        line += statement.count("\n") + 2
    entries = root.entries if isinstance(root, Mapping) else ()
    assert [(entry.line, entry.end_line) for entry in entries] == spans


@given(BROKEN)
def test_no_text_makes_it_raise_and_lines_lie_inside(text: str) -> None:
    loaded = load_toml(text)
    assert_lines_lie_inside(loaded, text)


@given(
    st.lists(st.sampled_from(["word1", "word2", "{", "}", "[", "]", '"', "=", ",", "\n", "'"]), max_size=12)
)
def test_each_line_is_in_the_tree_or_told(parts: list[str]) -> None:
    text = "".join(parts)
    assert_all_is_told(load_toml(text), text)


def test_keys_have_their_lines_at_every_depth() -> None:
    text = "[job]\na.b = {c = 1,\n d = [\n  {e = 2},\n]}\n[[job.list]]\nf = 1\n[[job.list]]\nf = 2\n"
    root = load_toml(text).root
    assert root is not None
    assert [(entry.key, entry.line, entry.end_line) for entry in entries_in(root)] == [
        ("job", 0, 8),
        ("a", 1, 4),
        ("b", 1, 4),
        ("c", 1, 1),
        ("d", 2, 4),
        ("e", 3, 3),
        ("list", 5, 8),
        ("f", 6, 6),
        ("f", 8, 8),
    ]


@pytest.mark.parametrize(
    ("text", "value", "issues"),
    [
        ("a = Two Words # so\nb = 1", {"a": "Two Words", "b": 1}, [("mended-data", 0, "a = Two Words # so")]),
        ("a: 1", {"a": 1}, [("mended-data", 0, "a: 1")]),
        ('"a": "b"', {"a": "b"}, [("mended-data", 0, '"a": "b"')]),
        ("a = “x”", {"a": "x"}, [("mended-data", 0, "a = “x”")]),
        ("a = ‘x’", {"a": "x"}, [("mended-data", 0, "a = ‘x’")]),
        ("a = 'It's fine'", {"a": "It's fine"}, [("mended-data", 0, "a = 'It's fine'")]),
        ('a = "x\nb = 1', {"a": "x", "b": 1}, [("mended-data", 0, 'a = "x')]),
        ('a = """open\nb = 1', {"a": "open", "b": 1}, [("mended-data", 0, 'a = """open')]),
        ("end =\nb = 1", {"end": None, "b": 1}, [("mended-data", 0, "end =")]),
        ("a = 007", {"a": "007"}, [("mended-data", 0, "a = 007")]),
        ("start date = 2020", {"start date": 2020}, [("mended-data", 0, "start date = 2020")]),
        ("url = http://a.b/c#d", {"url": "http://a.b/c#d"}, [("mended-data", 0, "url = http://a.b/c#d")]),
        ('a = ["x",\n"y"\nb = 1', {"a": ["x", "y"], "b": 1}, [("mended-data", 0, 'a = ["x",')]),
        ('a = ["x"\n\n[t]\nb = 1', {"a": ["x"], "t": {"b": 1}}, [("mended-data", 0, 'a = ["x"')]),
        ("a = {b = 1\nc = 2", {"a": {"b": 1}, "c": 2}, [("mended-data", 0, "a = {b = 1")]),
        ("a = {\nb = 1,\nc = 2\n}", {"a": {"b": 1, "c": 2}}, []),
        ("[My Table]\na = 1", {"My Table": {"a": 1}}, [("mended-data", 0, "[My Table]")]),
        ("[t\na = 1", {"t": {"a": 1}}, [("mended-data", 0, "[t")]),
        ("what is this\na = 1", {"a": 1}, [("malformed-data", 0, "what is this")]),
        ("a = [1] x\nb = 1", {"a": [1], "b": 1}, [("malformed-data", 0, "a = [1] x")]),
        ("a = [1,\n2", {"a": [1, 2]}, [("truncated", 1, "2")]),
        ("a = 1\n\na = 2", {"a": 2}, [("duplicate-key", 0, "a = 1")]),
        ("a = 1\n[a]\nb = 2", {"a": {"b": 2}}, [("duplicate-key", 0, "a = 1")]),
        ("[t]\na = 1\n[u]\n[t]\nb = 2", {"t": {"a": 1, "b": 2}, "u": {}}, [("duplicate-key", 0, "[t]")]),
        ("d = 2023-02-30\ne = 2019-13-01", {"d": "2023-02-30", "e": "2019-13-01"}, []),
        ("a = 2020-00-00T99:99:99Z", {"a": "2020-00-00T99:99:99Z"}, []),
    ],
)  # fmt: skip
def test_what_is_meant(text: str, value: JsonValue, issues: Told) -> None:
    root = load_toml(text).root
    assert root is not None
    assert (root.typed, told(text)) == (value, issues)


@pytest.mark.parametrize("written", ["9" * 310, "-" + "9" * 400, "0x" + "f" * 300, "0b" + "1" * 5_000])
def test_a_number_that_few_can_hold_stays_text(written: str) -> None:
    root = load_toml(f"a = {written}\nb = {2**64}").root
    assert root is not None
    assert root.typed == {"a": written, "b": 2**64}


def test_comments_are_lines() -> None:
    text = '# one\na = "# no" # two\nb = [ # three\n# four\n1]\nc = no # five\n[t] # six'
    assert load_toml(text).comments == (0, 1, 2, 3, 5, 6)


def test_texts_keep_what_was_written() -> None:
    root = load_toml('a = 1_000\nb = "1"\nc = 2020-01-01').root
    assert isinstance(root, Mapping)
    assert [entry.value for entry in root.entries] == [
        Scalar("1_000", True, 0, 0, number=1000),
        Scalar("1", False, 1, 1),
        Scalar("2020-01-01", True, 2, 2),
    ]


def test_without_a_key_there_is_no_tree() -> None:
    assert load_toml("").root is None
    assert load_toml("# one\nwords alone").root is None
    assert load_toml("# one\nwords alone").unread == (1,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a = " + "[" * 32 + "]" * 32, IssueCode.TOO_DEEP),
        ("a = " + "{a = " * 100_000, IssueCode.TOO_DEEP),
        ("a." * 40 + "a = 1", IssueCode.TOO_DEEP),
        ("[" + "a." * 40 + "a]", IssueCode.TOO_DEEP),
        ("a = {" + "a." * 40 + "a = 1}", IssueCode.TOO_DEEP),
        ("a = [" + "1," * 20_000 + "]", IssueCode.TOO_LARGE),
        ("[[a]]\n" * 20_001, IssueCode.TOO_LARGE),
    ],
)
def test_over_a_limit_nothing_is_read(text: str, code: IssueCode) -> None:
    loaded = load_toml(text)
    assert (loaded.root, loaded.is_whole, loaded.issues[-1].code) == (None, False, code)


SHAPES = [
    *('a = "', "a = [", "[", "[a]\n", "[[a]]\n", "a = 1\n", 'a = """\n', 'a = """\\"""\n', "a = {b = ["),
    *("a.b = 1\n", "\\", '"\\"\n', "a b ", "a = b c # d ", "#", "\n", " ", "“", "'", "a = '''b\n"),
]


@pytest.mark.parametrize("piece", SHAPES)
@pytest.mark.parametrize("start", ["", "a = ["])
def test_the_time_grows_in_step_with_the_text(piece: str, start: str) -> None:
    assert growth(load_toml, lambda count: start + piece * count, 1_000) < 9
