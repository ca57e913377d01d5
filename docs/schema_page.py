"""Writes docs/schema.md from the records themselves. Run: python -m docs.schema_page"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from careerdoc import json_schema
from careerdoc.model.records import Record

PAGE = Path(__file__).parent / "schema.md"

_HEAD = """\
# What a record holds

A record is a Role, an Education or a Post. Records are frozen and flat, so that each is also a row of a
table. Every field has a default: an unknown value is null or an empty list, never an empty text.

This page is made from the code. `python -m careerdoc schema` prints the same as JSON Schema (draft 2020-12)
of one line of `jsonl` output, `careerdoc.json_schema()` returns it. `schema` is always `careerdoc/1`.

A *partial date* is written `2019`, `2019-06` or `2019-06-30` and never more precise than its source. A *time*
follows RFC 3339 with a numeric offset; `+00:00` stands where the source names no zone, with an issue. A text
that was written in HTML, and the markdown of a post, is clean text without marks.
"""
_KINDS = ("Role", "Education", "Post")
_PARTS = ("SourceReference", "Evidence", "LoggedRepair", "Original", "Conflict", "OtherValue", "Person")


def page() -> str:
    """The whole page: what all records share, the fields of each kind, the parts of records."""
    definitions: dict[str, Any] = json_schema()["$defs"]
    shared = [name for name in Record.model_fields if name != "kind"]
    sections = [_HEAD, _section("All records", _rows(definitions["Role"], shared))]
    for kind in _KINDS:
        own = [name for name in definitions[kind]["properties"] if name not in {"schema", "kind", *shared}]
        sections.append(_section(kind, _rows(definitions[kind], own), definitions[kind]["description"]))
    for part in _PARTS:
        fields = list(definitions[part]["properties"])
        sections.append(_section(part, _rows(definitions[part], fields), definitions[part]["description"]))
    return "\n".join(sections).rstrip("\n") + "\n"


def main() -> None:
    """Writes the page beside this file."""
    PAGE.write_text(page(), encoding="utf-8")


def _section(title: str, rows: Iterator[str], about: str = "") -> str:
    table = "\n".join(("| Field | Type | Meaning |", "|---|---|---|", *rows))
    return f"## {title}\n\n{about}\n\n{table}\n".replace("\n\n\n", "\n")


def _rows(definition: dict[str, Any], fields: list[str]) -> Iterator[str]:
    for name in fields:
        field = definition["properties"][name]
        yield f"| `{name}` | {_type_of(field)} | {field['description']} |"


def _type_of(field: dict[str, Any]) -> str:
    """The type of a field in words; null goes without saying."""
    if "anyOf" in field:
        kinds = (_type_of(one) for one in field["anyOf"] if one.get("type") != "null")
        return " or ".join(dict.fromkeys(kinds))
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[-1]
        return "any JSON value" if name == "JsonValue" else f"[{name}](#{name.casefold()})"
    if "additionalProperties" in field:
        return f"mapping of text to {_type_of(field['additionalProperties'])}"
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    if field.get("type") == "array":
        return "two integers" if "prefixItems" in field else f"list of {_type_of(field['items'])}"
    return _named(field)


def _named(field: dict[str, Any]) -> str:
    """The name of a plain type."""
    if field.get("title") == "PartialDate":
        return "partial date"
    if field.get("format") == "date-time":
        return "time"
    names = {"string": "text", "number": "number", "integer": "integer", "boolean": "true or false"}
    return names.get(field.get("type", ""), "any JSON value")


if __name__ == "__main__":
    main()
