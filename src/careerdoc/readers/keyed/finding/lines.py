"""Entries of lists that are one text each: "BA Celtic Studies, Ravensmere University, 2007-2011"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping as Map, Sequence

from careerdoc.fields import dates, degrees, locations, organizations, titles
from careerdoc.model.document import Kind
from careerdoc.readers.keyed.tree import Entry, Mapping, Scalar

_LONGEST = 300
_PART_END = re.compile(r"\s*[,;|·•()]\s*|\s+[-–—@]\s+")
_LIKELY = 0.6
_LIKENESS: Map[Kind, Map[str, Callable[[str], float]]] = {
    "education": {
        "degree": degrees.recognize,
        "institution": organizations.recognize_institution,
        "location": locations.recognize,
    },
    "role": {"jobtitle": titles.recognize, "location": locations.recognize},
}
_WHERE: Map[Kind, str] = {"education": "institution", "role": "organization"}
"""The key that a part without any sign gives, where only one is left."""


def entry_of_line(item: Scalar, kind: Kind) -> Mapping | None:
    """What a text says in place of an entry with keys; None unless every part of it is told apart.

    It must hold a date, and what was done there: a title or a degree.
    """
    text = item.text.strip()
    found = dates.found_in(text) if len(text) <= _LONGEST else ()
    if len(found) != 1 or kind not in _LIKENESS:
        return None
    start, end = found[0].start_offset, found[0].end_offset
    parts = [part.strip(" .:") for part in _PART_END.split(f"{text[:start]},{text[end:]}")]
    keys = _keys_of([part for part in parts if part], kind)
    if keys is None or not {"degree", "jobtitle"} & keys.keys():
        return None
    told = {**keys, "dates": text[start:end]}
    return Mapping(tuple(_entry(key, part, item) for key, part in told.items()), item.line, item.end_line)


def _keys_of(parts: Sequence[str], kind: Kind) -> dict[str, str] | None:
    """Key -> part; None where a part is like nothing, or two are alike."""
    if kind == "role" and len(parts) == 1 and (employed := titles.with_employer(parts[0])):
        return dict(zip(("jobtitle", "organization"), employed, strict=True))
    keys: dict[str, str] = {}
    unlike: list[str] = []
    for part in parts:
        scores = {key: likeness(part) for key, likeness in _LIKENESS[kind].items() if key not in keys}
        best = max(scores, key=scores.__getitem__, default=None)
        if best is None or scores[best] < _LIKELY:
            unlike.append(part)
        else:
            keys[best] = part
    if len(unlike) > 1 or (unlike and _WHERE[kind] in keys):
        return None
    return keys | dict.fromkeys([_WHERE[kind]] * len(unlike), "".join(unlike))


def _entry(key: str, text: str, item: Scalar) -> Entry:
    return Entry(key, Scalar(text, False, item.line, item.end_line), item.line, item.end_line)
