"""Keyed text as a tree that is the same for all formats: keys and values, each with its lines.

Lines count from 0 at the start of the text that was loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from careerdoc.model.issue import Issue

# YAML 1.2.2 core schema, section 10.3.2: what a plain scalar stands for.
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEAN = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
_NUMERIC = re.compile(r"[-+.]?[0-9]")
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]{1,18}(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value without parts: its text as it is written, without quotes and escapes.

    `is_plain` is whether it stood without quotes, so that it can be null, a flag or a number.
    `number` is the number that a format with types of its own (JSON, TOML) says that it is.
    """

    text: str
    is_plain: bool
    line: int
    end_line: int
    number: int | float | None = None

    @property
    def is_null(self) -> bool:
        """Whether it stands for no value."""
        return self.is_plain and self.text in _NULL

    @property
    def typed(self) -> JsonValue:
        """What it stands for: null, a flag, a number or text."""
        if self.number is not None:
            return self.number
        return scalar_value(self.text) if self.is_plain else self.text


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values, in order."""

    items: tuple[Node, ...]
    line: int
    end_line: int

    @property
    def typed(self) -> JsonValue:
        """The values as JSON."""
        return [item.typed for item in self.items]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and their values, in order; no key stands twice."""

    entries: tuple[Entry, ...]
    line: int
    end_line: int

    @property
    def typed(self) -> JsonValue:
        """The values by key as JSON."""
        return {entry.key: entry.value.typed for entry in self.entries}


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value, from the line of the key to the last line of the value.

    The value of an alias stands on other lines than its key.
    """

    key: str
    value: Node
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loader made of a text.

    `root` is None where nothing could be read. `is_whole` is False when a limit stopped the
    reading: then there is no root and the last issue says which. `unread` are the lines that are
    in no node though they hold something, `comments` those that hold a comment.
    """

    root: Node | None
    issues: tuple[Issue, ...] = ()
    is_whole: bool = True
    unread: tuple[int, ...] = ()
    comments: tuple[int, ...] = ()


def scalar_value(text: str) -> JsonValue:
    """What a plain scalar stands for under the core schema: null, boolean, number or text.

    A number that would be written in another way, such as 01234, 1.10 or 1e999, stays text.

    Source: YAML 1.2.2, section 10.3.2.
    """
    if text in _NULL:
        return None
    if text in _BOOLEAN:
        return text.casefold() == "true"
    if not _NUMERIC.match(text) or not (_INTEGER.fullmatch(text) or _FLOAT.fullmatch(text)):
        return text
    number = int(text) if _INTEGER.fullmatch(text) else float(text)
    return number if str(number) == text else text


def mappings_in(node: Node) -> Iterator[Mapping]:
    """The mapping itself, or the mappings that are items of a list, in order."""
    if isinstance(node, Mapping):
        yield node
    elif isinstance(node, Sequence):
        yield from (item for item in node.items if isinstance(item, Mapping))
