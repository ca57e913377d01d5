"""HTML that a parser reads in step with its length, whatever it holds."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from careerdoc.text.tags import tags_in

_DEEPEST = 256
"""Elements inside each other. Some tags make a parser look at all that are open."""
_MOST_ATTRIBUTES = 256
"""Attributes of one tag. A parser compares the name of each with all before it."""
# What a parser takes for a tag; a slash before ">" closes it only in drawings and void elements.
_NESTING = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][^\s/<>\"'=]*)(?:[^<>]*(?P<slash>/)>)?")
# Elements without content, and those that the next of their kind closes: none nests in itself.
_FLAT = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|tr|td|th|option"
)
_NAMES = re.compile(r"<(/?)([A-Za-z][^\s/<>\"'=]*)")
_MOSTLY_FLAT = frozenset(_FLAT.pattern.split("|"))
_DRAWN = re.compile("path|circle|ellipse|line|rect|polygon|polyline|stop|use|image")
_INLINE = re.compile(
    "a|abbr|acronym|b|bd[io]|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|small|span|strike|strong"
    "|su[bp]|tt|u|var"
)
_RAW = frozenset({"script", "style", "textarea", "title", "xmp"})
"""Elements that hold no elements, but text that may look like some."""
_TAG_OR_COMMENT = re.compile(f"{_NESTING.pattern}|<!--")
_REST_OF_TAG = re.compile(r"(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>|[^<>]*+>")
_CROWDED = re.compile(
    r"(<[A-Za-z][^\s/<>]*+)"
    r"(?:[\s/]*+[^\s/<>][^\s/<>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s<>\"'][^\s<>]*+))?+)"
    rf"{{{_MOST_ATTRIBUTES},}}+(?=[\s/]*+>)"
)


def depth_of(html: str) -> int:
    """How deep elements may be nested at most; an end tag counts only for an open element."""
    still_open: Counter[str] = Counter()
    deepest = depth = 0
    for tag in _NESTING.finditer(html):
        name = tag["name"].lower()
        if _is_flat(name, tag):
            continue
        if not tag["closing"]:
            still_open[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif still_open[name]:
            still_open[name] -= 1
            depth -= 1
    return deepest


def bearable(html: str, hidden: Collection[str]) -> str:
    """`html` without tags 256 elements deep and without the attributes of tags that have 256.

    Its text stays, on lines of its own where a block began or ended. `hidden` are the elements
    whose text is not shown: these, and what they hold, may be twice as deep.
    """
    if len(html) > 2 * _MOST_ATTRIBUTES:
        html = _CROWDED.sub(r"\1", html)
    return _Flattening(html, hidden).text() if _may_be_deep(html) else html


def _may_be_deep(html: str) -> bool:
    """Whether elements may be nested too deep: a quick look that counts too many rather than too few."""
    if html.count("<") <= _DEEPEST:
        return False
    still_open: dict[str, int] = {}
    depth = 0
    for closing, name in _NAMES.findall(html):
        number = still_open.get(name, 0)
        if not closing and name not in _MOSTLY_FLAT:
            still_open[name] = number + 1
            depth += 1
            if depth > _DEEPEST:
                return True
        elif number:
            still_open[name] = number - 1
            depth -= 1
    return False


@dataclass(slots=True)
class _Flattening:
    """One way through the tags of a text, which counts the elements that are open."""

    html: str
    hidden: Collection[str]
    still_open: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    depth: int = 0
    hidden_depth: int = 0

    def text(self) -> str:
        kept: list[str] = []
        position = 0
        for tag in tags_in(self.html, _TAG_OR_COMMENT, _RAW):
            name = tag["name"].lower()
            rest = None if tag["slash"] else _REST_OF_TAG.match(self.html, tag.end())
            if _is_flat(name, tag) or not (tag["slash"] or rest):
                continue  # what no ">" ends is text, and no tag
            if self._goes(name, is_closing=bool(tag["closing"])):
                kept += (self.html[position : tag.start()], "" if _INLINE.fullmatch(name) else "<br>")
                position = rest.end() if rest else tag.end()
        return "".join([*kept, self.html[position:]]) if kept else self.html

    def _goes(self, name: str, *, is_closing: bool) -> bool:
        """Whether a tag is left out; counts it."""
        if is_closing and self.left_out[name]:
            self.left_out[name] -= 1
            return True
        if not is_closing and self.depth >= self._deepest(name):
            self.left_out[name] += 1
            return True
        if not is_closing or self.still_open[name]:
            step = -1 if is_closing else 1
            self.depth += step
            self.still_open[name] += step
            self.hidden_depth += step * (name in self.hidden)
        return False

    def _deepest(self, name: str) -> float:
        """How deep an element of this name may begin; what is not shown must stay inside what hides it."""
        if name in _RAW:
            return math.inf
        return 2 * _DEEPEST if self.hidden_depth or name in self.hidden else _DEEPEST


def _is_flat(name: str, tag: re.Match[str]) -> bool:
    return bool(_FLAT.fullmatch(name) or (tag["slash"] and _DRAWN.fullmatch(name)))
