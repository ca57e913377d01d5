"""The id of a record: what it says, not where or when it was read."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any

from careerdoc.model.records import AnyRecord, Person

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


def with_distinct_ids(records: Sequence[AnyRecord]) -> tuple[AnyRecord, ...]:
    """The records of one document in their order; where two wordings share an id, all facts make it.

    Records in the same words still share theirs: they are one sighting told more than once.
    """
    if len(records) < 2:
        return tuple(records)
    times_given = Counter(record.id for record in records)
    wordings: defaultdict[str, set[Hashable]] = defaultdict(set)
    for record in records:
        if times_given[record.id] > 1:
            wordings[record.id].add(wording_key(record))
    return tuple(
        record if len(wordings[record.id]) <= 1 else _with_id(record, whole_identity(record))
        for record in records
    )


def unique_ids(
    records: Sequence[AnyRecord], whole_of: Callable[[AnyRecord], str], others: Collection[str] = ()
) -> tuple[AnyRecord, ...]:
    """The records in their order, each with an id of its own; of those that share one, one keeps it.

    Which one keeps it follows from what they say; the others get what `whole_of` gives. Those in the
    same words are numbered. No new id is one of `others`.
    """
    times_given = Counter(record.id for record in records)
    wholes = [whole_of(record) if times_given[record.id] > 1 else "" for record in records]
    taken, kept = {*times_given, *others}, set[str]()
    numbers: Counter[str] = Counter()
    unique = list(records)
    for position in sorted(range(len(records)), key=lambda position: wholes[position]):
        record, whole = records[position], wholes[position]
        if record.id not in kept:
            kept.add(record.id)
            continue
        while (identity := _numbered(record, whole, numbers[whole])) in taken:
            numbers[whole] += 1
        taken.add(identity)
        unique[position] = _with_id(record, identity)
    return tuple(unique)


def _numbered(record: AnyRecord, identity: str, number: int) -> str:
    return _digest(record, {"id": identity, "number": number}) if number else identity


def _with_id(record: AnyRecord, identity: str) -> AnyRecord:
    return record.model_copy(update={"id": identity})


def whole_identity(record: AnyRecord) -> str:
    """The id of a record that is made of everything it says: another one for other words."""
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
        return [list(one.model_dump().values()) if isinstance(one, Person) else str(one) for one in value]
    return None if value is None else str(value)
