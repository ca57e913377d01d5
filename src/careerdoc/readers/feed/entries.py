"""One entry's tree as the raw values of a post."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from pydantic import JsonValue

from careerdoc.fields import people, urls
from careerdoc.model.document import Extra, Lines, RawItem, RawValue, TextForm
from careerdoc.readers.feed.markup import as_json, grouped, inner_markup, stated_in
from careerdoc.readers.feed.tree import Element, Text
from careerdoc.text.tables import table

_TEXT_FIELDS = ("content", "summary", "title")
"""Fields that hold a text with a form; the language of the first is that of the post."""
_PLAIN_TYPES = ("", "text", "text/plain")
_HTML_TYPES = ("html", "xhtml", "application/xhtml+xml")
_PERSON_PARTS = {"name": "name", "email": "email", "uri": "url", "url": "url", "homepage": "url"}
# "ex.org/about" is written as a relative address and hardly meant as one.
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/|$)")
_DATES = ("published", "updated")
_PICTURES_AND_SOUND = ("image", "audio", "video", "font")
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]++={0,2}\s*+")
_LINE_ENDS = dict.fromkeys(map(ord, "\t\n\r\u00a0"), " ")
_STATED_IN = {"url": ("href",), "tags": ("term", "text"), "images": ("url", "href")}
"""Fields whose value is an attribute, the first of these; without any, it is the text."""


@dataclass(frozen=True, slots=True)
class Context:
    """What an entry inherits from its feed: dialect, base address, language, authors, extras.

    `link` is the address of the entry itself, which the links in its texts start from.
    """

    is_atom: bool = False
    base: str | None = None
    link: str | None = None
    language: RawValue | None = None
    authors: tuple[Element, ...] = ()
    extra: Extra | None = None


def item_of(entry: Element, context: Context) -> RawItem | None:
    """The post that an entry tells, None for an entry that tells nothing.

    What has no field goes to `extra`, text between the elements to `leftover`.
    """
    values: list[RawValue] = []
    unplaced: list[Element] = []
    context = replace(context, link=_entry_link(entry, context))
    for element in _in_order([*_told_by_attributes(entry), *entry.children]):
        found = tuple(_values(element, context))
        values += found
        if not found:
            unplaced.append(element)
        elif untaken := _untaken(element, context):
            unplaced.append(replace(element, attributes={}, parts=untaken))
    for element, found in _fallbacks(unplaced, values, context):
        values += found
        unplaced = [one for one in unplaced if one is not element]
    extra = tuple(_extras(unplaced))
    leftover = tuple(entry.own_texts())
    if not (values or extra or leftover):
        return None
    inherited: list[RawValue] = []
    if not any(value.field == "authors" for value in values):
        inherited = [value for author in context.authors for value in _people(author, context)]
        values += inherited
    values += _owner_name(context)
    if not any(value.field == "language" for value in values):
        values += _languages(entry, context)
    extra = (*_with_feed(extra, context.extra), *_mark(inherited))
    return RawItem("post", entry.line, entry.end_line, tuple(_without_repeats(values)), extra, leftover)


def _field_of(element: Element) -> str | None:
    return _fields().get(element.name)


@cache
def _fields() -> dict[str, str]:
    found: dict[str, str] = table(__package__, "elements")["fields"]
    return found


def _entry_link(entry: Element, context: Context) -> str | None:
    for element in entry.children:
        for link in _link(element, context) if _field_of(element) == "url" else ():
            return urls.parse(link.text, link.base).value
    return None


def _in_order(elements: Iterable[Element]) -> list[Element]:
    """`elements` with the date that counts before others of its field: by the table, then the last.

    Of a `summary` and a `description` without any content, the second is the content.
    """
    dates: list[Element] = []
    others: list[Element] = []
    for element in elements:
        (dates if _field_of(element) in _DATES else others).append(element)
    dates.reverse()
    dates.sort(key=lambda element: _ranks()[element.name])
    texts = [element for element in others if element.name in ("summary", "description")]
    if len({element.name for element in texts}) > 1 and "content" not in map(_field_of, others):
        others = [replace(one, name="content") if one is texts[1] else one for one in others]
    return others + dates


@cache
def _ranks() -> dict[str, int]:
    return {name: rank for rank, name in enumerate(_fields())}


def _fallbacks(
    unplaced: list[Element], values: list[RawValue], context: Context
) -> Iterator[tuple[Element, tuple[RawValue, ...]]]:
    """The elements that fill a field which nothing else fills, each with its values."""
    filled = {value.field for value in values}
    groups = (child for element in unplaced if element.name == "media:group" for child in element.children)
    candidates = [*unplaced, *groups]
    for name, field in table(__package__, "elements")["fallbacks"].items():
        for element in candidates:
            if (
                element.name == name
                and field not in filled
                and (found := tuple(_fallback_values(field, element, context)))
            ):
                filled.add(field)
                yield element, found


def _fallback_values(field: str, element: Element, context: Context) -> Iterator[RawValue]:
    return _image(element, context) if field == "images" else _text(field, element, context)


def _told_by_attributes(entry: Element) -> Iterator[Element]:
    """The entry's attributes, such as `rdf:about`, as elements; without those that are inherited."""
    for name, value in entry.attributes.items():
        if name not in ("xml:base", "xml:lang"):
            parts: list[Element | Text] = [Text(value, entry.line)]
            yield Element(name, {}, entry.line, entry.line, parts, entry.inherited)


def _values(element: Element, context: Context) -> Iterator[RawValue]:
    field = _field_of(element)
    if field is None:
        return
    if field == "authors":
        yield from _people(element, context)
    elif field == "url":
        yield from _link(element, context)
    elif field == "guid":
        yield from _guid(element, context)
    elif field == "images":
        yield from _image(element, context)
    elif field == "tags":
        yield from _tags(element, context)
    elif field in _TEXT_FIELDS:
        yield from _text(field, element, context)
    else:
        yield from _plain(field, _stated(field, element), element, context)


def _text(field: str, element: Element, context: Context) -> Iterator[RawValue]:
    form = _form_of(element, context)
    markup = inner_markup(element) if element.children else "".join(_own_pieces(element))
    if form is None and (decoded := _decoded(markup, element)):
        form, markup = TextForm.HTML, decoded
    if form and markup.strip():
        base = _base_of(element, context) if element.inherited.base or not context.link else context.link
        yield RawValue(field, markup, element.line, element.end_line, markup, form, base)


def _decoded(text: str, element: Element) -> str:
    """The text that an element holds in base64; empty where it holds a picture or other data."""
    kind = element.attributes.get("type", "").partition("/")[0].casefold()
    if kind in _PICTURES_AND_SOUND or not _BASE64.fullmatch(text):
        return ""
    try:
        decoded = b64decode(text).decode("utf-8")
    except ValueError:
        return ""
    return decoded if decoded.translate(_LINE_ENDS).isprintable() else ""


def _own_pieces(element: Element) -> Iterator[str]:
    return (part.text for part in element.parts if isinstance(part, Text))


def _form_of(element: Element, context: Context) -> TextForm | None:
    """Atom says in `type` what a text is; RSS holds HTML, escaped once, wherever it can.

    None where it is no text: a picture, other data, anything in base64.
    """
    kind = element.attributes.get("type", "").partition(";")[0].strip().casefold()
    is_text = kind in _PLAIN_TYPES or kind in _HTML_TYPES or "/" not in kind or kind.startswith("text/")
    if not is_text or element.attributes.get("mode") == "base64":
        return None
    if context.is_atom and kind in _PLAIN_TYPES and ":" not in element.name and not element.children:
        return TextForm.PLAIN
    return TextForm.HTML


def _people(element: Element, context: Context) -> Iterator[RawValue]:
    text, rest = _person(element, context)
    untaken = {id(one) for one in rest}
    for value in _plain("authors", text, element, context):
        taken = [child.all_text() for child in element.children if id(child) not in untaken]
        told = [one for one in taken if one]
        raw = told[0] if len(told) == 1 else inner_markup(element).strip()
        yield replace(value, raw=raw) if element.children else value


def _person(element: Element, context: Context) -> tuple[str, list[Element | Text]]:
    """An author as one text, and the parts of the element that it does not tell.

    An email or address counts where it can be read back from the text as it stands.
    """
    if not element.children:
        return element.all_text(), []
    name = element.find("name")
    text = name.all_text() if name else ""
    rest: list[Element | Text] = []
    for part in element.parts:
        kind = _PERSON_PARTS.get(part.name) if isinstance(part, Element) else None
        if part is name:
            continue
        if kind not in ("email", "url") or not isinstance(part, Element):
            rest.append(part)
            continue
        stated = part.all_text() if kind == "email" else _address(part, context)
        longer = f"{text} <{stated}>".strip()
        person = people.parse(longer)
        if person and getattr(person, kind) == stated:
            text = longer
        else:
            rest.append(part)
    return text, rest


def _address(element: Element, context: Context) -> str:
    text = element.all_text()
    return "" if _HOST.match(text) else urls.parse(text, _base_of(element, context)).value or ""


def _owner_name(context: Context) -> Iterator[RawValue]:
    for author in context.authors[:1]:
        name = author.find("name") if author.children else None
        person = people.parse(name.all_text() if name else "" if author.children else author.all_text())
        yield from _plain("owner_name", (person and person.name) or "", author, context)


def _languages(entry: Element, context: Context) -> Iterator[RawValue]:
    """The languages of the entry's texts, the fullest text first; else that of the entry."""
    fields = [(field, element) for element in entry.children if (field := _field_of(element)) in _TEXT_FIELDS]
    fields.sort(key=lambda pair: _TEXT_FIELDS.index(pair[0]))
    told = [element.inherited.language for _, element in fields] or [entry.inherited.language]
    languages = {value.text: value for value in told if value}
    yield from languages.values() or ([context.language] if context.language else [])


def _link(element: Element, context: Context) -> Iterator[RawValue]:
    if element.attributes.get("rel", "alternate") == "alternate":
        yield from _plain("url", _stated("url", element), element, context)


def _guid(element: Element, context: Context) -> Iterator[RawValue]:
    text = element.all_text()
    yield from _plain("source_id", text, element, context)
    # RSS 2.0: a guid is the permanent link unless it says otherwise. Behind a <link>, which
    # comes first in `_without_repeats`, it changes nothing.
    permalink = element.attributes.get("isPermaLink", "true").casefold() != "false"
    if element.name == "guid" and permalink and urls.is_absolute(text):
        yield from _plain("permalink", text, element, context)


def _tags(element: Element, context: Context) -> Iterator[RawValue]:
    """Those of the element, and of the elements of its kind inside."""
    own = "".join(_own_pieces(element)).strip()
    text = _attribute("tags", element) or own or element.attributes.get("label", "").strip()
    is_list = element.name in table(__package__, "elements")["lists"]["names"]
    for one in text.split(",") if is_list else [text]:
        yield from _plain("tags", one.strip(), element, context)
    for child in element.children:
        if child.name == element.name:
            yield from _tags(child, context)


def _image(element: Element, context: Context) -> Iterator[RawValue]:
    kind = element.attributes.get("type", "") or element.attributes.get("medium", "")
    is_image = kind.startswith("image/") or (element.name != "enclosure" and kind in ("", "image"))
    if is_image and _attribute("images", element):
        yield from _plain("images", _attribute("images", element), element, context)


def _attribute(field: str, element: Element) -> str:
    if not element.attributes:
        return ""
    stated = (element.attributes.get(name, "").strip() for name in _STATED_IN.get(field, ()))
    return next(filter(None, stated), "")


def _stated(field: str, element: Element) -> str:
    return _attribute(field, element) or element.all_text()


def _plain(field: str, text: str, element: Element, context: Context) -> Iterator[RawValue]:
    if text:
        base = _base_of(element, context)
        yield RawValue(field, text, element.line, element.end_line, text, base=base)


def _base_of(element: Element, context: Context) -> str | None:
    own = element.inherited.base
    return context.base if own is None else urls.parse(own, context.base).value


def _untaken(element: Element, context: Context) -> list[Element | Text]:
    """What an element holds beside the value that was taken from it."""
    field = _field_of(element) or ""
    if not (element.attributes or field == "authors"):
        return []
    if field == "authors":
        return _person(element, context)[1]
    parts = element.parts if _attribute(field, element) else []
    # A tag inside a tag is one as well.
    return [part for part in parts if field != "tags" or isinstance(part, Text) or part.name != element.name]


def _without_repeats(values: list[RawValue]) -> Iterator[RawValue]:
    """`values` with a permanent link as the url where no link is given, and each tag once."""
    has_url = any(value.field == "url" for value in values)
    tags: set[str] = set()
    for value in values:
        if value.field == "permalink":
            if not has_url:
                yield replace(value, field="url", base=None)
        elif value.field != "tags":
            yield value
        elif (tag := value.text.casefold()) not in tags:
            tags.add(tag)
            yield value


def _extras(elements: list[Element]) -> Iterator[Extra]:
    firsts: dict[str, Element] = {}
    texts: dict[str, list[str]] = {}
    for element in elements:
        firsts.setdefault(element.name, element)
        texts.setdefault(element.name, []).append(stated_in(element))
    for name, value in grouped((element.name, as_json(element)) for element in elements).items():
        first = firsts[name]
        yield Extra(name, value, Lines(first.line, first.end_line, "\n".join(filter(None, texts[name]))))


def _mark(inherited: list[RawValue]) -> Iterator[Extra]:
    """That fields are not the entry's own, but those of its feed."""
    if inherited:
        named: list[JsonValue] = [*dict.fromkeys(value.field for value in inherited)]
        raw = "\n".join(value.raw for value in inherited)
        yield Extra("inherited", named, Lines(inherited[0].line, inherited[-1].end_line, raw))


def _with_feed(own: tuple[Extra, ...], feed: Extra | None) -> tuple[Extra, ...]:
    """The entry's extras and those of its feed, under one name if the entry uses it, too."""
    if feed is None:
        return own
    same = [extra.value for extra in own if extra.name == feed.name]
    others = tuple(extra for extra in own if extra.name != feed.name)
    return (*others, replace(feed, value=[*same, feed.value]) if same else feed)
