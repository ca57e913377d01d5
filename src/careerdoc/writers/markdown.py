"""Markdown with front matter: a file for each role, education and post."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import Any

import frontmatter
import yaml

from careerdoc.model.records import FIELD_OF_BODY, SCHEMA, AnyRecord
from careerdoc.model.result import ParseResult
from careerdoc.text.escaped_markdown import markdown_of
from careerdoc.writers.file_names import file_names
from careerdoc.writers.json import known_fields

# What a reader refuses: deeper than 32 levels, more than 20,000 nodes, digits that no number holds.
_DEEPEST = 24
_MOST_VALUES = 1_000
_GREATEST = 10**18
# Text that only quotes keep: controls, line ends of Unicode, the byte order mark, a no-break or a wide
# space where a line may be indented.
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|~\\{|(?m:^[ ?:-]*[^\\S \n])")
# Makes ASCII text look like HZ, an encoding of Chinese. Source: RFC 1843. No body holds it.
_SHIFT = "~{"
_ESCAPED_SHIFT = "~\\x7b"
# YAML 1.2.2 (section 10.3.2) knows numbers that PyYAML, which follows YAML 1.1, takes for text.
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$")
_PLAIN_KEY = re.compile("[a-z_]+")
_OCTAL = re.compile(r"0o[0-7]+$")


def write_files(result: ParseResult) -> Iterator[tuple[str, str]]:
    """The path and the text of a file for each record, in the order of the records.

    The head holds what `json` writes of a record, with `schema` first. The body is its long text as
    markdown that shows it: the content of a role or a post, the description of an education. It stays
    in the head where no markdown does. The records read back unchanged.
    """
    names = file_names(result.records, ".md")
    return ((name, _text(record)) for name, record in zip(names, result.records, strict=True))


def _text(record: AnyRecord) -> str:
    head = {"schema": SCHEMA} | {name: _kept(value) for name, value in known_fields(record).items()}
    field = FIELD_OF_BODY[record.kind]
    body = markdown_of(head.get(field) or "")
    if body is not None:
        del head[field]
    post = frontmatter.Post(body or "")
    post.metadata = head
    text: str = frontmatter.dumps(post, Dumper=_Dumper, sort_keys=False, width=sys.maxsize)
    return text.replace(_SHIFT, _ESCAPED_SHIFT) + "\n"


def _kept(value: Any) -> Any:
    """`value`, or its JSON as one text where a reader of YAML would not take it as it is."""
    waiting, count = [(value, 1)], 0
    while waiting:
        one, depth = waiting.pop()
        count += 1
        is_number = isinstance(one, int) and not isinstance(one, bool)
        is_beyond = depth > _DEEPEST or count > _MOST_VALUES or (is_number and abs(one) >= _GREATEST)
        if is_beyond or (isinstance(one, list) and _may_be_texts(one)):
            return json.dumps(value, ensure_ascii=False, allow_nan=False)
        if isinstance(one, dict):
            one = [*one, *one.values()]
        if isinstance(one, list):
            waiting += ((inner, depth + 1) for inner in one)
    return value


def _may_be_texts(items: list[Any]) -> bool:
    """Whether a reader may take items of one key for texts with a colon: beside texts, or by their keys."""
    keys = [next(iter(item)) for item in items if isinstance(item, dict) and len(item) == 1]
    is_mixed = any(not isinstance(item, dict) for item in items)
    return bool(keys) and (is_mixed or not all(map(_PLAIN_KEY.fullmatch, keys)))


class _Dumper(yaml.SafeDumper):
    """YAML that readers of YAML 1.1 and of YAML 1.2 take for the same values, without aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = '"' if _ODD.search(text) else "|" if "\n" in text and not text.endswith("\n") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _represent_float(dumper: yaml.SafeDumper, number: float) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:float", repr(number))


_Dumper.add_representer(str, _represent_text)
_Dumper.add_representer(float, _represent_float)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:float", _FLOAT, list("-+.0123456789"))
_Dumper.add_implicit_resolver("tag:yaml.org,2002:int", _OCTAL, ["0"])
