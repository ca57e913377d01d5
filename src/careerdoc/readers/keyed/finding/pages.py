"""What a page says that it is: the values of `layout`, `type` and the like."""

from __future__ import annotations

from collections.abc import Sequence, Set

from careerdoc.fields.aliases import canonical_key
from careerdoc.readers.keyed.tree import Entry
from careerdoc.readers.keyed.values import texts_of

_KEYS = frozenset({"layout", "type", "collection", "contenttype", "posttype", "kind", "template"})
_KEYS_IN_LISTS = _KEYS | {"category", "tag"}


def signs_of(entries: Sequence[Entry]) -> set[str]:
    """The values of the keys that name the kind of page, folded, the name of a file without its suffix."""
    return _values(entries, _KEYS)


def signs_of_entry(entries: Sequence[Entry]) -> set[str]:
    """The same of an entry of a list, which a category can tell as well."""
    return _values(entries, _KEYS_IN_LISTS)


def _values(entries: Sequence[Entry], keys: Set[str]) -> set[str]:
    texts = (
        text for entry in entries if canonical_key(entry.key) in keys for text in texts_of(entry.value) or ()
    )
    return {_bare(text) for text in texts if text.strip()}


def _bare(text: str) -> str:
    return text.strip().casefold().rpartition("/")[2].split(".")[0]
