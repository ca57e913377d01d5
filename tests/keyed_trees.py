"""Trees of keys as hypothesis makes them up, and the same tree in each format of data files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import yaml
from hypothesis import strategies as st

KEYS = st.sampled_from(
    [
        *(
            "role",
            "title",
            "company",
            "start",
            "end",
            "dates",
            "date",
            "experience",
            "education",
            "institution",
        ),
        *(
            "degree",
            "location",
            "tech",
            "year",
            "startYear",
            "startMonth",
            "from",
            "to",
            "roles",
            "name",
            "other",
        ),
        *(
            "items",
            "sections",
            "work",
            "volunteer",
            "projects",
            "Tarn Mill",
            "url",
            "tags",
            "authors",
            "summary",
        ),
        *("description", "highlights", "type", "current", "country", "card", "meta", "basics", "positions"),
        *("salary", "details", "gpa", "draft", "image"),
    ]
)
WORDS = st.integers(100, 999).map(lambda number: f"word{number}")
TEXTS = st.one_of(
    WORDS,
    st.sampled_from(["2019", "2019 - 2020", "2019-05-01", "present", "Experience", "Education", "", "#"]),
    st.builds("{} at {}".format, st.sampled_from(["Weaver", "Clerk"]), WORDS.map(str.capitalize)),
    st.builds("- {}\n- {}".format, WORDS, WORDS),
    st.builds("{}\n{}".format, WORDS, WORDS),
    st.builds("[{}](https://tarn.example/{})".format, WORDS, WORDS),
    st.builds("**{}**, {}".format, WORDS, WORDS),
    st.builds("<p>{}</p><ul><li>{}</li></ul>".format, WORDS, WORDS),
    st.builds("Lorem {}".format, WORDS),
    st.builds("https://tarn.example/{}".format, WORDS),
)
LEAVES = st.one_of(TEXTS, st.booleans(), st.integers(0, 2030))


_NAMED = st.sampled_from(
    [
        {"role": "Weaver", "company": "Tarn Mill", "start": "2019"},
        {"title": "Dyer", "company": "Ash Dyes", "date": "2020"},
        {"institution": "Elder College", "degree": "BSc"},
        {"title": "Looms", "date": "2020-01-02", "tags": "wool"},
        {"company": "Tarn Mill", "roles": [{"title": "Weaver"}, {"title": "Dyer"}]},
        {},
    ]
)


def _mappings_of(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Mappings of any keys, most of them with the keys of a record."""
    more = st.dictionaries(KEYS, inner, max_size=3)
    return st.builds(lambda named, more: named | more, _NAMED, more)


_MIXED = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | _mappings_of(inner), max_leaves=20)
_EVEN = st.recursive(
    LEAVES | st.lists(LEAVES, max_size=3),
    lambda inner: st.lists(_mappings_of(inner), max_size=3) | _mappings_of(inner),
    max_leaves=20,
)
TREES = _mappings_of(_MIXED)
LISTS = st.lists(_MIXED, min_size=1, max_size=4)
EVEN_TREES = _mappings_of(_EVEN)
"""Trees whose lists hold texts alone or mappings alone: YAML reads a pair between texts as a text."""
PATHS = st.sampled_from(
    [
        "data",
        "experience",
        "_data/education",
        "blog/text",
        "content/experience/mill",
        "2021-03-04-looms",
        "cv",
    ]
)


_LOOKALIKES = st.sampled_from(["{}", "{}:", "Education {}:", "{} =", "[{}]", "[[{}]]", "- {}", "{},", '"{}"'])
_LINES = st.lists(st.builds(str.format, _LOOKALIKES, WORDS), min_size=1, max_size=3)
"""Texts that look like the keys, brackets and headers around a record."""
_YAML_RECORD = ["- company: A", "  title: B"]


def _of_yaml(blocks: list[tuple[list[str], str]], is_list: bool) -> tuple[str, str]:
    """Records in a file of YAML, with texts in front of each: in lists, or in blocks."""
    lines: list[str] = []
    for number, (texts, sign) in enumerate(blocks):
        lines += [f"- summary: {sign}"] if is_list else [f"aside{number}: {sign}"]
        lines += [f"    {text}" for text in texts] if sign in ("|", ">") else []
        lines += [f"    - {json.dumps(text)}" for text in texts] if sign == "# list" else []
        lines += _YAML_RECORD if is_list else [("work", "education", "jobs")[number] + ":", *_YAML_RECORD]
    return "a.yml", "\n".join(lines) + "\n"


def _of_toml(blocks: list[list[str]]) -> tuple[str, str]:
    lines: list[str] = []
    for texts in blocks:
        lines += ["[[other]]", "aside = '''", *texts, "'''", "[[work]]", 'company = "A"', 'title = "B"']
    return "a.toml", "\n".join(lines) + "\n"


_BLOCKS = st.lists(st.tuples(_LINES, st.sampled_from(["|", ">", "# list"])), min_size=1, max_size=3)
TEXTS_AROUND_RECORDS = st.one_of(
    st.builds(_of_yaml, _BLOCKS, st.booleans()), st.lists(_LINES, min_size=1, max_size=3).map(_of_toml)
)


def as_json(tree: object) -> str:
    return json.dumps(tree, indent=1, ensure_ascii=False)


def as_json_line(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False)


def as_yaml(tree: object) -> str:
    return yaml.safe_dump(tree, sort_keys=False, width=10_000, default_flow_style=False)


def as_yaml_flow(tree: object) -> str:
    return yaml.safe_dump(tree, sort_keys=False, width=60, default_flow_style=True)


def as_toml(tree: Mapping[str, object]) -> str:
    """Each key of the top on a line of its own, all below as inline values."""
    return "".join(f"{json.dumps(key)} = {_inline(value)}\n" for key, value in tree.items())


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)} = {_inline(one)}" for key, one in value.items()) + "}"
    if isinstance(value, str | bool | int):
        return json.dumps(value, ensure_ascii=False)
    assert isinstance(value, Sequence)
    return "[" + ", ".join(map(_inline, value)) + "]"


def as_toml_tables(tree: Mapping[str, object]) -> str:
    """Mappings and lists of mappings as tables with headers of their own."""
    return "\n".join(_tables(tree, ())) + "\n"


def _tables(mapping: Mapping[str, object], path: tuple[str, ...]) -> list[str]:
    lines = [
        f"{json.dumps(key)} = {_inline(value)}"
        for key, value in mapping.items()
        if not isinstance(value, Mapping) and not _is_array(value)
    ]
    for key, value in mapping.items():
        header = ".".join(map(json.dumps, inner := (*path, key)))
        if isinstance(value, Mapping):
            lines += [f"[{header}]", *_tables(value, inner)]
        elif _is_array(value):
            assert isinstance(value, Sequence)
            for item in value:
                lines += [f"[[{header}]]", *_tables(item, inner)]
    return lines


def _is_array(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, Mapping) for item in value)


WRITERS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "json": (".json", as_json),
    "json on a line": (".json", as_json_line),
    "yaml": (".yml", as_yaml),
    "yaml in brackets": (".yaml", as_yaml_flow),
    "toml": (".toml", as_toml),
    "toml in tables": (".toml", as_toml_tables),
}
FORMS_OF_LISTS = ["json", "json on a line", "yaml", "yaml in brackets"]
FORMS_IN_ORDER = [*FORMS_OF_LISTS, "toml"]
"""Those that keep the keys of the tree in their order."""
