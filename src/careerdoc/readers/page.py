"""HTML pages saved from the web: one post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from careerdoc.model.document import Document, RawItem, RawValue, Reader, Reading, TextForm
from careerdoc.readers.base import nothing_found
from careerdoc.text.html import html_to_text, parsed_html

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_BEFORE_ROOT = r"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,2000}?-->\s*)*"
_ROOT = re.compile(_BEFORE_ROOT + r"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_FEWEST_WORDS = 25


@dataclass(frozen=True, slots=True)
class _Metadata:
    """An element of a page that states a field: a CSS-like place, and the attribute to read."""

    field: str
    name: str
    where: dict[str, Any]
    attribute: str | None


# The first that is found counts. Source: HTML standard section 4.2; Open Graph protocol.
_METADATA = (
    _Metadata("title", "meta", {"property": "og:title"}, "content"),
    _Metadata("title", "title", {}, None),
    _Metadata("title", "h1", {}, None),
    _Metadata("published", "meta", {"property": "article:published_time"}, "content"),
    _Metadata("published", "time", {"datetime": True}, "datetime"),
    _Metadata("updated", "meta", {"property": "article:modified_time"}, "content"),
    _Metadata("authors", "meta", {"name": "author"}, "content"),
    _Metadata("summary", "meta", {"name": "description"}, "content"),
    _Metadata("url", "link", {"rel": "canonical"}, "href"),
    _Metadata("url", "meta", {"property": "og:url"}, "content"),
    _Metadata("language", "html", {"lang": True}, "lang"),
)


def _sniff(document: Document) -> float:
    return 1.0 if _ROOT.match(document.text) else 0.0


def _read(document: Document) -> Reading:
    text = html_to_text(document.text)
    if len(text.split()) < _FEWEST_WORDS:
        return nothing_found(document, "a page without running text")
    last = document.lines[-1].number
    values = list(_metadata(parsed_html(document.text), document))
    base = next((value.text for value in values if value.field == "url"), document.source.url)
    raw = "\n".join(line.text for line in document.lines)
    content = RawValue("content", document.text, 1, last, raw, TextForm.HTML, base)
    return Reading((RawItem("post", 1, last, (*values, content), confidence=0.8),))


def _metadata(soup: BeautifulSoup, document: Document) -> Iterator[RawValue]:
    found: set[str] = set()
    for place in _METADATA:
        if place.field in found:
            continue
        element = soup.find(place.name, place.where)
        text = _text_of(element, place.attribute) if element else ""
        if text:
            found.add(place.field)
            line = _line_of(text, document)
            yield RawValue(place.field, text, line, line, text, base=document.source.url)


def _line_of(text: str, document: Document) -> int:
    """The first line that holds the start of `text`; 1 where it is written with references."""
    start = text[:40]
    return next((line.number for line in document.lines if start in line.text), 1)


def _text_of(element: Tag, attribute: str | None) -> str:
    return " ".join((str(element.get(attribute) or "") if attribute else element.get_text()).split())


READER = Reader(
    name="page",
    title="HTML page: one post",
    suffixes=(".html", ".htm", ".xhtml"),
    media_types=("text/html", "application/xhtml+xml"),
    sniff=_sniff,
    read=_read,
)
