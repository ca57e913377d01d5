"""Which key of a mapping gives which field, by its name and by what its value can be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping as Map, Sequence

from careerdoc.fields import dates, degrees, flags, grades, locations, organizations, titles, urls
from careerdoc.fields.aliases import canonical_key, fields_of, is_word_of_other_language
from careerdoc.fields.keys import key_of
from careerdoc.fields.kinds import is_sign
from careerdoc.model.document import Kind
from careerdoc.readers.keyed.pieces import address_in, names_in
from careerdoc.readers.keyed.tree import Entry, Mapping, Scalar
from careerdoc.readers.keyed.values import holds_texts, is_empty, is_filled, text_of, texts_of

DATES = frozenset({"start", "end", "dates", "date", "published", "updated"})
_ENDS = frozenset({"start", "end"})
_PLACES = frozenset({"place", "where"})
_TOWNS = frozenset({"city", "town", "location"})
_CATEGORIES = frozenset({"category", "categories"})
_NAMES = frozenset({"title", "organization", "degree", "institution"})
_LIKELY = 0.5
_VAGUE = frozenset({"title", "subtitle", "name", "heading", "subheading", "headline", "label"})
_TWO_NAMES: Map[str, tuple[str, str, Callable[[str], float]]] = {
    "role": ("title", "organization", titles.recognize),
    "education": ("degree", "institution", degrees.recognize),
}
"""What was done, where, and how much a text looks like the former."""
_JSON_RESUME = frozenset({"name", "position", "summary", "description"})
_SORT_KEY = re.compile(r"\d{1,3}")


def chosen_fields(entries: Sequence[Entry], kind: Kind, *, listed: bool = False) -> dict[str, str]:
    """Key -> field. A key without a value takes no field from another one.

    Nor does a value that cannot be of the field where another can be. Beside one end of a range, a
    range in one text, a date or an end key left empty tells the other.
    """
    filled = {entry.key: entry for entry in entries if is_filled(entry) or _has_names(entry)}
    unfit = {name for name, entry in filled.items() if _is_unfit(entry, kind, listed)}
    fields = dict(fields_of(kind, [name for name in filled if name not in unfit], listed=listed))
    for name in unfit:
        fields |= _left_to_unfit(name, kind, fields)
    fields = _without_signs(_with_employer(_turned(fields, filled, kind), filled, kind), filled)
    if kind == "role":
        fields = _with_summary(fields, filled)
    if kind == "education":
        fields = _with_school(_with_degree(fields, filled), filled)
    if len(_ENDS & set(fields.values())) != 1:
        return fields
    free = {name: entry for name, entry in filled.items() if fields.get(name) not in _ENDS}
    return fields | (_other_end(fields, free, unfit, kind) or _empty_end(entries, fields, kind))


def _turned(fields: dict[str, str], filled: Map[str, Entry], kind: Kind) -> dict[str, str]:
    """The two names of an entry the other way round where their keys say little and their texts say so."""
    if kind == "post":
        return fields
    what, where, likeness = _TWO_NAMES[kind]
    pair = {
        field: name
        for name, field in fields.items()
        if field in (what, where) and canonical_key(name) in _VAGUE
    }
    if len(pair) < 2:
        return fields
    scores = {field: likeness(" ".join(texts_of(filled[name].value) or ())) for field, name in pair.items()}
    if scores[where] <= _LIKELY or scores[what] > _LIKELY:
        return fields
    return fields | {pair[where]: what, pair[what]: where}


def _with_employer(fields: dict[str, str], filled: Map[str, Entry], kind: Kind) -> dict[str, str]:
    """A place beside a town is where the work was done: the employer, where no other key names one.

    So is a place alone that reads like the name of one.
    """
    if kind != "role" or "organization" in fields.values():
        return fields
    places = [name for name in filled if canonical_key(name) in _PLACES]
    towns = [name for name in filled if canonical_key(name) in _TOWNS]
    if places and towns:
        return fields | {places[0]: "organization", towns[0]: "location"}
    is_name = len(places) == 1 and _is_organization(text_of(filled[places[0]].value))
    return fields | {places[0]: "organization"} if is_name else fields


def _with_summary(fields: dict[str, str], filled: Map[str, Entry]) -> dict[str, str]:
    """JSON Resume has a summary of the work, and calls what the employer does the description."""
    keys = {canonical_key(name): name for name in filled}
    if not keys.keys() >= _JSON_RESUME or fields.get(keys["name"]) != "organization":
        return fields
    others = {name: field for name, field in fields.items() if field != "description"}
    return others | {keys["summary"]: "description"}


def _is_organization(text: str) -> bool:
    """Whether a text is rather the name of an employer than that of a place."""
    return organizations.recognize(text) > _LIKELY > locations.recognize(text)


def _with_degree(fields: dict[str, str], filled: Map[str, Entry]) -> dict[str, str]:
    """A field of study that begins with a degree ("PhD Glaciology") tells both, where no key gives one."""
    subject = next((name for name, field in fields.items() if field == "field_of_study"), None)
    if subject is None or "degree" in fields.values():
        return fields
    is_degree = degrees.recognize(" ".join(texts_of(filled[subject].value) or ())) > _LIKELY
    return fields | {subject: "degree"} if is_degree else fields


def _with_school(fields: dict[str, str], filled: Map[str, Entry]) -> dict[str, str]:
    """The only name of a course of study is that of the school, unless it is a degree."""
    named = next((name for name, field in fields.items() if field == "degree"), "")
    if "institution" in fields.values() or canonical_key(named) != "name":
        return fields
    is_degree = degrees.recognize(" ".join(texts_of(filled[named].value) or ())) > _LIKELY
    return fields if is_degree else fields | {named: "institution"}


def _without_signs(fields: dict[str, str], filled: Map[str, Entry]) -> dict[str, str]:
    """Leaves out the keys whose value says what kind of entry it is: `category: job`."""
    signs = [
        name
        for name in fields
        if canonical_key(name) in _CATEGORIES and is_sign(texts_of(filled[name].value))
    ]
    return {name: field for name, field in fields.items() if name not in signs}


def _left_to_unfit(name: str, kind: Kind, taken: Map[str, str]) -> Map[str, str]:
    """The field of a value that cannot be of it, where no other value has it: its issue tells of it.

    Neither dates nor remarks that are no grade nor the address of a post, which stand in extra as they are.
    """
    given = fields_of(kind, [name])
    barred = {*taken.values(), *DATES, "grade"} | ({"url"} if kind == "post" else set())
    return {} if set(given.values()) & barred else given


def _other_end(fields: Map[str, str], free: Map[str, Entry], unfit: set[str], kind: Kind) -> dict[str, str]:
    """The keys that tell the end which no key of its own tells: ranges, or a lone date beside an end."""
    others = fields_of(kind, list(free))
    ranges = [name for name, field in others.items() if field == "dates" and _is_range(free[name])]
    if ranges:
        return dict.fromkeys(ranges, "dates")
    lone = [name for name, field in others.items() if field == "date" and name not in unfit]
    return dict.fromkeys(lone[:1], "start") if "end" in fields.values() else {}


def _empty_end(entries: Sequence[Entry], fields: Map[str, str], kind: Kind) -> dict[str, str]:
    """An end key left empty beside a start, which says that it goes on."""
    if "end" in fields.values():
        return {}
    empty = fields_of(kind, [entry.key for entry in entries if is_empty(entry)])
    return {name: field for name, field in empty.items() if field == "end"}


def _has_names(entry: Entry) -> bool:
    """Whether a mapping holds a name, or a list texts among other things."""
    if isinstance(entry.value, Scalar):
        return False
    if isinstance(entry.value, Mapping) and address_in(entry.value):
        return True
    return bool(names_in(entry.value)) or holds_texts(entry)


def _is_unfit(entry: Entry, kind: Kind, listed: bool) -> bool:
    """Whether a value cannot be of its field: a flag or a length as a date, "#" as an address."""
    if not isinstance(entry.value, Scalar):
        return False
    field = next(iter(fields_of(kind, (entry.key,), listed=listed).values()), None)
    text = entry.value.text.strip()
    if field in DATES:
        return _is_no_date(text, entry.key)
    if field == "url":
        return text.startswith("#") or (kind == "post" and not urls.is_absolute(text))
    if field == "grade" and key_of(entry.key) == "note":  # a remark, or a German mark
        return not grades.recognize(text)
    if kind != "post" and field in _NAMES and not any(map(str.isalpha, text)):
        return True
    return field is not None and is_word_of_other_language(entry.key) and flags.parse(text) is not None


def _is_no_date(text: str, key: str) -> bool:
    """Whether a text is a sort key, a flag or a length; under a word of another language any words."""
    if _SORT_KEY.fullmatch(text) or flags.parse(text) is not None:
        return True
    if any(map(str.isdigit, text)):
        return not text[0].isalpha() and dates.is_duration(text)
    return is_word_of_other_language(key) and not dates.is_present(text)


def _is_range(entry: Entry) -> bool:
    return dates.recognize(" - ".join(texts_of(entry.value) or ())) == 1.0
