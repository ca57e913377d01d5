"""What is in no record: values beside one on its lines, lines of brackets, keys that records stand under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from pydantic import JsonValue

from careerdoc.fields.kinds import listed_under
from careerdoc.readers.keyed.tree import Entry, Mapping, Node, Scalar, Sequence
from careerdoc.readers.keyed.values import is_empty

_BRACKETS = " \t-[]{},"
_VALUE_SIGNS = re.compile(r"[:=\[\]{}\"']")


@dataclass(frozen=True, slots=True)
class Stray:
    """What stands on a line of a record and belongs to none: texts of a list, or a key with its value.

    `line` counts from 0 and is the first that a record stands on, too.
    """

    value: JsonValue
    line: int


def strays_beside(root: Node, told: Set[int], lines: Set[int]) -> Iterator[Stray]:
    """What is in no record, at any depth, though it stands on one of its lines.

    `told` are the identities of the values that records hold, `lines` those that they stand on.
    """
    if rest := _texts_beside(root, told, lines):
        yield Stray(rest.typed, rest.line)
    for entry in _outside(root, told):
        if _holds(entry.value, told):
            if rest := _texts_beside(entry.value, told, lines):
                yield Stray({entry.key: rest.typed}, rest.line)
        elif (line := _shared_line(entry, lines)) is not None:
            yield Stray({entry.key: entry.value.typed}, line)


def _shared_line(place: Node | Entry, lines: Set[int]) -> int | None:
    return next((line for line in range(place.line, place.end_line + 1) if line in lines), None)


def _outside(node: Node, told: Set[int]) -> Iterator[Entry]:
    """The entries that are in no record, and those that hold records among other things."""
    if id(node) in told:
        return
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield from _outside_entry(entry, told)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _outside(item, told)


def _outside_entry(entry: Entry, told: Set[int]) -> Iterator[Entry]:
    if id(entry.value) in told:
        return
    yield entry
    if _holds(entry.value, told):
        yield from _outside(entry.value, told)


def _texts_beside(value: Node, told: Set[int], lines: Set[int]) -> Sequence | None:
    """The texts of a list, and of lists in it, that stand on lines of records; None where none does."""
    if not isinstance(value, Sequence) or id(value) in told:
        return None
    kept: list[Node] = []
    for item in value.items:
        if isinstance(item, Sequence):
            kept += filter(None, [_texts_beside(item, told, lines)])
        elif isinstance(item, Scalar) and id(item) not in told and _shared_line(item, lines) is not None:
            kept.append(item)
    # Not the line where the first text begins: that may hold others, which stand on no record's line.
    shared = [line for item in kept if (line := _shared_line(item, lines)) is not None]
    return Sequence(tuple(kept), shared[0], shared[-1]) if shared else None


def _holds(node: Node, told: Set[int]) -> bool:
    if isinstance(node, Mapping):
        return any(id(entry.value) in told or _holds(entry.value, told) for entry in node.entries)
    if isinstance(node, Sequence):
        return any(id(item) in told or _holds(item, told) for item in node.items)
    return False


def is_of_brackets(text: str) -> bool:
    """Whether a line holds nothing but brackets, commas and dashes."""
    return not text.strip(_BRACKETS)


def lines_of_heads(root: Node, records: Set[int]) -> frozenset[int]:
    """The lines of the keys that records stand under or could stand under, whatever else these lines hold.

    `records` are the identities of their nodes. A key of one record is its name, unless it is a
    word for what it holds: "experience", but not "Tarn Mill".
    """
    heads: set[int] = set()
    _holds_below(root, records, heads)
    return frozenset(heads)


def _holds_below(node: Node, records: Set[int], heads: set[int]) -> bool:
    """Whether a record is at a node or below; the lines of the keys on the way go to `heads`."""
    if id(node) in records:
        return True
    if isinstance(node, Sequence):
        return bool([item for item in node.items if _holds_below(item, records, heads)])
    if not isinstance(node, Mapping):
        return False
    holding = [entry for entry in node.entries if _holds_below(entry.value, records, heads)]
    heads |= {entry.line for entry in holding if id(entry.value) not in records}
    sections = [entry for entry in node.entries if listed_under(entry.key).kind is not None]
    heads |= {entry.line for entry in sections if is_empty(entry) or id(entry.value) in records}
    return bool(holding)


def is_key_alone(text: str, form: str) -> bool:
    """Whether the line of a key, or the header of a table, holds nothing else but brackets."""
    key = text.strip(_BRACKETS).rstrip(" \t:=").strip("\"'")
    return not _VALUE_SIGNS.search(key) and _is_key(text.strip(), form)


def _is_key(text: str, form: str) -> bool:
    """Whether a line ends a key, or is the header of a table."""
    if form == "toml" and text.startswith("["):
        return text.endswith("]")
    return text.rstrip(_BRACKETS).endswith((":", "="))
