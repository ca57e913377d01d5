"""The head of an Org file as a tree with the line of each key."""

from __future__ import annotations

import re

from careerdoc.model.issue import IssueCode
from careerdoc.model.limits import STANDARD, Limits
from careerdoc.readers.keyed.formats.limits import LimitError, over_limit
from careerdoc.readers.keyed.formats.remarks import with_line_feeds
from careerdoc.readers.keyed.tree import Entry, Loaded, Mapping, Node, Scalar, Sequence

_KEYWORD = re.compile(r"\s*+#\+(?P<key>[^\s:\[\]]++)(?P<list>\[\])?:(?:\s++(?P<value>\S.*)?)?")
_COMMENT = re.compile(r"\s*+#(?:\s|\Z)")
_DAY = r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})"
_STAMP = re.compile(
    rf"[<\[]{_DAY}(?:[ ]+[^\W\d_]+\.?)?(?:[ ]+(?P<time>[0-9]{{1,2}}:[0-9]{{2}}))?[^<>\[\]\n]{{0,40}}[>\]]"
)
_TAGS = re.compile(r":(?P<tags>[^\s:]+(?::[^\s:]+)*):")
_TAG = re.compile(r"\"([^\"]++)\"|(\S++)")
# ox-hugo writes these as lists between blanks.
_LISTS = frozenset({"hugo_tags", "hugo_categories"})
_BETWEEN_STAMPS = "--"
_RANGE = " - "


def load_org(text: str, limits: Limits = STANDARD) -> Loaded:
    """The tree of the `#+KEY: value` lines of `text`, whose keys are as they are first written.

    A time stamp loses its brackets and the name of its day. Tags between colons, and the values of
    `#+HUGO_TAGS:` and `#+KEY[]:`, are a list. The values of a key that stands on several lines are
    joined by a blank. Never raises.

    Source: the Org manual, sections "Export Settings", "Timestamps" and "Tag Inheritance".
    """
    values: dict[str, list[Entry]] = {}
    unread: list[int] = []
    comments: list[int] = []
    for number, line in enumerate(with_line_feeds(text).split("\n")):
        if found := _KEYWORD.fullmatch(line.rstrip()):
            key = found["key"]
            value = _value(key, found["value"] or "", bool(found["list"]), number)
            values.setdefault(key.casefold(), []).append(Entry(key, value, number, number))
        elif _COMMENT.match(line):
            comments.append(number)
        elif line.strip():
            unread.append(number)
    if len(values) > limits.max_nodes:
        message = f"Org of more than {limits.max_nodes} keys is not read"
        return over_limit(LimitError(IssueCode.TOO_LARGE, message), text)
    root = _mapping(tuple(map(_joined, values.values()))) if values else None
    return Loaded(root, unread=tuple(unread), comments=tuple(comments))


def _mapping(entries: tuple[Entry, ...]) -> Mapping:
    return Mapping(entries, entries[0].line, max(entry.end_line for entry in entries))


def _value(key: str, written: str, is_list: bool, line: int) -> Scalar | Sequence:
    tags = _TAGS.fullmatch(written)
    if tags:
        return _list(tags["tags"].split(":"), line)
    if is_list or key.casefold() in _LISTS:
        return _list([quoted or plain for quoted, plain in _TAG.findall(written)], line)
    return Scalar(_without_stamps(written), True, line, line)


def _list(texts: list[str], line: int) -> Sequence:
    return Sequence(tuple(Scalar(text, True, line, line) for text in texts), line, line)


def _without_stamps(written: str) -> str:
    """A time stamp, or two with `--` between, as dates; any other text as it is."""
    stamps = [_STAMP.fullmatch(part) for part in written.split(_BETWEEN_STAMPS)]
    days = [" ".join(filter(None, (stamp["day"], stamp["time"]))) for stamp in stamps if stamp]
    return _RANGE.join(days) if len(days) == len(stamps) <= 2 else written


def _joined(entries: list[Entry]) -> Entry:
    """The entries of one key as one."""
    first, last = entries[0], entries[-1]
    if len(entries) == 1:
        return first
    value: Scalar | Sequence
    texts = [entry.value.text for entry in entries if isinstance(entry.value, Scalar)]
    if len(texts) == len(entries):
        value = Scalar(" ".join(filter(None, texts)), True, first.line, last.line)
    else:
        value = Sequence(tuple(item for entry in entries for item in _items(entry)), first.line, last.line)
    return Entry(first.key, value, first.line, last.line)


def _items(entry: Entry) -> tuple[Node, ...]:
    return entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
