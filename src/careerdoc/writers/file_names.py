"""What to call the files of records: `roles/2019-06-acme-site-reliability-engineer.md`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from unicodedata import category, normalize

from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import AnyRecord, Education, Role

_FOLDERS = {"role": "roles", "education": "education", "post": "posts"}
_LONGEST_SLUG = 60
_MOST_BYTES = 200
"""What a file system takes for a name is 255 bytes; the date, a number and the suffix need the rest."""
# Source: Microsoft, "Naming Files, Paths, and Namespaces". They stand for devices with any suffix.
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)


def file_names(records: Iterable[AnyRecord], suffix: str) -> Iterator[str]:
    """The path of each record's file: a folder by its kind, then the known date and what names it.

    Every file system takes them: lower-case letters of any script, digits and "-", composed (NFC), at
    most 60 characters behind the date, no name twice even where capitals do not count. A record
    without a name has its id. Of equal names the later ones are numbered from 2.
    """
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    for record in records:
        stem = f"{_FOLDERS[record.kind]}/{_stem(record)}"
        name = stem
        while _folded(name) in taken:
            numbers[stem] = max(numbers[stem], 1) + 1
            name = f"{stem}-{numbers[stem]}"
        taken.add(_folded(name))
        yield name + suffix


def _stem(record: AnyRecord) -> str:
    named = _slug(" ".join(filter(None, _names(record)))) or _slug(record.id) or record.kind
    stem = "-".join(filter(None, (_day(record), named)))
    return f"{stem}-{record.kind}" if normalize("NFKC", stem) in _RESERVED else stem


def _names(record: AnyRecord) -> tuple[str | None, ...]:
    if isinstance(record, Role):
        return record.organization, record.title
    return (record.institution, record.degree) if isinstance(record, Education) else (record.title,)


def _day(record: AnyRecord) -> str:
    day: PartialDate | datetime | None
    day = record.start if isinstance(record, Role | Education) else record.published
    return "" if day is None else day.date().isoformat() if isinstance(day, datetime) else str(day)


def _slug(text: str) -> str:
    """The letters and digits of `text` in lower case, cut between words where it is too long."""
    composed = normalize("NFC", text[: 4 * _LONGEST_SLUG].lower())
    spaced = "".join(sign if category(sign)[0] in "LMN" else " " for sign in composed)
    whole = normalize("NFC", "-".join(spaced.split()))
    cut = whole[:_LONGEST_SLUG].encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore")
    if cut != whole and whole[len(cut)] != "-" and "-" in cut:
        cut = cut.rpartition("-")[0]
    return cut.strip("-")


def _folded(name: str) -> str:
    return normalize("NFKC", name.casefold())
