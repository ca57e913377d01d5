"""Which names are keys of a field for certain."""

from __future__ import annotations

from careerdoc.fields.aliases import is_alias
from careerdoc.fields.keys import key_of
from careerdoc.text.tables import row_of


def is_known_key(name: str) -> bool:
    """Whether a field of some kind of record, or a part of any thing, is written under this name."""
    return is_alias(name) or key_of(name) in row_of(__package__, "known_keys", "general")
