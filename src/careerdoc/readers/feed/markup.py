"""Elements as markup again, and as JSON values."""

from __future__ import annotations

import html as entities
from collections.abc import Iterable
from itertools import groupby

from pydantic import JsonValue

from careerdoc.fields import urls
from careerdoc.readers.feed.tree import Element

_ADDRESSES = ("href", "src")


def inner_markup(element: Element) -> str:
    """What stands inside an element as markup, with prefixes of XHTML dropped.

    Links below an `xml:base` of their own are made absolute, for HTML does not know it.
    """
    pieces: list[str] = []
    _write_inside(element, element.inherited.base, pieces)
    return "".join(pieces)


def _write_inside(element: Element, base: str | None, pieces: list[str]) -> None:
    for part in element.parts:
        if isinstance(part, Element):
            name = part.name.rsplit(":", 1)[-1]
            pieces += (f"<{name}", *_attributes(part, base), ">")
            _write_inside(part, base, pieces)
            pieces.append(f"</{name}>")
        else:
            pieces.append(entities.escape(part.text, quote=False))


def _attributes(element: Element, base: str | None) -> Iterable[str]:
    own_base = element.inherited.base
    for name, value in element.attributes.items():
        if name in _ADDRESSES and own_base != base:
            value = urls.parse(value, own_base).value or value
        yield f' {name}="{entities.escape(value)}"'


def stated_in(element: Element) -> str:
    """The values of all attributes and the texts of an element, in order, as lines."""
    pieces: list[str] = []
    _collect(element, pieces)
    return "\n".join(text for piece in pieces if (text := piece.strip()))


def _collect(element: Element, pieces: list[str]) -> None:
    pieces += element.attributes.values()
    for is_text, parts in groupby(element.parts, lambda part: not isinstance(part, Element)):
        if is_text:  # a long text comes in several parts
            pieces.append("".join(part.text for part in parts if not isinstance(part, Element)))
            continue
        for part in parts:
            if isinstance(part, Element):
                _collect(part, pieces)


def as_json(element: Element) -> JsonValue:
    """The element as text when that is all it holds, else as a mapping of its parts.

    Text with elements in between is told as markup, in its order, under `text`.
    """
    text = _text_of(element)
    if not element.attributes and (text or not element.children):
        return text
    parts = [] if text else [(child.name, as_json(child)) for child in element.children]
    return grouped([*element.attributes.items(), *parts, ("text", text)])


def _text_of(element: Element) -> str:
    if not element.children:
        return element.all_text()
    return inner_markup(element).strip() if any(element.own_texts()) else ""


def grouped(pairs: Iterable[tuple[str, JsonValue]]) -> dict[str, JsonValue]:
    """Values by name; several of one name as a list, empty ones left out."""
    values: dict[str, list[JsonValue]] = {}
    for name, value in pairs:
        if value not in ("", {}):
            values.setdefault(name, []).append(value)
    return {name: found if len(found) > 1 else found[0] for name, found in values.items()}
