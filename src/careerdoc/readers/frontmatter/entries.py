"""The raw values, extras and lines that the entries of a block give to a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from careerdoc.fields import dates, technologies
from careerdoc.fields.kinds import fields_of, key_of
from careerdoc.model.document import Extra, Kind, Line, Lines, RawValue
from careerdoc.readers.base import run_of, value_of
from careerdoc.readers.frontmatter.names import link_targets, plain_name
from careerdoc.readers.frontmatter.yaml_block import Entry

_ENDS = frozenset({"start", "end"})
_LINKED = frozenset({"title", "organization", "institution"})
"""Fields whose link is the address of the record, where it gives no other."""
_NAMES = _LINKED | {"degree", "field_of_study", "location", "authors", "technologies", "tags"}


@dataclass(frozen=True, slots=True)
class Told:
    """What the entries of one mapping say about a record, and all lines that they stand on."""

    values: tuple[RawValue, ...]
    extra: tuple[Extra, ...]
    lines: tuple[Lines, ...]


def told_by(entries: Sequence[Entry], kind: Kind, block: Sequence[Line]) -> Told:
    """The entries as raw values where they give a field of `kind`, else as extra.

    A key that gives a field but has no value leaves the field unknown; one that gives no
    field stands in extra as null. A mapping that gives its name stands in extra as well,
    where it holds more. `block` are the lines that entries count from 0 in.
    """
    fields = _fields(entries, kind)
    values: list[RawValue] = []
    extra: list[Extra] = []
    for entry in entries:
        lines = lines_of(entry, block)
        found = _raw_values(fields.get(entry.key), entry, lines)
        values += found
        is_unknown = entry.is_empty and bool(fields_of(kind, [entry.key]))
        links = _links(found, entry)
        has_address = "url" in fields.values() or any(value.field == "url" for value in values)
        gives_address = len(links) == 1 and found[0].field in _LINKED and not has_address
        if gives_address:
            values.append(value_of("url", lines, links[0]))
        is_kept = _says_more(entry) or (bool(links) and not gives_address)
        if is_kept if found else not is_unknown:
            extra.append(Extra(entry.key, entry.typed, run_of(lines)))
    return Told(tuple(values), tuple(extra), tuple(run_of(lines_of(entry, block)) for entry in entries))


def _links(found: Sequence[RawValue], entry: Entry) -> tuple[str, ...]:
    """Where the links in a name lead to."""
    is_name = any(value.field in _NAMES for value in found)
    return tuple(link for text in entry.texts or () for link in link_targets(text)) if is_name else ()


def lines_of(entry: Entry, block: Sequence[Line]) -> Sequence[Line]:
    """The lines of `block` that an entry stands on."""
    return block[entry.line : entry.end_line + 1]


def _fields(entries: Sequence[Entry], kind: Kind) -> dict[str, str]:
    """Key -> field. A key without a value takes no field from another one.

    Beside one end of a range, a range in one text tells the other.
    """
    filled = {entry.key: entry for entry in entries if entry.is_filled}
    fields = fields_of(kind, filled)
    given = _ENDS & set(fields.values())
    if len(given) != 1:
        return fields
    others = fields_of(kind, [name for name in filled if fields.get(name) not in _ENDS])
    ranges = [name for name, field in others.items() if field == "dates" and _is_range(filled[name])]
    if ranges or "end" in given:
        return fields | dict.fromkeys(ranges, "dates")
    empty = fields_of(kind, [entry.key for entry in entries if entry.is_empty])
    return fields | {name: field for name, field in empty.items() if field == "end"}


def _is_range(entry: Entry) -> bool:
    return dates.recognize(" - ".join(entry.texts or ())) == 1.0


def _raw_values(field: str | None, entry: Entry, lines: Sequence[Line]) -> list[RawValue]:
    """The values of an entry for its field; none when it gives no field."""
    if field is None or entry.texts is None:
        return []
    if field == "end" and entry.is_empty:
        return [value_of("end", lines, "")]  # an empty end beside a start says that it goes on
    if field in ("dates", "date") and entry.is_list:
        return _ends(field, entry.texts, lines)
    texts = entry.texts
    if not entry.is_list and field in _LISTS:
        texts = _LISTS[field](texts[0])
    if field in _NAMES:
        texts = tuple(map(plain_name, texts))
    whole = value_of(field, lines)  # quoted once, however many values it holds
    values = [replace(whole, text=text) for text in texts if text.strip()]
    if not _is_doubtful(field, entry):
        return values
    extra = Extra(entry.key, entry.typed, run_of(lines))
    return [replace(value, otherwise=extra) for value in values]


def _says_more(entry: Entry) -> bool:
    """Whether a mapping holds more than the name that gives the field."""
    return any(len(mapping) > 1 for mapping in entry.mappings)


def _is_doubtful(field: str, entry: Entry) -> bool:
    """Whether the value may tell something else: `type` a kind of page, `language` a tongue or code."""
    return field == "language" or (field == "employment_type" and key_of(entry.key) == "type")


def _ends(field: str, texts: tuple[str, ...], lines: Sequence[Line]) -> list[RawValue]:
    """A list of a start and an end, or of texts that are ranges each; any other says no range."""
    if len(texts) == 1 or all(dates.recognize(text) == 1.0 for text in texts):
        return [value_of(field, lines, text) for text in texts]
    if len(texts) != 2:
        return []
    start, end = (value_of(name, lines, text) for name, text in zip(("start", "end"), texts, strict=True))
    return [start, end] if start.text.strip() else [end]


def _bullets(text: str) -> tuple[str, ...]:
    return tuple(line.strip().removeprefix("-").removeprefix("*").strip() for line in text.split("\n"))


# One text in a field of several values: names with commas between, bullets on lines.
_LISTS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "technologies": technologies.split,
    "tags": technologies.split,
    "authors": technologies.split,
    "highlights": _bullets,
}
