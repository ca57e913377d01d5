"""What the value of a key says: its texts, and whether it says anything."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from pydantic import JsonValue

from careerdoc.fields.keys import key_of
from careerdoc.fields.placeholders import is_placeholder
from careerdoc.model.document import Line
from careerdoc.readers.base import joined
from careerdoc.readers.keyed.tree import Entry, Node, Scalar, Sequence as List

_MOST_BLANKS = 4
"""In a text that is its own key."""
_LONG_LINES = 500
"""Characters of lines from which on what stands on them is quoted alone."""


def texts_of(value: Node) -> tuple[str, ...] | None:
    """The text of a scalar, or the texts of a list of scalars, "" for null; None for any other value."""
    if isinstance(value, Scalar):
        return ("" if value.is_null else value.text,)
    if isinstance(value, List) and all(isinstance(item, Scalar) for item in value.items):
        return tuple("" if item.is_null else item.text for item in value.items if isinstance(item, Scalar))
    return None


def text_of(value: Node) -> str:
    """The texts of a value with blanks between; empty where it has none."""
    return " ".join(texts_of(value) or ()).strip()


def is_filled(entry: Entry) -> bool:
    """Whether the value is a text, or a list of texts, that says something."""
    value = entry.value
    if isinstance(value, Scalar):
        text = value.text.strip()
        return (
            bool(text)
            and not value.is_null
            and not is_placeholder(text)
            and not _names_itself(entry.key, text)
        )
    return any(text.strip() and not is_placeholder(text) for text in texts_of(value) or ())


def _names_itself(key: str, text: str) -> bool:
    """Whether a value is its own key, as in files of labels: `role: Role`."""
    if len(text) > len(key) + _MOST_BLANKS or text[:1].casefold() != key[:1].casefold():
        return False
    return key_of(text) == key_of(key)


def is_empty(entry: Entry) -> bool:
    """Whether the key stands there without a value: null, blank text or an empty list."""
    value = entry.value
    if isinstance(value, Scalar):
        return value.is_null or not value.text.strip()
    texts = texts_of(value)
    return texts is not None and not any(text.strip() for text in texts)


def holds_texts(entry: Entry) -> bool:
    """Whether a list holds texts, among other things."""
    items = entry.value.items if isinstance(entry.value, List) else ()
    return any(isinstance(item, Scalar) and item.text.strip() for item in items)


def says_no(entry: Entry) -> bool:
    """Whether the value is a flag for no."""
    return isinstance(entry.value, Scalar) and entry.value.is_plain and entry.value.text in ("false", "False")


def lines_of(entry: Entry, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of the text that an entry stands on.

    Where long lines hold much else, they come back with the entry alone, written as JSON; an entry
    on several lines then has a line for its key and one for its value, with the first and last number.
    """
    own = lines[entry.line : entry.end_line + 1]
    length = sum(len(line.text) for line in own)
    if length <= _LONG_LINES:
        return own
    key, value = written(entry.key), written(entry.value.typed)
    if 2 * (len(key) + len(value)) >= length:
        return own
    first, last = own[0], own[-1]
    if first is last:
        return (replace(first, text=f"{{{key}: {value}}}"),)
    return replace(first, text=f"{{{key}:"), replace(last, text=f"{value}}}")


def quote_of(node: Node, lines: Sequence[Line]) -> str:
    """The lines of the text that a node stands on; the node alone as JSON where long lines hold much else."""
    own = joined(lines[node.line : node.end_line + 1])
    alone = written(node.typed) if len(own) > _LONG_LINES else own
    return alone if 2 * len(alone) < len(own) else own


def written(value: JsonValue) -> str:
    """The value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)
