"""Where the front matter of a document starts and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from careerdoc.model.document import Document, Line

_MOST_ABOVE = 2
_LONGEST_ABOVE = 80
"""Characters of a line above the front matter. A longer one is text."""
_KEY = r"[^\s#:\-\[{][^:\n]{0,80}:(?:\s|$)"
_LINE = re.compile(r"[^\r\n]+")
_LINE_OF_BLOCK = re.compile(rf"{_KEY}|\s+\S|\s*#|- ")
_KEYED = re.compile(rf"{_KEY}|\{{|\? ")


@dataclass(frozen=True, slots=True)
class Head:
    """A front matter block, its fences and the body behind; `closed` when its end is fenced.

    `above` are lines in front of it, such as the name of a file.
    """

    fences: tuple[Line, ...]
    block: tuple[Line, ...]
    body: tuple[Line, ...]
    closed: bool
    above: tuple[Line, ...] = ()

    @property
    def block_text(self) -> str:
        """The block as YAML; each of its lines keeps its place."""
        return "\n".join(line.text for line in self.block)


def head_of(document: Document) -> Head | None:
    """The front matter at the start of `document`; None without one.

    Only blank lines stand above it, or two short ones where the block is sure: it is closed
    and begins with two keys. Without a closing fence the block ends in front of the first
    line that is no key.
    """
    filled_texts = (line[0] for line in _LINE.finditer(document.text) if not line[0].isspace())
    if not any(map(_is_fence, islice(filled_texts, _MOST_ABOVE + 1))):
        return None
    lines = document.lines
    filled = (index for index, line in enumerate(lines) if line.text.strip())
    above: list[Line] = []
    for index in islice(filled, _MOST_ABOVE + 1):
        if _is_fence(lines[index].text):
            head = _head_at(index, lines, tuple(above))
            return head if not above or _is_sure(head) else None
        if len(lines[index].text) > _LONGEST_ABOVE:
            return None
        above.append(lines[index])
    return None


def _head_at(first: int, lines: tuple[Line, ...], above: tuple[Line, ...]) -> Head:
    closing = next((index for index in range(first + 1, len(lines)) if _is_end(lines[index].text)), None)
    if closing is not None:
        fences = (lines[first], lines[closing])
        return Head(fences, lines[first + 1 : closing], lines[closing + 1 :], closed=True, above=above)
    end = first + 1
    while end < len(lines) and _LINE_OF_BLOCK.match(lines[end].text):
        end += 1
    return Head((lines[first],), lines[first + 1 : end], lines[end:], closed=False, above=above)


def _is_sure(head: Head) -> bool:
    filled = [line for line in head.block if line.text.strip()]
    return head.closed and len(filled) > 1 and all(_KEYED.match(line.text) for line in filled[:2])


def is_keyed(head: Head) -> bool:
    """Whether a line of the block starts with a key, or with the bracket of a mapping."""
    return any(_KEYED.match(line.text) for line in head.block)


def _is_end(line: str) -> bool:
    # YAML 1.2.2, section 9.1.2: three dots end a document as well.
    return _is_fence(line) or line.rstrip() == "..."


def _is_fence(line: str) -> bool:
    if not line.startswith("---"):
        return False
    from frontmatter.default_handlers import YAMLHandler  # loads PyYAML

    boundary = YAMLHandler.FM_BOUNDARY
    return boundary is not None and bool(boundary.fullmatch(line))
