"""YAML read as text: no date, number or boolean is made of a value that a field will parse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from careerdoc.model.issue import Issue, IssueCode, quoted

# libyaml's composer is recursive: 1,546 levels end a process with a small stack. Events are
# read without recursion, so they are counted first.
_DEEPEST = 32
_MOST_NODES = 20_000
_MOST_ALIASES = 64
_MOST_EXPANDED = 100_000

# YAML 1.2.2 core schema, section 10.3.2: what a plain scalar stands for.
_NULL = re.compile(r"~|null|Null|NULL|")
_BOOLEAN = re.compile(r"true|True|TRUE|false|False|FALSE")
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]{1,18}(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")
_SALVAGED = re.compile(r"(?P<key>[A-Za-z_][\w .-]{0,60}):(?:\s+(?P<value>.*\S))?\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One key with its value as text, list or mapping, the typed value, and its lines from 0.

    `texts` are the value's texts when it is a scalar or a list of scalars, else None;
    `typed` is the value under YAML's core schema.
    """

    key: str
    texts: tuple[str, ...] | None
    is_list: bool
    typed: JsonValue
    line: int
    end_line: int


@dataclass(frozen=True, slots=True)
class Block:
    """The entries of a block in order, none when it is no mapping.

    `unread` are lines, counted from 0, that a broken block leaves over; `is_whole` is False
    when a limit stopped the reading.
    """

    entries: tuple[Entry, ...] = ()
    issues: tuple[Issue, ...] = ()
    is_whole: bool = True
    unread: tuple[int, ...] = ()


class _LimitError(ValueError):
    def __init__(self, code: IssueCode, message: str) -> None:
        super().__init__(message)
        self.code = code


def load_block(text: str) -> Block:
    """The entries of a YAML block; a broken one is read line by line as far as it goes.

    Lines of issues and entries count from 0 at the start of the block. Never raises.
    """
    import yaml

    try:
        _check_events(text)
        node = yaml.compose(text, Loader=_loader())
        return _block_of(node)
    except _LimitError as error:
        return Block(issues=(Issue(error.code, str(error), line=0, raw=quoted(text)),), is_whole=False)
    except yaml.YAMLError as error:
        return _salvaged(text, error)


def _loader() -> Any:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _check_events(text: str) -> None:
    import yaml

    depth = aliases = 0
    for nodes, event in enumerate(yaml.parse(text, Loader=_loader())):
        if isinstance(event, yaml.AliasEvent):
            aliases += 1
        elif isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise _LimitError(IssueCode.TOO_DEEP, f"YAML nested deeper than {_DEEPEST} levels is not read")
        if aliases > _MOST_ALIASES or nodes > _MOST_NODES:
            limits = f"{_MOST_ALIASES} aliases or {_MOST_NODES} nodes"
            raise _LimitError(IssueCode.YAML_ALIAS_LIMIT, f"YAML with more than {limits} is not read")


def _block_of(node: Any) -> Block:
    import yaml

    if not isinstance(node, yaml.MappingNode):
        return Block()
    reading = _Values()
    entries: dict[str, Entry] = {}
    for key_node, value_node in node.value:
        entry = _entry_of(key_node, value_node, reading)
        if entry.key in entries:
            reading.issues.append(_duplicate(entries.pop(entry.key), entry))
        entries[entry.key] = entry
    return Block(tuple(entries.values()), tuple(reading.issues))


def _entry_of(key_node: Any, value_node: Any, reading: _Values) -> Entry:
    end = value_node.end_mark
    last = end.line - 1 if end.column == 0 and end.line > key_node.start_mark.line else end.line
    return Entry(
        key=reading.key(key_node),
        texts=_texts_of(value_node),
        is_list=_is_sequence(value_node),
        typed=reading.typed(value_node, 0),
        line=key_node.start_mark.line,
        end_line=max(last, key_node.start_mark.line),
    )


def _is_sequence(node: Any) -> bool:
    return isinstance(node.value, list) and node.id == "sequence"


def _texts_of(node: Any) -> tuple[str, ...] | None:
    nodes = node.value if _is_sequence(node) else [node]
    if any(not isinstance(item.value, str) for item in nodes):
        return None
    return tuple(item.value for item in nodes if not _is_null(item))


def _is_null(node: Any) -> bool:
    return _is_plain(node) and bool(_NULL.fullmatch(node.value))


def _is_plain(node: Any) -> bool:
    # libyaml gives an empty style for a plain scalar, the loader in Python gives None.
    return not node.style


class _Values:
    """Turns nodes into JSON values, counting them, so that aliases cannot multiply without end."""

    def __init__(self) -> None:
        self.issues: list[Issue] = []
        self._expanded = 0

    def key(self, node: Any) -> str:
        if isinstance(node.value, str):
            return node.value
        self.issues.append(
            Issue(IssueCode.BAD_TYPE, "a key is a list or a mapping", line=node.start_mark.line)
        )
        return json.dumps(self.typed(node, 0), ensure_ascii=False)

    def typed(self, node: Any, depth: int) -> JsonValue:
        self._expanded += 1
        if self._expanded > _MOST_EXPANDED:
            raise _LimitError(
                IssueCode.YAML_ALIAS_LIMIT, f"YAML of more than {_MOST_EXPANDED} values is not read"
            )
        if depth > _DEEPEST:
            raise _LimitError(IssueCode.TOO_DEEP, f"YAML nested deeper than {_DEEPEST} levels is not read")
        self._note_tag(node)
        if node.id == "sequence":
            return [self.typed(item, depth + 1) for item in node.value]
        if node.id == "mapping":
            return {self.key(key): self.typed(value, depth + 1) for key, value in node.value}
        return scalar_value(node.value) if _is_plain(node) else str(node.value)

    def _note_tag(self, node: Any) -> None:
        if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
            message = f"the tag {node.tag!r} is not applied; the value is read as text"
            self.issues.append(Issue(IssueCode.YAML_TAG, message, line=node.start_mark.line, raw=node.tag))


def scalar_value(text: str) -> JsonValue:
    """What a plain scalar stands for under the core schema: null, boolean, number or text."""
    if _NULL.fullmatch(text):
        return None
    if _BOOLEAN.fullmatch(text):
        return text.casefold() == "true"
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _duplicate(earlier: Entry, later: Entry) -> Issue:
    message = f"the key {later.key!r} stands twice; the later value counts"
    raw = quoted(f"{earlier.key}: {earlier.typed}")
    return Issue(IssueCode.DUPLICATE_KEY, message, line=earlier.line, raw=raw)


def _salvaged(text: str, error: Exception) -> Block:
    """The lines of a broken block that are a plain key and value; the others are unread."""
    entries: dict[str, Entry] = {}
    unread: list[int] = []
    for number, line in enumerate(text.split("\n")):
        found = _SALVAGED.fullmatch(line)
        if found is None:
            unread += [number] if line.strip() else []
            continue
        value = (found["value"] or "").strip()
        texts = tuple(_listed(value)) if value.startswith("[") else (_unquoted(value),) if value else ()
        typed: JsonValue = list(texts) if value.startswith("[") else (texts[0] if texts else None)
        entries[found["key"]] = Entry(found["key"], texts, value.startswith("["), typed, number, number)
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read"
    line_number = min(mark.line, text.count("\n")) if mark else 0
    issue = Issue(
        IssueCode.MALFORMED_YAML,
        f"broken YAML ({problem}); its lines are read one by one",
        line=line_number,
        raw=quoted(text.split("\n")[line_number]),
    )
    return Block(tuple(entries.values()), (issue,), unread=tuple(unread))


def _listed(value: str) -> Iterator[str]:
    for item in value.strip("[] ").split(","):
        if text := _unquoted(item.strip()):
            yield text


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value
