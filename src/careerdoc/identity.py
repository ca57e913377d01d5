"""The id of a record: what it says, not where or when it was read."""

from __future__ import annotations

import hashlib
import json
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


def identity_of(record: AnyRecord) -> str:
    """The id of a record: its kind and 16 hexadecimal digits made of what it says.

    Made of the owner and the fields that tell one fact from another; of all its facts where
    it has no name, or nothing beside the name, so that two undated roles of one title differ.
    Does not depend on the file, the position or the run.
    """
    identity = {name: _plain(getattr(record, name)) for name in _IDENTITY[record.kind]}
    known = {name for name, value in identity.items() if value}
    if known.isdisjoint(_NAMES) or known.isdisjoint(_ANCHORS):
        identity = {name: _plain(getattr(record, name)) for name in record.FACTS if name != "content_html"}
    identity |= {"kind": record.kind, "owner": record.owner, "owner_name": record.owner_name}
    digest = hashlib.sha256(json.dumps(identity, sort_keys=True).encode("utf-8")).hexdigest()
    return f"{record.kind}-{digest[:16]}"


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return None if value is None else str(value)
