"""YAML read as text: no date, number or boolean is made of a value that a field will parse."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pydantic import JsonValue

from careerdoc.fields.placeholders import is_placeholder
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.frontmatter.mending import mended

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
# Line breaks to libyaml, which follows YAML 1.1; to YAML 1.2.2 (section 5.4) and editors they are none.
_NO_BREAKS = "\x85\u2028\u2029"
_PRIVATE_USE = range(0xE000, 0xF900)
_COMMENT = re.compile(r"(?<!\S)#")
_SALVAGED_KEY = re.compile(r"(?P<key>[A-Za-z_][\w .-]{0,60}):(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One key with its value as text, list or mapping, the typed value, and its lines from 0.

    `texts` are the value's texts when it is a scalar or a list of scalars, "" for null, else
    None. `typed` is the value under YAML's core schema. `mappings` are the entries of the
    value when it is a mapping, and of each mapping in it when it is a list.
    """

    key: str
    texts: tuple[str, ...] | None
    is_list: bool
    typed: JsonValue
    line: int
    end_line: int
    mappings: tuple[tuple[Entry, ...], ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether the value is a text, or a list of texts, that says something."""
        return any(text.strip() and not is_placeholder(text) for text in self.texts or ())

    @property
    def is_empty(self) -> bool:
        """Whether the key stands there without a value: null, blank text or an empty list."""
        return self.texts is not None and not any(text.strip() for text in self.texts)


@dataclass(frozen=True, slots=True)
class Block:
    """The entries of a block in order, none when it is no mapping.

    Lines count from 0: `unread` are those that a broken block leaves over, `comments` those
    with a comment. `is_whole` is False when a limit stopped the reading.
    """

    entries: tuple[Entry, ...] = ()
    issues: tuple[Issue, ...] = ()
    is_whole: bool = True
    unread: tuple[int, ...] = ()
    comments: tuple[int, ...] = ()


class _LimitError(ValueError):
    def __init__(self, code: IssueCode, message: str) -> None:
        super().__init__(message)
        self.code = code


def load_block(text: str) -> Block:
    """The entries of a YAML block; a broken one is mended, or read line by line as far as it goes.

    Lines of issues and entries count from 0 at the start of the block. Never raises.
    """
    import yaml

    try:
        block = _composed(text)
    except yaml.YAMLError as error:
        return _mended(text) or _salvaged(text, error)
    is_read = block.entries or not block.is_whole
    return block if is_read else _mended(text) or block


def _mended(text: str) -> Block | None:
    """The block with its faulty lines mended; None where that does not help."""
    import yaml

    better, changed = mended(text)
    try:
        block = _composed(better)
    except yaml.YAMLError:
        return None
    lines = text.split("\n")
    message = (
        "the line is no right YAML; it is read as if its value stood in quotes and its blanks were plain"
    )
    issues = (
        Issue(IssueCode.MENDED_YAML, message, line=number, raw=quoted(lines[number])) for number in changed
    )
    return replace(block, issues=(*issues, *block.issues)) if block.entries else None


def _composed(text: str) -> Block:
    import yaml

    masks = _masks(text)
    masked = text.translate(masks)
    try:
        comments = _comments(text, _text_ends(masked))
        node = yaml.compose(masked, Loader=_loader())
        return replace(_block_of(node, masks, text.split("\n")), comments=comments)
    except _LimitError as error:
        return Block(issues=(Issue(error.code, str(error), line=0, raw=quoted(text)),), is_whole=False)


def _loader() -> Any:
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _masks(text: str) -> dict[int, int]:
    """For each character that libyaml would wrongly break lines at, one that `text` does not hold."""
    held = set(text)
    unused = (code for code in _PRIVATE_USE if chr(code) not in held)
    return {ord(sign): code for sign, code in zip(_NO_BREAKS, unused, strict=False) if sign in held}


def _text_ends(text: str) -> dict[int, int]:
    """Line -> the column where the last key or text on it ends; raises where the block is over a limit."""
    import yaml

    ends: dict[int, int] = {}
    depth = aliases = 0
    for nodes, event in enumerate(yaml.parse(text, Loader=_loader())):
        if isinstance(event, yaml.ScalarEvent):
            _note_ends(event, ends)
        elif isinstance(event, yaml.AliasEvent):
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
    return ends


def _note_ends(scalar: Any, ends: dict[int, int]) -> None:
    start, end = scalar.start_mark, scalar.end_mark
    ends.update(dict.fromkeys(range(start.line, end.line), sys.maxsize))
    if scalar.style in ("|", ">"):
        ends[start.line] = start.column  # what stands behind the sign is no text yet
    if end.column:
        ends[end.line] = end.column


def _lines_between(start: Any, end: Any) -> range:
    """The lines from mark to mark; an end in front of a line's first character leaves it out."""
    last = end.line - 1 if end.column == 0 else end.line
    return range(start.line, max(last, start.line) + 1)


def _comments(text: str, ends: dict[int, int]) -> tuple[int, ...]:
    """The lines that are a comment or have one behind their text."""
    lines = enumerate(text.split("\n"))
    return tuple(number for number, line in lines if _COMMENT.search(line, ends.get(number, 0)))


def _block_of(node: Any, masks: dict[int, int], lines: list[str]) -> Block:
    import yaml

    if not isinstance(node, yaml.MappingNode):
        return Block()
    values = _Values({code: sign for sign, code in masks.items()}, lines)
    entries = values.entries(node, 0)
    return Block(entries, tuple(values.issues))


def _is_sequence(node: Any) -> bool:
    return isinstance(node.value, list) and node.id == "sequence"


def _is_null(node: Any) -> bool:
    return _is_plain(node) and bool(_NULL.fullmatch(node.value))


def _is_plain(node: Any) -> bool:
    # libyaml gives an empty style for a plain scalar, the loader in Python gives None.
    return not node.style


class _Values:
    """Turns nodes into entries, counting them, so that aliases cannot multiply without end."""

    def __init__(self, masked: dict[int, int], lines: list[str]) -> None:
        self.issues: list[Issue] = []
        self._lines = lines
        self._masked = masked
        self._expanded = 0

    def entries(self, node: Any, depth: int) -> tuple[Entry, ...]:
        """The entries of a mapping; of a key that stands twice the later, and an issue."""
        self._count(depth)
        return _without_duplicates(
            (self._entry(key, value, depth + 1) for key, value in node.value), self._lines, self.issues
        )

    def _entry(self, key_node: Any, value_node: Any, depth: int) -> Entry:
        typed, mappings = self._value(value_node, depth)
        lines = _lines_between(key_node.start_mark, value_node.end_mark)
        return Entry(
            key=self._key(key_node, depth),
            texts=self._texts(value_node),
            is_list=_is_sequence(value_node),
            typed=typed,
            line=lines[0],
            end_line=lines[-1],
            mappings=mappings,
        )

    def _key(self, node: Any, depth: int) -> str:
        if isinstance(node.value, str):
            return self._text(node)
        self.issues.append(
            Issue(IssueCode.BAD_TYPE, "a key is a list or a mapping", line=node.start_mark.line)
        )
        return json.dumps(self._value(node, depth)[0], ensure_ascii=False)

    def _value(self, node: Any, depth: int) -> tuple[JsonValue, tuple[tuple[Entry, ...], ...]]:
        self._note_tag(node)
        if node.id == "mapping":
            entries = self.entries(node, depth)
            return {entry.key: entry.typed for entry in entries}, (entries,)
        self._count(depth)
        if node.id == "sequence":
            values = [self._value(item, depth + 1) for item in node.value]
            inner = zip(node.value, values, strict=True)
            mappings = (entries for item, (_, entries) in inner if item.id == "mapping")
            return [typed for typed, _ in values], tuple(entries for (entries,) in mappings)
        text = self._text(node)
        return (scalar_value(text) if _is_plain(node) else text), ()

    def _texts(self, node: Any) -> tuple[str, ...] | None:
        nodes = node.value if _is_sequence(node) else [node]
        if any(not isinstance(item.value, str) for item in nodes):
            return None
        return tuple("" if _is_null(item) else self._text(item) for item in nodes)

    def _text(self, node: Any) -> str:
        return str(node.value).translate(self._masked)

    def _count(self, depth: int) -> None:
        self._expanded += 1
        if self._expanded > _MOST_EXPANDED:
            raise _LimitError(
                IssueCode.YAML_ALIAS_LIMIT, f"YAML of more than {_MOST_EXPANDED} values is not read"
            )
        if depth > _DEEPEST:
            raise _LimitError(IssueCode.TOO_DEEP, f"YAML nested deeper than {_DEEPEST} levels is not read")

    def _note_tag(self, node: Any) -> None:
        if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
            line = node.start_mark.line
            raw = self._lines[line]
            message = "the tag on this line is not applied; the value is read as text"
            self.issues.append(Issue(IssueCode.YAML_TAG, message, line=line, raw=quoted(raw.strip())))


def scalar_value(text: str) -> JsonValue:
    """What a plain scalar stands for under the core schema: null, boolean, number or text.

    A number that would be written in another way, such as 01234, 1.10 or 1e999, stays text.
    """
    if _NULL.fullmatch(text):
        return None
    if _BOOLEAN.fullmatch(text):
        return text.casefold() == "true"
    if not (_INTEGER.fullmatch(text) or _FLOAT.fullmatch(text)):
        return text
    number = int(text) if _INTEGER.fullmatch(text) else float(text)
    return number if str(number) == text else text


def _without_duplicates(told: Iterable[Entry], lines: list[str], issues: list[Issue]) -> tuple[Entry, ...]:
    entries: dict[str, Entry] = {}
    for entry in told:
        if entry.key in entries:
            issues.append(_duplicate(entries.pop(entry.key), lines))
        entries[entry.key] = entry
    return tuple(entries.values())


def _duplicate(earlier: Entry, lines: list[str]) -> Issue:
    message = f"the key {earlier.key!r} stands twice; the later value counts"
    raw = "\n".join(lines[earlier.line : earlier.end_line + 1]).strip()
    return Issue(IssueCode.DUPLICATE_KEY, message, line=earlier.line, raw=quoted(raw))


def _salvaged(text: str, error: Exception) -> Block:
    """The lines of a broken block that are a plain key and value; the others are unread."""
    lines = text.split("\n")
    told = [_salvaged_entry(line, number) for number, line in enumerate(lines)]
    issues = [_broken(lines, error)]
    entries = _without_duplicates(filter(None, told), lines, issues)
    unread = (number for number, entry in enumerate(told) if entry is None and lines[number].strip())
    return Block(entries, tuple(issues), unread=tuple(unread))


def _salvaged_entry(line: str, number: int) -> Entry | None:
    found = _SALVAGED_KEY.match(line)
    if found is None:
        return None
    value = line[found.end() :].strip()
    is_list = value.startswith("[")
    texts = tuple(_listed(value)) if is_list else (_unquoted(value),)
    typed: JsonValue = list(texts) if is_list else (texts[0] or None)
    return Entry(found["key"].strip(), texts, is_list, typed, number, number)


def _broken(lines: list[str], error: Exception) -> Issue:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read"
    line_number = min(mark.line, len(lines) - 1) if mark else 0
    message = f"broken YAML ({problem}); its lines are read one by one"
    return Issue(IssueCode.MALFORMED_YAML, message, line=line_number, raw=quoted(lines[line_number]))


def _listed(value: str) -> Iterator[str]:
    for item in value.strip("[] ").split(","):
        if text := _unquoted(item.strip()):
            yield text


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value
