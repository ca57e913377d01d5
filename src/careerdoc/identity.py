"""The id of a record: what it says, not where or when it was read."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from careerdoc.model.records import AnyRecord

_IDENTITY: dict[str, tuple[str, ...]] = {
    "role": ("title", "organization", "start", "end", "location"),
    "education": ("institution", "degree", "field_of_study", "start", "end"),
    "post": ("source_id", "url", "title", "published"),
}
_NAMES = frozenset({"title", "organization", "institution", "degree", "source_id", "url"})
_ANCHORS = frozenset({"start", "end", "source_id", "url"})
"""Fields that hardly two facts of one name share."""
_ADDRESS = frozenset({"source_id", "url"})
"""Fields that together name one post, whatever else is said of it."""


def identity_of(record: AnyRecord) -> str:
    """The id of a record: its kind and 16 hexadecimal digits made of what it says.

    Made of the owner and the fields that tell one fact from another; of all its facts where
    it has no name, or nothing beside the name, so that two undated roles of one title differ.
    A post with an address and an id of its own keeps its id when its title is edited.
    Does not depend on the file, the position or the run.
    """
    identity = {name: _plain(getattr(record, name)) for name in _IDENTITY[record.kind]}
    known = {name for name, value in identity.items() if value}
    if known >= _ADDRESS:
        identity = {name: identity[name] for name in _ADDRESS}
    elif known.isdisjoint(_NAMES) or known.isdisjoint(_ANCHORS):
        identity = _facts_of(record)
    return _digest(record, identity)


def wording_key(record: AnyRecord) -> Hashable:
    """What the record says, with whose it is and all that fits no field: equal for equal words only."""
    facts = tuple(getattr(record, name) for name in record.FACTS if name != "content_html")
    extra = json.dumps(record.extra, sort_keys=True) if record.extra else ""
    return record.kind, record.owner, record.owner_name, facts, extra, record.leftover


def with_distinct_ids(records: Sequence[AnyRecord]) -> Iterator[AnyRecord]:
    """The records in their order; of those that share an id all but one wording get another.

    Which wording keeps the id, and which id the others get, follows from what they say. Records
    in the same words still share theirs: they are one sighting told more than once.
    """
    wordings: defaultdict[str, dict[Hashable, AnyRecord]] = defaultdict(dict)
    for record in records:
        wordings[record.id].setdefault(wording_key(record), record)
    keepers = {
        shared: min(told, key=lambda key: _whole_identity(told[key])) for shared, told in wordings.items()
    }
    for record in records:
        keeps = len(wordings[record.id]) == 1 or wording_key(record) == keepers[record.id]
        yield record if keeps else record.model_copy(update={"id": _whole_identity(record)})


def unique_ids(records: Sequence[AnyRecord]) -> list[AnyRecord]:
    """The records in their order, each with an id of its own; the first of those that share one keeps it.

    Records in the same words differ in nothing but their place: which of them is the first does
    not matter, and the others are numbered.
    """
    unique: list[AnyRecord] = []
    taken = {record.id for record in records}
    seen: set[str] = set()
    for record in with_distinct_ids(records):
        chosen, number = record.id, 1
        while chosen in seen or (chosen != record.id and chosen in taken):
            number += 1
            chosen = _digest(record, {"id": record.id, "number": number})
        seen.add(chosen)
        unique.append(record.model_copy(update={"id": chosen}) if chosen != record.id else record)
    return unique


def _whole_identity(record: AnyRecord) -> str:
    left = {"extra": record.extra, "leftover": record.leftover}
    return _digest(record, _facts_of(record) | left)


def _facts_of(record: AnyRecord) -> dict[str, Any]:
    return {name: _plain(getattr(record, name)) for name in record.FACTS if name != "content_html"}


def _digest(record: AnyRecord, identity: dict[str, Any]) -> str:
    whose = {"kind": record.kind, "owner": record.owner, "owner_name": record.owner_name}
    digest = hashlib.sha256(json.dumps(identity | whose, sort_keys=True).encode("utf-8")).hexdigest()
    return f"{record.kind}-{digest[:16]}"


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return None if value is None else str(value)
