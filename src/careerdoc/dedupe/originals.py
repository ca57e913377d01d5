"""Merged records and the records they were made of: one holds the others, and gives them back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import JsonValue

from careerdoc.dedupe.ordering import canonical_text
from careerdoc.errors import check_type
from careerdoc.model.records import RECORD_TYPES, AnyRecord, Original

_OF_THE_MERGE = ("id", "sources", "members", "originals", "conflicts", "evidence", "confidence", "leftover")
"""Fields of a merged record that are no member's own; a member's stand whole in its original."""


def unmerge(record: AnyRecord) -> tuple[AnyRecord, ...]:
    """The records that a merge made this one of, exactly as they were, sorted by kind and id.

    A record that was not merged comes back alone; so does one whose `originals` were left out.

    Raises:
        OptionError: for what is no record.
    """
    check_type("record", record, AnyRecord, "no record; careerdoc.record_from_json makes one of a dict")
    if not record.originals:
        return (record,)
    values = record.model_dump(mode="json")
    return tuple(_restored(original, values) for original in record.originals)


def unmerged(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    """All records behind the given ones, each once, in an order that only they decide."""
    distinct = {canonical_text(one): one for record in records for one in unmerge(record)}
    return [distinct[text] for text in sorted(distinct)]


def originals_of(merged: AnyRecord, members: Sequence[AnyRecord]) -> tuple[Original, ...]:
    """What each member says otherwise than the record that they were merged into."""
    values = _basis(merged.model_dump(mode="json"))
    originals = [_original(member, values) for member in members]
    return tuple(sorted(originals, key=lambda one: (one.kind, one.id, one.model_dump_json())))


def _original(member: AnyRecord, merged: Mapping[str, Any]) -> Original:
    own = member.model_dump(mode="json")
    basis = merged if member.kind == merged["kind"] else {}
    defaults = _defaults(member.kind)
    otherwise: dict[str, JsonValue] = {
        name: value
        for name, value in own.items()
        if name not in ("kind", "id") and not _is_same(value, basis.get(name, defaults[name]))
    }
    # What a record says needs no second look.
    return Original.model_construct(kind=member.kind, id=member.id, otherwise=otherwise)


def _is_same(value: JsonValue, other: JsonValue) -> bool:
    # In Python 1, 1.0 and True are equal.
    return value == other and (not isinstance(value, dict) or json.dumps(value) == json.dumps(other))


def _restored(original: Original, merged: Mapping[str, Any]) -> AnyRecord:
    basis = _basis(merged) if original.kind == merged["kind"] else {}
    values = {**basis, **original.otherwise, "kind": original.kind, "id": original.id}
    return RECORD_TYPES[original.kind].model_validate(values)


def _basis(merged: Mapping[str, Any]) -> dict[str, Any]:
    """The merged values that a member has where its original does not say otherwise."""
    return {name: value for name, value in merged.items() if name not in _OF_THE_MERGE}


@cache
def _defaults(kind: str) -> Mapping[str, Any]:
    return RECORD_TYPES[kind]().model_dump(mode="json")
