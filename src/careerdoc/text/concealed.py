"""Elements that a page hides from its readers by an attribute."""

from __future__ import annotations

import re

from careerdoc.text.tags import tags_in

_SIGNS = ("hidden", "none")
"""What all that hides holds, as nearly everybody writes it; looking for more would cost every text."""
_TAG = re.compile(
    r"<(?P<closing>/?)(?P<name>[A-Za-z][\w:-]*+)"
    r"(?P<attributes>(?:\s++[\w:@.-]++(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'=<>`]++))?)*)\s*/?>"
    r"|<!--"
)
_ATTRIBUTE = re.compile(r"\s([\w:@.-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\s*(?:;|!|$)", re.IGNORECASE)
RAW = frozenset({"iframe", "noscript", "script", "style", "textarea", "title"})
"""Elements that hold no elements, but text that may look like some: the first end tag ends them."""
_HOLD_TEXT = RAW | {"xmp"}
# HTML ends a paragraph where one of these begins.
_BLOCK = re.compile(
    r"<(?:address|article|aside|blockquote|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|main|nav|ol|p|pre"
    r"|section|table|ul)[\s/>]",
    re.IGNORECASE,
)


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
    for tag in tags_in(html, _TAG, _HOLD_TEXT):
        name = tag["name"].lower()
        opened = still_open.setdefault(name, [])
        if not tag["closing"]:
            opened.append(tag.start() if _conceals(tag["attributes"]) else -1)
            continue
        start = opened.pop() if opened else -1
        if start >= 0 and (name != "p" or not _BLOCK.search(html, start + 1, tag.start())):
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
    for name, value in _ATTRIBUTE.findall(attributes):
        told = name.lower()
        if told == "hidden" or (told == "style" and _STYLE.search(value.strip("\"'"))):
            return True
    return False


def _outermost(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    outermost: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if not outermost or start >= outermost[-1][1]:
            outermost.append((start, end))
    return tuple(outermost)
