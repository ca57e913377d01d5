"""The front matter files that careerdoc wrote itself, which hold a record as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pydantic import JsonValue

from careerdoc.model.document import KINDS
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.records import (
    FIELD_OF_BODY,
    RECORD_TYPES,
    SCHEMA,
    AnyRecord,
    record_from_json,
    refusal_of,
)
from careerdoc.text.escaped_markdown import text_of

_NUMBERS = frozenset({"confidence", "word_count"})


def stored_record(values: Mapping[str, JsonValue], body: str) -> AnyRecord | Issue | None:
    """The record that the keys and the body of a file of careerdoc tell; None for any other file.

    `values` are the keys of the head with their values under YAML's core schema. The body, without
    the blank lines around it, is the long text of the record as markdown. A key that the record does
    not have goes to `extra`, a number stands for its text. Where a value is none that the record can
    have, or where a key or the body would take the place of another one, an issue says so: such a
    file is one that somebody wrote, and is to be read like any other.
    """
    if values.get("schema") != SCHEMA:
        return None
    kind = values.get("kind")
    if kind not in KINDS:
        return _malformed(f"its kind is none of {', '.join(KINDS)}", "kind")
    stated = {name: value for name, value in values.items() if value not in (None, "")}
    fields = RECORD_TYPES[str(kind)].model_fields
    known = {name: _stored(name, value) for name, value in stated.items() if name in fields}
    others = {name: value for name, value in stated.items() if name not in fields and name != "schema"}
    field_of_body = FIELD_OF_BODY[kind]
    extra = known.get("extra") or {}
    if not isinstance(extra, dict) or extra.keys() & others.keys():
        return _malformed("extra is no mapping, or holds a key that stands beside it, too", "extra")
    if body and field_of_body in known:
        return _malformed(f"{field_of_body} stands in the head and in the body", field_of_body)
    if body:
        known[field_of_body] = text_of(body)
    return _record_of({**known, "extra": {**extra, **others}})


def _record_of(values: dict[str, JsonValue]) -> AnyRecord | Issue:
    try:
        return record_from_json(values)
    except ValueError as error:
        field, reason = refusal_of(error)
        return _malformed(reason, field)


def _stored(name: str, value: JsonValue) -> JsonValue:
    """The value of a field as it was before YAML made a number of it, or JSON in a text of it."""
    if isinstance(value, str):
        return _list_in(value) if value.startswith(("[", "{")) and _holds_several(name) else value
    if name in _NUMBERS:
        return value
    return [_text_of_number(one) for one in value] if isinstance(value, list) else _text_of_number(value)


def _holds_several(name: str) -> bool:
    return any(
        isinstance(record.model_fields[name].get_default(call_default_factory=True), tuple | dict)
        for record in RECORD_TYPES.values()
        if name in record.model_fields
    )


def _list_in(text: str) -> JsonValue:
    # The writer puts what is deeper or longer than a head may be in one text.
    try:
        value: JsonValue = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value


def _text_of_number(value: JsonValue) -> JsonValue:
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _malformed(reason: str, field: str | None) -> Issue:
    message = f"not a record of careerdoc: {reason}; the file is read like any other"
    return Issue(IssueCode.MALFORMED_RECORD, message, field=field)
