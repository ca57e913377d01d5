"""HTML pages saved from the web: one post."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from careerdoc.fields import urls
from careerdoc.model.document import (
    Document,
    Extra,
    Lines,
    RawItem,
    RawValue,
    Reader,
    Reading,
    TextForm,
)
from careerdoc.model.issue import Issue
from careerdoc.readers.base import beside_text, joined, nothing_found, score_behind
from careerdoc.text.html import html_to_text, image_addresses, parsed_html
from careerdoc.text.prose import word_count
from careerdoc.text.repair import find_orphans

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_BEFORE_ROOT = re.compile(r"(?>[^<]+|<\?[^>]*>|<!--.*?-->)*+", re.DOTALL)
_NO_TEXT = re.compile(r"<\?[^>]*>|<!--.*?-->|[\s\ufeff]+", re.DOTALL)
_ROOT = re.compile(r"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_NAME = re.compile(
    r"""<(?:(?=title\b)|meta\b[^<>]*?\b(?:name|property|itemprop)\s*=\s*["']?)([^"'<>\s]+)""", re.IGNORECASE
)
"""Where a page states something: `<title>`, and the name of each `<meta>`."""
_LINKED_DATA = re.compile(r"\s*application/ld\+json", re.IGNORECASE)
_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"|[][{}]', re.DOTALL)
_DEEPEST = 32
"""Brackets inside each other in the JSON of a page; deeper data is kept as text."""
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
    start = _root_start(document)
    if start is None:
        return 0.0
    return score_behind(_NO_TEXT.sub("", document.text[:start]), document)


def _root_start(document: Document) -> int | None:
    """The offset of the root, None where an element stands before it or there is none."""
    before = _BEFORE_ROOT.match(document.text)
    return before.end() if before and _ROOT.match(document.text, before.end()) else None


def _read(document: Document) -> Reading:
    text = html_to_text(document.text)
    if word_count(text) < _FEWEST_WORDS:
        return nothing_found(document, "a page without running text")
    last = document.lines[-1].number
    start = _root_start(document) or 0
    markup = document.text[start:]
    soup = parsed_html(markup)
    values, used = _metadata(soup, document)
    raw = joined(document.lines)
    base = _base_of_links(soup, values, document)
    values.append(
        RawValue("content", markup, 1, last, raw, TextForm.HTML, base, images=image_addresses(markup))
    )
    extra = tuple(_extras(soup, used, document))
    leftover = tuple(_before_root(document.text[:start]))
    beside, issues = _beside(document, start if leftover else 0, values, extra)
    item = RawItem("post", 1, last, tuple(values), (*extra, *beside), leftover, confidence=0.8)
    return Reading((item,), issues=issues, orphans=find_orphans(text))


def _beside(
    document: Document, start: int, values: list[RawValue], extra: tuple[Extra, ...]
) -> tuple[tuple[Extra, ...], tuple[Issue, ...]]:
    """What the page holds from `start` beside its text and what `values` and `extra` tell."""
    told = {value.text for value in values} | {text for one in extra for text in _texts_of(one)}
    line = 1 + sum(one.start_offset <= start for one in document.lines[1:])
    markup = RawValue("content", document.text[start:], line, len(document.lines), "", TextForm.HTML)
    beside = beside_text([markup], frozenset(" ".join(text.split()) for text in told))
    return beside.extra, beside.issues


def _texts_of(extra: Extra) -> Iterator[str]:
    told = extra.value if isinstance(extra.value, list) else [extra.value]
    return (text for text in (extra.lines.text, *told) if isinstance(text, str))


def _before_root(text: str) -> Iterator[Lines]:
    """The text before the root with its comments, if it holds more than these."""
    if _NO_TEXT.sub("", text):
        yield Lines(1, 1 + text.rstrip().count("\n"), text.strip("\ufeff \t\r\n"))


def _metadata(soup: BeautifulSoup, document: Document) -> tuple[list[RawValue], list[Tag]]:
    """The fields that the page states, and the elements that they were taken from."""
    values: list[RawValue] = []
    used: list[Tag] = []
    base = _declared_base(soup, document.source.url)
    for place in _METADATA:
        element = soup.find(place.name, place.where)
        text = _text_of(element, place.attribute) if element else ""
        if element and text and not any(value.field == place.field for value in values):
            used.append(element)
            line = _line_of(text, document)
            values.append(RawValue(place.field, text, line, line, text, base=base))
    return values, used


def _declared_base(soup: BeautifulSoup, address: str | None) -> str | None:
    """The address that the page names as the base of its links, else its own."""
    element = soup.find("base", {"href": True})
    stated = _text_of(element, "href") if element else ""
    return urls.parse(stated, address).value or address if stated else address


def _base_of_links(soup: BeautifulSoup, values: list[RawValue], document: Document) -> str | None:
    stated = (urls.parse(value.text, value.base).value for value in values if value.field == "url")
    own = next(stated, None) or document.source.url
    return _declared_base(soup, own)


def _extras(soup: BeautifulSoup, used: list[Tag], document: Document) -> Iterator[Extra]:
    """What the page states and no field holds: the values of each name, and its JSON-LD."""
    lines = _lines_of_names(document)
    told: dict[str, list[str]] = {}
    for element in soup.find_all(["meta", "title"]):
        name = _name_of(element)
        text = _text_of(element, "content" if element.name == "meta" else None)
        if name and text and not any(element is one for one in used):
            told.setdefault(name, []).append(text)
    for name, texts in told.items():
        line, value = lines.get(name, 1), list[JsonValue](dict.fromkeys(texts))
        yield Extra(name, value if len(value) > 1 else texts[0], Lines(line, line, "\n".join(texts)))
    yield from _linked_data(soup, document)


def _linked_data(soup: BeautifulSoup, document: Document) -> Iterator[Extra]:
    scripts = soup.find_all("script", {"type": _LINKED_DATA})
    texts = [text for script in scripts if (text := script.get_text().strip())]
    if texts:
        found = [_json_of(text) for text in texts]
        line = _line_of(texts[0].split("\n", 1)[0].strip(), document)
        yield Extra("json-ld", found if len(found) > 1 else found[0], Lines(line, line, "\n".join(texts)))


def _name_of(element: Tag) -> str:
    if element.name == "title":
        return "title"
    stated = (str(element.get(attribute) or "").strip() for attribute in ("name", "property", "itemprop"))
    return next(filter(None, stated), "")


def _lines_of_names(document: Document) -> dict[str, int]:
    """The line of the first `<meta>` of each name, and of the title."""
    lines: dict[str, int] = {}
    starts = [line.start_offset for line in document.lines]
    for found in _NAME.finditer(document.text):
        lines.setdefault(found[1], bisect_right(starts, found.start()))
    return lines


def _json_of(text: str) -> JsonValue:
    """The data that `text` writes in JSON; `text` itself where it is no strict JSON or too deep."""
    if _depth(text) > _DEEPEST:
        return text
    try:
        value: JsonValue = json.loads(text)
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode("utf-8")  # halves of characters, NaN
    except ValueError:
        return text
    return value


def _depth(text: str) -> int:
    deepest = depth = 0
    for bracket in _BRACKET.findall(text):  # those inside texts do not nest
        depth += (bracket in "[{") - (bracket in "]}")
        deepest = max(deepest, depth)
    return deepest


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
