"""Lists and mappings of YAML while they are read, and the entries of a mapping that has ended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.keyed.tree import Entry, Mapping, Node, Scalar, mappings_in

_MERGE = "<<"


@dataclass(slots=True)
class Open:
    """A list or mapping that has not ended: its items, or its keys and values in turn.

    `extra` are the values below its own, each as often as an alias repeats it, `height` the
    levels of lists and mappings in it. `aliased` tells the lines of those children that stand
    elsewhere, by their index.
    """

    line: int
    is_flow: bool = False
    anchor: str | None = None
    children: list[Node] = field(default_factory=list)
    aliased: dict[int, int] = field(default_factory=dict)
    extra: int = 0
    height: int = 1

    def line_of(self, index: int) -> int:
        """The line on which a child is named."""
        return self.aliased[index] if index in self.aliased else self.children[index].line

    def end_of(self, index: int) -> int:
        """The last line of a child, or the line of its alias."""
        return self.aliased[index] if index in self.aliased else self.children[index].end_line


def entries_of(ended: Open, source: list[str], issues: list[Issue]) -> tuple[Entry, ...]:
    """The entries of a mapping: of a key that stands twice the later, and an issue.

    The entries of a mapping that is merged in stand on the line of the merge.
    """
    entries: dict[str, Entry] = {}
    merged: set[str] = set()
    for entry, is_merge in _told(ended, issues):
        if is_merge:
            merged |= _merge(entry, entries)
            continue
        earlier = entries.pop(entry.key, None)
        if earlier is not None and entry.key not in merged:
            issues.append(duplicate(earlier, source))
        merged.discard(entry.key)
        entries[entry.key] = entry
    return tuple(entries.values())


def duplicate(earlier: Entry, source: list[str]) -> Issue:
    """The issue of a key that stands twice, at the one that does not count."""
    message = f"the key {earlier.key!r} stands twice; the later value counts"
    raw = "\n".join(source[earlier.line : earlier.end_line + 1]).strip()
    return Issue(IssueCode.DUPLICATE_KEY, message, line=earlier.line, raw=quoted(raw))


def _told(ended: Open, issues: list[Issue]) -> Iterator[tuple[Entry, bool]]:
    """Each key with its value, and whether it merges other mappings in."""
    children, has_aliases = ended.children, bool(ended.aliased)
    for index in range(0, len(children), 2):
        key, value = children[index], children[index + 1]
        if has_aliases:
            line, end_line = ended.line_of(index), ended.end_of(index + 1)
        else:
            line, end_line = key.line, value.end_line
        if type(key) is Scalar:
            is_merge = key.text == _MERGE and key.is_plain and _is_mergeable(value)
            yield Entry(key.text, value, line, end_line), is_merge
        else:
            yield Entry(_json_key(key, line, issues), value, line, end_line), False


def _json_key(key: Node, line: int, issues: list[Issue]) -> str:
    issues.append(Issue(IssueCode.BAD_TYPE, "a key is a list or a mapping", line=line))
    return json.dumps(key.typed, ensure_ascii=False)


def _is_mergeable(value: Node) -> bool:
    """Whether it is a mapping or a list of mappings.

    Source: the merge key of YAML 1.1, https://yaml.org/type/merge.html.
    """
    if isinstance(value, Scalar):
        return False
    return isinstance(value, Mapping) or all(isinstance(item, Mapping) for item in value.items)


def _merge(merge: Entry, entries: dict[str, Entry]) -> set[str]:
    """Adds what is not there yet; gives the keys that were added."""
    added: set[str] = set()
    for mapping in mappings_in(merge.value):
        for entry in mapping.entries:
            if entry.key not in entries:
                entries[entry.key] = Entry(entry.key, entry.value, merge.line, merge.end_line)
                added.add(entry.key)
    return added
