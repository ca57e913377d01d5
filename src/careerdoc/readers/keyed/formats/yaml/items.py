"""Items of lists that are texts with a colon, though YAML takes them for mappings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.keyed.formats.yaml.known_keys import is_known_key
from careerdoc.readers.keyed.tree import Entry, Mapping, Node, Scalar

_DASHES = re.compile(r"[ \t]*(?:-[ \t]+)+")
_MESSAGE = "a text with a colon and no quotes; it is read as text and not as a key and its value"


def texts_of(items: tuple[Node, ...], source: list[str], issues: list[Issue]) -> tuple[Node, ...]:
    """The items of a list, those as texts that are `- Some words: more words`; an issue for each.

    Where other items are texts, so are these, but for keys that a field is written under. Where
    all are of one key and one text, they are texts if their keys have several words and differ.
    """
    if not any(type(item) is Mapping and len(item.entries) == 1 for item in items):
        return items
    meant = {index: text for index, item in enumerate(items) if (text := _as_text(item, source)) is not None}
    if not meant or not _are_texts(items, meant):
        return items
    for text in meant.values():
        issues.append(Issue(IssueCode.MENDED_YAML, _MESSAGE, line=text.line, raw=quoted(source[text.line])))
    return tuple(meant.get(index, item) for index, item in enumerate(items))


def _are_texts(items: tuple[Node, ...], meant: dict[int, Scalar]) -> bool:
    if any(type(item) is Scalar and item.text and not item.is_null for item in items):
        return True
    keys = [entry.key for index in meant for entry in _entries(items[index])]
    is_alike = len(set(keys)) < len(keys)
    return len(meant) == len(items) and not is_alike and all(" " in key.strip() for key in keys)


def _entries(item: Node) -> Iterator[Entry]:
    yield from item.entries if isinstance(item, Mapping) else ()


def _as_text(item: Node, source: list[str]) -> Scalar | None:
    """The text of a mapping of one key and one text that stand on one line without quotes."""
    if not isinstance(item, Mapping) or len(item.entries) != 1:
        return None
    (entry,) = item.entries
    value = entry.value
    if not isinstance(value, Scalar) or value.line != item.line or is_known_key(entry.key):
        return None
    line = source[item.line]
    dashes = _DASHES.match(line)
    if dashes is None or not line.startswith(entry.key, dashes.end()):
        return None
    colon = line.find(":", dashes.end() + len(entry.key))
    return _text(line[dashes.end() :], line[dashes.end() : colon], value) if colon >= 0 else None


def _text(written: str, key: str, value: Scalar) -> Scalar | None:
    behind = written[len(key) + 1 :].strip()
    if value.end_line == value.line and behind.startswith(value.text):
        end = written.index(value.text, len(key) + 1) + len(value.text)
        text = written[:end] if value.text else f"{key}:"
        return Scalar(text, False, value.line, value.end_line)
    if value.is_plain and value.end_line > value.line:
        return Scalar(f"{key}: {value.text}", False, value.line, value.end_line)
    return None
