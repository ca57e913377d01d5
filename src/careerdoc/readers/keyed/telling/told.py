"""The raw values, extras and lines that the entries of one mapping give to a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping as Map, Sequence
from dataclasses import dataclass, replace

from careerdoc.fields import dates, technologies, titles, urls
from careerdoc.fields.aliases import fields_of
from careerdoc.fields.keys import key_of
from careerdoc.model.document import Extra, Kind, Line, RawValue, TextForm
from careerdoc.readers.base import joined, run_of, value_of
from careerdoc.readers.keyed.pieces import address_in, names_in, people_in, says_more
from careerdoc.readers.keyed.telling.choosing import DATES, chosen_fields
from careerdoc.readers.keyed.telling.names import link_targets, plain_name
from careerdoc.readers.keyed.telling.prose import bullets_of, marked, prose_values
from careerdoc.readers.keyed.tree import Entry, Mapping, Scalar, Sequence as List
from careerdoc.readers.keyed.values import is_empty, lines_of, text_of, texts_of

_LINKED = frozenset({"title", "organization", "institution"})
"""Fields whose link is the address of the record, where it gives no other."""
_IN_MAPPINGS = _LINKED | {"location", "technologies", "tags", "owner_name", "degree"}
_NAMES = _IN_MAPPINGS | {"field_of_study", "authors"}
# A blank at which TeX breaks no line: "Jun.~2020". Elsewhere the sign stands between dates.
_TIE = re.compile(r"(?<=[^\W\d])\.?~(?=\d)")
_HASHED = frozenset({"tags", "technologies"})
"""Fields whose values may be written as hashtags."""
_PROSE = frozenset({"description", "summary"})
_LINES = _PROSE | {"highlights"}
"""Fields whose lists may hold other things between their texts."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the entries of one mapping say about a record."""

    values: tuple[RawValue, ...]
    extra: tuple[Extra, ...]


def told_by(entries: Sequence[Entry], kind: Kind, lines: Sequence[Line], *, listed: bool = False) -> Told:
    """The entries as raw values where they give a field of `kind`, else as extra.

    A key that gives a field but has no value leaves the field unknown; one that gives no
    field stands in extra as null. A mapping that gives its name stands in extra as well,
    where it holds more. `lines` are those that entries count from 0 in, `listed` is whether the
    record stands in a list that says what it holds.
    """
    fields = chosen_fields(entries, kind, listed=listed)
    values: list[RawValue] = []
    extra: list[Extra] = []
    has_address = "url" in fields.values()
    for entry in entries:
        own = lines_of(entry, lines)
        found = _raw_values(fields.get(entry.key), entry, own, kind)
        values += found
        links = _links(found, entry)
        gives_address = len(links) == 1 and found[0].field in _LINKED and not has_address
        if gives_address:
            values.append(value_of("url", own, links[0]))
            has_address = True
        is_kept = _says_more(found, entry) or (bool(links) and not gives_address)
        is_unknown = is_empty(entry) and bool(fields_of(kind, [entry.key], listed=listed))
        if is_kept if found else not is_unknown:
            extra.append(Extra(entry.key, entry.value.typed, run_of(own)))
    if kind == "role" and "organization" not in {value.field for value in values}:
        values = [part for value in values for part in _with_employer(value)]
    return Told(tuple(values), tuple(extra))


def _says_more(found: Sequence[RawValue], entry: Entry) -> bool:
    """Whether the value holds more than its names, or other things than the texts that were taken."""
    if found and found[0].field in _LINES:
        return not isinstance(entry.value, Scalar) and texts_of(entry.value) is None
    return says_more(entry.value)


def _with_employer(value: RawValue) -> tuple[RawValue, ...]:
    """The title and the employer of a title that names both, where no key names an employer."""
    parted = titles.with_employer(value.text) if value.field == "title" else None
    if parted is None:
        return (value,)
    title, employer = parted
    return replace(value, text=title), replace(value, field="organization", text=employer)


def _links(found: Sequence[RawValue], entry: Entry) -> tuple[str, ...]:
    """Where the links in a name, or beside it in its mapping, lead to."""
    if not found or found[0].field not in _NAMES:
        return ()
    written = tuple(link for text in texts_of(entry.value) or () for link in link_targets(text))
    return written or tuple(_addresses_beside(entry))


def _addresses_beside(entry: Entry) -> Iterator[str]:
    for inner in entry.value.entries if isinstance(entry.value, Mapping) else ():
        text = text_of(inner.value)
        if "url" in fields_of("role", [inner.key]).values() and urls.is_absolute(text):
            yield text


def _raw_values(field: str | None, entry: Entry, lines: Sequence[Line], kind: Kind) -> list[RawValue]:
    """The values of an entry for its field; none when it gives no field."""
    texts = None if field is None else _texts_for(field, entry)
    if field is None or texts is None:
        return []
    is_list = isinstance(entry.value, List)
    if field in DATES:
        return _dates(field, texts, entry, lines)
    if field == "content":
        return [replace(value, form=TextForm.MARKDOWN) for value in _values(field, texts, lines)]
    if field in _PROSE and not (is_list and kind != "post"):
        return prose_values(field, texts, lines, kind)
    if field in _LINES:  # a list under a key for prose is a list of bullets
        return list(map(marked, _values("highlights", texts if is_list else bullets_of(texts[0]), lines)))
    if field in _PARTED and not is_list:
        texts = _PARTED[field](texts[0])
    if field in _NAMES:
        texts = tuple(map(plain_name, texts))
    values = _values(field, [text.lstrip("#") for text in texts] if field in _HASHED else texts, lines)
    if not _is_doubtful(field, entry):
        return values
    extra = Extra(entry.key, entry.value.typed, run_of(lines))
    return [replace(value, otherwise=extra) for value in values]


def _texts_for(field: str, entry: Entry) -> tuple[str, ...] | None:
    if field == "authors":
        return people_in(entry.value)
    if field in _IN_MAPPINGS:
        return names_in(entry.value)
    if field == "url" and isinstance(entry.value, Mapping):
        return address_in(entry.value)
    if field in _LINES and isinstance(entry.value, List):
        return tuple(item.text for item in entry.value.items if isinstance(item, Scalar) and not item.is_null)
    return texts_of(entry.value)


def _values(field: str, texts: Sequence[str], lines: Sequence[Line]) -> list[RawValue]:
    """A value for each text that is not blank; the lines are quoted once, however many there are."""
    raw = joined(lines)
    first, last = lines[0].number, lines[-1].number
    return [RawValue(field, text, first, last, raw) for text in texts if text.strip()]


def _is_doubtful(field: str, entry: Entry) -> bool:
    """Whether the value may tell something else: `type` a kind of page, `language` a tongue or code."""
    return field == "language" or (field == "employment_type" and key_of(entry.key) == "type")


def _dates(field: str, texts: tuple[str, ...], entry: Entry, lines: Sequence[Line]) -> list[RawValue]:
    if field == "end" and is_empty(entry):
        return [value_of("end", lines, "")]  # an empty end beside a start says that it goes on
    texts = tuple(_TIE.sub(" ", text.replace("_", " ")) for text in texts)
    if field in ("dates", "date") and isinstance(entry.value, List):
        return _ends(field, texts, lines)
    return _values(field, texts, lines)


def _ends(field: str, texts: tuple[str, ...], lines: Sequence[Line]) -> list[RawValue]:
    """A list of a start and an end, or of texts that are ranges each; any other says no range."""
    if len(texts) == 1 or all(dates.recognize(text) == 1.0 for text in texts):
        return [value_of(field, lines, text) for text in texts]
    if len(texts) != 2:
        return []
    start, end = (value_of(name, lines, text) for name, text in zip(("start", "end"), texts, strict=True))
    return [start, end] if start.text.strip() else [end]


def _names_or_bullets(text: str) -> tuple[str, ...]:
    return bullets_of(text) if "\n" in text.strip() else technologies.split(text)


# One text in a field of several values: names with commas between, or bullets on lines.
_PARTED: Map[str, Callable[[str], tuple[str, ...]]] = {
    "technologies": _names_or_bullets,
    "tags": _names_or_bullets,
    "authors": technologies.split,
}
