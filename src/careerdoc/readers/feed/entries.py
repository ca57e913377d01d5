"""One entry's tree as the raw values of a post."""

from __future__ import annotations

import html as entities
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from careerdoc.fields.urls import is_absolute
from careerdoc.model.document import Extra, Lines, RawItem, RawValue, TextForm
from careerdoc.readers.feed.tree import Element
from careerdoc.text.tables import table

_PLAIN_TYPES = ("", "text", "text/plain")


@dataclass(frozen=True, slots=True)
class Context:
    """What an entry inherits from its feed: dialect, base address, authors, extras."""

    is_atom: bool = False
    base: str | None = None
    language: RawValue | None = None
    authors: tuple[Element, ...] = ()
    extra: Extra | None = None


def item_of(entry: Element, context: Context) -> RawItem:
    """The post that an entry tells; elements without a field go to `extra`."""
    values: list[RawValue] = []
    unplaced: list[Element] = []
    for element in entry.children:
        found = tuple(_values(element, context))
        values += found
        if not found:
            unplaced.append(element)
    if not any(value.field == "authors" for value in values):
        values += [value for author in context.authors for value in _people(author, context)]
    values += [
        _plain("owner_name", name, author, context)
        for author in context.authors
        if (name := _name_of(author))
    ]
    values += [context.language] if context.language else []
    extra = (*_extras(unplaced), *([context.extra] if context.extra else []))
    return RawItem("post", entry.line, entry.end_line, tuple(_without_repeats(values)), extra)


def _values(element: Element, context: Context) -> Iterator[RawValue]:
    field = table(__package__, "elements")["fields"].get(element.name)
    if field is None:
        return
    if field == "authors":
        yield from _people(element, context)
    elif field == "url":
        yield from _link(element, context)
    elif field == "tags":
        yield from _tag(element, context)
    elif field == "guid":
        yield from _guid(element, context)
    elif field == "images":
        yield from _image(element, context)
    elif field in ("title", "summary", "content"):
        yield from _text(field, element, context)
    elif text := element.all_text().strip():
        yield _plain(field, text, element, context)


def _text(field: str, element: Element, context: Context) -> Iterator[RawValue]:
    form = _form_of(field, element, context)
    markup = inner_markup(element) if element.children else element.text
    if not markup.strip():
        return
    base = element.attributes.get("xml:base") or context.base
    yield RawValue(field, markup, element.line, element.end_line, markup, form, base)


def _form_of(field: str, element: Element, context: Context) -> TextForm:
    """Atom says in `type` what a text is; RSS holds HTML, escaped once, wherever it can."""
    kind = element.attributes.get("type", "").casefold()
    if element.children or "html" in kind:
        return TextForm.HTML
    if context.is_atom and kind in _PLAIN_TYPES and ":" not in element.name:
        return TextForm.PLAIN
    return TextForm.HTML


def inner_markup(element: Element) -> str:
    """What stands inside an element as markup again, with prefixes of XHTML dropped."""
    pieces = [entities.escape(element.text, quote=False)]
    for child in element.children:
        name = child.name.rsplit(":", 1)[-1]
        attributes = "".join(f' {key}="{entities.escape(value)}"' for key, value in child.attributes.items())
        pieces.append(
            f"<{name}{attributes}>{inner_markup(child)}</{name}>{entities.escape(child.tail, quote=False)}"
        )
    return "".join(pieces)


def _people(element: Element, context: Context) -> Iterator[RawValue]:
    parts = [
        child.all_text().strip()
        for child in element.children
        if child.name in ("name", "email", "uri", "url")
    ]
    text = " ".join(parts) if element.children else element.text.strip()
    if text.strip():
        yield _plain("authors", text, element, context)


def _name_of(author: Element) -> str:
    name = author.find("name")
    return name.all_text().strip() if name else ""


def _link(element: Element, context: Context) -> Iterator[RawValue]:
    address = element.attributes.get("href", "").strip() or element.all_text().strip()
    relation = element.attributes.get("rel", "alternate")
    if address and relation == "alternate":
        base = element.attributes.get("xml:base") or context.base
        yield RawValue("url", address, element.line, element.end_line, address, base=base)


def _guid(element: Element, context: Context) -> Iterator[RawValue]:
    text = element.all_text().strip()
    if not text:
        return
    yield _plain("source_id", text, element, context)
    # RSS 2.0: a guid is the permanent link unless it says otherwise. Behind a <link>, which
    # comes first in `_without_repeats`, it changes nothing.
    permalink = element.attributes.get("isPermaLink", "true").casefold() != "false"
    if element.name == "guid" and permalink and is_absolute(text):
        yield _plain("permalink", text, element, context)


def _tag(element: Element, context: Context) -> Iterator[RawValue]:
    text = element.attributes.get("term") or element.attributes.get("label") or element.all_text()
    if text.strip():
        yield _plain("tags", text.strip(), element, context)


def _image(element: Element, context: Context) -> Iterator[RawValue]:
    address = element.attributes.get("url") or element.attributes.get("href") or ""
    kind = element.attributes.get("type", "") or element.attributes.get("medium", "")
    if address and ((element.name != "enclosure" and kind in ("", "image")) or kind.startswith("image/")):
        yield RawValue("images", address, element.line, element.end_line, address, base=context.base)


def _plain(field: str, text: str, element: Element, context: Context) -> RawValue:
    return RawValue(field, text, element.line, element.end_line, text, base=context.base)


def _without_repeats(values: list[RawValue]) -> Iterator[RawValue]:
    """`values` with a permanent link as the url where no link is given, and each tag once."""
    has_url = any(value.field == "url" for value in values)
    seen: set[tuple[str, str]] = set()
    for value in values:
        if value.field == "permalink":
            if has_url:
                continue
            value = RawValue("url", value.text, value.line, value.end_line, value.raw)
        key = (value.field, value.text.casefold())
        if value.field != "tags" or key not in seen:
            yield value
        seen.add(key)


def _extras(elements: list[Element]) -> Iterator[Extra]:
    for name, value in as_mapping(elements).items():
        same = [element for element in elements if element.name == name]
        raw = "\n".join(element.all_text().strip() for element in same)
        yield Extra(name, value, Lines(same[0].line, same[-1].end_line, raw))


def as_mapping(elements: Iterable[Element]) -> dict[str, JsonValue]:
    """Elements by name as JSON values; several of one name as a list, empty ones left out."""
    values: dict[str, list[JsonValue]] = {}
    for element in elements:
        if (value := _as_json(element)) not in ("", {}):
            values.setdefault(element.name, []).append(value)
    return {name: found if len(found) > 1 else found[0] for name, found in values.items()}


def _as_json(element: Element) -> JsonValue:
    """The element as text when that is all it holds, else as a mapping of its parts."""
    text = element.all_text().strip()
    if not element.attributes and not element.children:
        return text
    inner: dict[str, JsonValue] = {**element.attributes, **as_mapping(element.children)}
    return inner if element.children or not text else inner | {"text": text}
