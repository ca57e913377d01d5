"""Elements that a page hides from its readers by an attribute."""

from __future__ import annotations

import re

# Attributes as HTML writes them; what is written otherwise hides nothing here.
_TAG = re.compile(
    r"<(?P<closing>/?)(?P<name>[A-Za-z][\w:-]*+)"
    r"(?P<attributes>(?:\s++[\w:@.-]++(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'=<>`]++))?)*+)\s*/?>"
)
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_HIDDEN = re.compile(r"\shidden(?=\s|$|=)", re.IGNORECASE)
_STYLE = re.compile(
    r"\sstyle\s*=\s*[\"'][^\"']*(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE
)
_SIGNS = ("hidden", "none")
"""What all that hides holds, as nearly everybody writes it; looking for more would cost every text."""


def concealed_spans(html: str) -> tuple[tuple[int, int], ...]:
    """Where elements stand that `hidden` or their style hides, as offsets; in order, none in another.

    An element that is not closed hides nothing, for nobody knows where it would end.
    Source: HTML Living Standard, section 6.1; CSS, `display` and `visibility`.

    >>> concealed_spans('a<i hidden>b</i>c')
    ((1, 16),)
    """
    if not any(sign in html for sign in _SIGNS):
        return ()
    still_open: dict[str, list[int]] = {}
    found: list[tuple[int, int]] = []
    for tag in _TAG.finditer(html):
        opened = still_open.setdefault(tag["name"].lower(), [])
        if not tag["closing"]:
            opened.append(tag.start() if _conceals(tag["attributes"]) else -1)
        elif opened and (start := opened.pop()) >= 0:
            found.append((start, tag.end()))
    return _outermost(found)


def without_concealed(html: str) -> str:
    """`html` without the elements that are hidden."""
    kept: list[str] = []
    position = 0
    for start, end in concealed_spans(html):
        kept.append(html[position:start])
        position = end
    return "".join([*kept, html[position:]]) if kept else html


def _conceals(attributes: str) -> bool:
    return bool(_STYLE.search(attributes) or _HIDDEN.search(_VALUE.sub('""', attributes)))


def _outermost(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    outermost: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not outermost or start >= outermost[-1][1]:
            outermost.append((start, end))
    return tuple(outermost)
