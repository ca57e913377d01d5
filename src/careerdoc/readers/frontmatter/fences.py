"""Where the front matter of a document starts and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass

from careerdoc.model.document import Document, Line

_KEY = r"[^\s#:\-\[{][^:\n]{0,80}:(?:\s|$)"
_LINE_OF_BLOCK = re.compile(rf"{_KEY}|\s+\S|\s*#|- ")
_KEYED = re.compile(rf"{_KEY}|\{{|\? ")


@dataclass(frozen=True, slots=True)
class Head:
    """A front matter block, its fences and the body behind; `closed` when its end is fenced."""

    fences: tuple[Line, ...]
    block: tuple[Line, ...]
    body: tuple[Line, ...]
    closed: bool

    @property
    def block_text(self) -> str:
        """The block as YAML; each of its lines keeps its place."""
        return "\n".join(line.text for line in self.block)


def head_of(document: Document) -> Head | None:
    """The front matter at the start of `document`, after blank lines at most; None without one.

    Without a closing fence the block ends in front of the first line that is no key.
    """
    lines = document.lines
    first = next((index for index, line in enumerate(lines) if line.text.strip()), None)
    if first is None or not _is_fence(lines[first].text):
        return None
    closing = next((index for index in range(first + 1, len(lines)) if _is_end(lines[index].text)), None)
    if closing is not None:
        fences = (lines[first], lines[closing])
        return Head(fences, lines[first + 1 : closing], lines[closing + 1 :], closed=True)
    end = first + 1
    while end < len(lines) and _LINE_OF_BLOCK.match(lines[end].text):
        end += 1
    return Head((lines[first],), lines[first + 1 : end], lines[end:], closed=False)


def is_keyed(head: Head) -> bool:
    """Whether a line of the block starts with a key, or with the bracket of a mapping."""
    return any(_KEYED.match(line.text) for line in head.block)


def _is_end(line: str) -> bool:
    # YAML 1.2.2, section 9.1.2: three dots end a document as well.
    return _is_fence(line) or line.rstrip() == "..."


def _is_fence(line: str) -> bool:
    from frontmatter.default_handlers import YAMLHandler  # loads PyYAML

    boundary = YAMLHandler.FM_BOUNDARY
    return boundary is not None and line.startswith("---") and bool(boundary.fullmatch(line))
