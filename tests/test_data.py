"""Data files of YAML, TOML and JSON: what they are taken for, and what holds for all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, strategies as st

from careerdoc import IssueCode
from careerdoc.model.result import ParseResult
from tests import keyed_trees
from tests.growth import growth
from tests.keyed_reading import named, read, told

COOK = '{"experience": [{"role": "Cook", "company": "Ash Inn"}]}'
COOKS = [("role", "Cook", "Ash Inn")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", COOK),
        ("a.yml", COOK),
        ("a.toml", COOK),
        ("A.YAML", "experience:\n- {role: Cook, company: Ash Inn}"),
        ("a.json5", "{experience: [{role: 'Cook', company: 'Ash Inn',}]}"),
        ("a.jsonc", f"// what I did\n{COOK}"),
        ("", COOK),
        ("", '[{"role": "Cook", "company": "Ash Inn"}]'),
        ("", '[[experience]]\nrole = "Cook"\ncompany = "Ash Inn"\n'),
        ("", "experience:\n  - role: Cook\n    company: Ash Inn\n"),
        ("experience", "- role: Cook\n  company: Ash Inn\n"),
    ],
)
def test_the_name_tells_the_format_or_else_the_text_does(name: str, text: str) -> None:
    result = read(text, name)
    assert (result.documents[0].reader, named(result)) == ("data", COOKS)


@pytest.mark.parametrize(
    ("name", "text", "told_of"),
    [
        ("a.yml", "hello\n", (IssueCode.MALFORMED_DATA, 1, "hello")),
        ("a.json", "3", (IssueCode.MALFORMED_DATA, 1, "3")),
        ("a.json", "[1, 2]", (IssueCode.NO_RECORD, 1, "[1, 2]")),
        ("a.json", "{}", (IssueCode.NO_RECORD, 1, "{}")),
        ("projects.yml", "- name: Loom\n", (IssueCode.NO_RECORD, 1, "- name: Loom")),
    ],
)
def test_what_holds_no_records_is_quoted(name: str, text: str, told_of: tuple[IssueCode, int, str]) -> None:
    result = read(text, name)
    assert result.records == ()
    assert told_of in told(result)


@pytest.mark.parametrize(
    ("name", "looks_like"),
    [
        ("projects.yml", "a project"),
        ("talks/all.yml", "a talk"),
        ("data.yml", "a list of something else"),
    ],
)
def test_a_list_of_something_else_is_called_what_the_path_says(name: str, looks_like: str) -> None:
    (issue,) = read("- note: Loom\n", name).issues
    assert issue.message.endswith(looks_like)


@pytest.mark.parametrize("name", ["a.yml", "a.json"])
def test_a_file_over_a_limit_is_not_read_and_told(name: str) -> None:
    result = read("[" * 40 + "]" * 40, name)
    assert (result.records, result.documents[0].status) == ((), "failed")
    assert [issue.code for issue in result.issues] == [IssueCode.TOO_DEEP]


def test_what_cannot_be_read_beside_records_is_told() -> None:
    text = "experience:\n- role: Cook\n  company: Ash Inn\n- x: 1\n%%\n"
    result = read(text)
    assert (named(result), result.documents[0].status) == (COOKS, "partial")
    assert told(result) == [
        (IssueCode.LEFTOVER, 4, "- x: 1"),
        (IssueCode.MALFORMED_YAML, 5, "%%"),
        (IssueCode.LEFTOVER, 5, "%%"),
    ]


WORD = re.compile(r"word\d+", re.IGNORECASE)


def words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)}


def assert_nothing_is_lost(text: str, result: ParseResult) -> None:
    said = [json.dumps(record.model_dump(mode="json", exclude={"evidence"})) for record in result.records]
    said += [json.dumps(issue.to_json()) for issue in result.issues]
    assert words(text) <= words("\n".join(said))


def assert_evidence_stands_on_its_lines(text: str, name: str, result: ParseResult) -> None:
    lines = text.split("\n")
    proved = [proved for record in result.records for proved in record.evidence.items()]
    for field, proof in [(field, proof) for field, proofs in proved for proof in proofs]:
        quotes, below = proof.raw.split("\n"), lines[proof.line - 1 :]
        if field in ("extra.links", "extra.labels"):  # pieces of lines
            assert any(quote in below[0] for quote in quotes)
            assert all(any(quote in line for line in below) for quote in quotes)
        elif proof.raw != name and below[: len(quotes)] != quotes:
            assert_stands_alone(proof.raw, below)


def assert_stands_alone(raw: str, below: list[str]) -> None:
    """That a quotation is of a piece of a long line: its words stand there, or up to a later line."""
    own = "\n".join(below) if "\n" in raw else below[0]
    assert len(own) > max(500, 2 * len(raw) - 10)
    quoted = json.loads(raw) if raw.startswith(("{", '"')) else raw
    assert words(json.dumps(quoted)) <= words(own)
    assert raw.startswith("{") or str(quoted) in own


@given(keyed_trees.TREES, keyed_trees.PATHS, st.sampled_from(sorted(keyed_trees.WRITERS)))
def test_every_word_of_a_mapping_ends_in_a_record_or_an_issue(
    tree: dict[str, object], path: str, how: str
) -> None:
    suffix, write = keyed_trees.WRITERS[how]
    text, name = write(tree), path + suffix
    result = read(text, name)
    assert_nothing_is_lost(text, result)
    assert_evidence_stands_on_its_lines(text, name, result)


@given(keyed_trees.LISTS, keyed_trees.PATHS, st.sampled_from(keyed_trees.FORMS_OF_LISTS))
def test_every_word_of_a_list_ends_in_a_record_or_an_issue(tree: list[object], path: str, how: str) -> None:
    suffix, write = keyed_trees.WRITERS[how]
    text, name = write(tree), path + suffix
    result = read(text, name)
    assert_nothing_is_lost(text, result)
    assert_evidence_stands_on_its_lines(text, name, result)


@given(
    keyed_trees.TREES, keyed_trees.PATHS, st.sampled_from(["", "- word901\n", "See [word902](word903).\n"])
)
def test_every_word_of_front_matter_and_its_body_ends_in_a_record_or_an_issue(
    tree: dict[str, object], path: str, body: str
) -> None:
    text, name = f"---\n{keyed_trees.as_yaml(tree)}---\n{body}", f"{path}.md"
    result = read(text, name)
    assert_nothing_is_lost(text, result)
    assert_evidence_stands_on_its_lines(text, name, result)


JOB = "company: Ash Inn\ntitle: Cook\nstart: 2019\n"


@pytest.mark.parametrize(
    "highlights",
    [
        "highlights: [word101 a team, {text: word102 costs}]",
        "highlights: [word101 b, [word102 deep]]",
        "highlights:\n- word101:\n  - word102\n- word103",
        "highlights: |\n  - word101\n      - word102\n  - word103",
    ],
)
@pytest.mark.parametrize("is_listed", [False, True])
def test_what_stands_inside_a_bullet_is_kept(highlights: str, is_listed: bool) -> None:
    text = JOB + highlights
    if is_listed:
        text = "work:\n- " + text.replace("\n", "\n  ") + "\n- {company: Ash Inn, title: Baker}\n"
    result = read(text)
    assert named(result)[0] == ("role", "Cook", "Ash Inn")
    assert_nothing_is_lost(text, result)


def test_bullets_inside_a_bullet_of_a_body_are_kept() -> None:
    text = f"---\n{JOB}---\n- word101 the team\n    - word102 three people\n- word103 code\n"
    result = read(text, "a.md")
    assert named(result)
    assert_nothing_is_lost(text, result)


ONE_OF_MANY = {"position": "Cook", "company": "Ash Inn", "startDate": "some day soon", "salary": [1, "few"]}


def many(count: int) -> str:
    listed = json.dumps([ONE_OF_MANY | {"position": f"Cook {number}"} for number in range(count)])
    return f'{{"name": "Jo Doe", "work": {listed}, "volunteer": {listed}}}'


def on_one_line(count: int) -> str:
    return many(count)


def on_two_lines(count: int) -> str:
    return many(count).replace('"work"', '\n"work"')


def in_front_matter(count: int) -> str:
    keys = "".join(f', "k{number}": "x"' for number in range(count))
    return f"---\n{json.dumps(ONE_OF_MANY)[:-1]}{keys}}}\n---\n"


def under_an_employer(count: int) -> str:
    listed = json.dumps([{"position": "Cook", "startDate": "some day soon"}] * count)
    return f'{{"company": "Ash Inn", "tech": ["a",\n"b"], "positions": {listed}}}'


def with_templates(count: int) -> str:
    templates = [{"position": "Your Role", "company": "Company Name"}] * count
    return json.dumps({"work": [ONE_OF_MANY, *templates]})


@pytest.mark.parametrize(
    "shape", [on_one_line, on_two_lines, in_front_matter, under_an_employer, with_templates]
)
def test_the_output_grows_in_step_with_a_long_line(shape: Callable[[int], str]) -> None:
    def size(count: int) -> int:
        result = read(shape(count), "experience/a.md" if shape is in_front_matter else "a.json")
        assert result.records
        records = [record.model_dump(mode="json") for record in result.records]
        return len(json.dumps([records, [issue.to_json() for issue in result.issues]]))

    assert size(160) < 5 * size(40)


def test_a_value_on_a_long_line_is_quoted_alone() -> None:
    first = read(on_one_line(9), "a.json").roles[0]
    assert first.leftover == ('{"startDate": "some day soon"}',)
    quotes = {name: [(proof.line, proof.raw) for proof in proofs] for name, proofs in first.evidence.items()}
    assert quotes["title"] == [(1, '{"position": "Cook 0"}')]
    assert quotes["extra.salary"] == [(1, '{"salary": [1, "few"]}')]


def test_a_value_on_several_long_lines_is_quoted_as_key_and_value() -> None:
    (proof,) = read(under_an_employer(30), "a.json").roles[0].evidence["technologies"]
    assert (proof.line, proof.raw) == (1, '{"tech":\n["a", "b"]}')


def test_a_value_that_fills_its_long_line_is_quoted_with_it() -> None:
    text = f"role: Cook\ncompany: Ash Inn\nsummary:   {'word ' * 200}\n"
    (proof,) = read(text).roles[0].evidence["description"]
    assert proof.raw == text.split("\n")[2]


@given(keyed_trees.TEXTS_AROUND_RECORDS)
@example(("a.yml", "interests:\n- Volunteering\n- Word101:\nwork:\n- company: A\n  title: B\n"))
@example(("a.yml", "- summary: >\n    I grew up\n    and learned of word101:\n- company: A\n  title: B\n"))
@example(("a.yml", "aside: >\n  I care about\n  education: word101 =\nwork:\n- company: A\n  title: B\n"))
def test_every_word_of_texts_around_records_ends_in_a_record_or_an_issue(file: tuple[str, str]) -> None:
    name, text = file
    result = read(text, name)
    assert named(result)
    assert_nothing_is_lost(text, result)


@given(keyed_trees.EVEN_TREES, keyed_trees.PATHS)
def test_the_same_tree_gives_the_same_records_in_each_format(tree: dict[str, object], path: str) -> None:
    readings = {}
    for how in keyed_trees.FORMS_IN_ORDER:
        suffix, write = keyed_trees.WRITERS[how]
        placed = {"id", "sources", "evidence", "leftover", "members"}
        records = read(write(tree), path + suffix).records
        readings[how] = [record.model_dump(mode="json", exclude=placed) for record in records]
    assert all(records == readings["json"] for records in readings.values()), readings


@pytest.mark.parametrize("opening", ['{"work": [', '{"work": ', '{"jobs": [{"company": "Ash", "roles": ['])
def test_the_time_grows_in_step_with_the_depth_of_lists(opening: str) -> None:
    closing = "".join({"{": "}", "[": "]"}[sign] for sign in reversed(re.findall(r"[{\[]", opening)))
    levels = 28 // len(closing)

    def text(size: int) -> str:
        deep = opening * levels + '{"note": "x"}' + closing * levels
        return "[" + ", ".join([deep] * size) + "]"

    assert growth(lambda given: read(given, "data.json"), text, 30) < 8


@pytest.mark.parametrize(
    "shape",
    [
        lambda size: "role: Cook\ncompany: Ash Inn\n" + keys(size),
        lambda size: "experience:\n" + "- {role: Cook, company: Ash Inn, start: 2019}\n" * size,
        lambda size: "experience:\n" + "- {note: x, more: {year: 2019}}\n" * size,
        lambda size: "volunteer:\n" + "- role: Cook\n  company: Ash Inn\n" * size,
        lambda size: "experience:\n" + "- role: Your Role\n  company: Company Name\n" * size,
        lambda size: "company: Ash Inn\n" + keys(size) + "positions:\n" + "- Cook\n" * size,
        lambda size: "experience:\n" + "".join(f"  Inn {one}:\n    role: Cook\n" for one in range(size)),
        lambda size: (
            f"company: Ash Inn\ntech: [{'w, ' * size}]\nwork:\n" + "- {position: Cook}\n" * (size // 4)
        ),
        lambda size: "- title: Experience\n  items: [{role: Cook, company: Ash Inn}]\n" * size,
        lambda size: "role: Cook\ncompany: Ash Inn\nhighlights:\n" + "- '[a](https://a.example)'\n" * size,
        lambda size: "role: Cook\ncompany: Ash Inn\nhighlights: |\n" + "  - **b** c\n" * size,
        lambda size: "role: Cook\ncompany: Ash Inn\nstart: 2019\n" + "# note\n" * size,
        lambda size: "role: Cook\ncompany: Ash Inn\nparams:\n" + spellings(2 * size),
        lambda size: "".join(
            f"kitchen{one}:\n- {{company: Ash Inn, title: Cook, start: 2019}}\n" for one in range(size)
        ),
        lambda size: "".join(f"hue{one}: red\npan{one}:\n- {{a: 1}}\n" for one in range(size)),
    ],
)
def test_the_time_grows_in_step_with_the_number_of_entries(shape: Callable[[int], str]) -> None:
    assert growth(read, shape, 300) < 8


@pytest.mark.parametrize(
    "key", ["role", "company", "highlights", "description", "tech", "dates", "url", "other"]
)
@pytest.mark.parametrize("filling", ["a ", ", ", "(", "- ", "[a](", "**", "<p>", "\\n", "at "])
def test_the_time_grows_in_step_with_a_long_text(key: str, filling: str) -> None:
    def text(size: int) -> str:
        return f'{{"role": "Cook", "company": "Ash Inn", "start": "2019", "{key}": "{filling * size}b"}}'

    assert growth(lambda given: read(given, "data.json"), text, 3_000) < 8


def keys(count: int) -> str:
    return "".join(f"key{number}: x\n" for number in range(count))


def spellings(count: int) -> str:
    """Keys that differ in their separators alone, so that each gives a field."""
    signs = str.maketrans("01", "-_")
    return "".join(f"  tag{f'{number:012b}'.translate(signs)}s: x\n" for number in range(count))
