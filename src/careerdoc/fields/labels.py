"""Labels in front of values, as forms and tables print them: "Employer: Initech"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from careerdoc.fields.wordings import key, keys_of, names_by_key
from careerdoc.text.tables import table

LabelField = Literal[
    "organization",
    "institution",
    "title",
    "dates",
    "start",
    "end",
    "duration",
    "location",
    "description",
    "highlights",
    "technologies",
    "degree",
    "field_of_study",
    "grade",
    "employment_type",
    "work_mode",
    "department",
    "industry",
    "url",
    "name",
    "other",
]
"""What a label names; "other" is known and nothing that a record has a field for."""

_LONGEST_LABEL = 64
"""Characters."""
_MOST_UNKNOWN_WORDS = 5
_COLONS = re.compile(r"[:：﹕]")
_GAP = re.compile(r"\t\s*|\s{2,}")
_DASH = re.compile(r"\s+[-–—=>]+\s+|[|｜]")
_ASIDE = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*")
_SIDES = re.compile(r"\s*[/／|]\s*")
_MARKS = " \t\u3000\xa0*_`#>•‣▪◦●■▶►·∙○□◆◇-–—+|"
_SENTENCE = re.compile(r"[.?!;,]\s|[.?!;]$|[@\d]")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line of a label and its value.

    `field` is None for a label that is not known, `value` is empty where nothing follows on the
    line, and `value_offset` counts the characters of the line in front of the value.
    """

    label: str
    field: LabelField | None
    value: str
    value_offset: int


def label_of(text: str) -> LabelField | None:
    """The field that the whole text is the label of ("Arbeitgeber", "Job title:"), else None.

    What stands in brackets does not matter, and of two labels ("Title/Position") the first counts.
    """
    if len(text) > _LONGEST_LABEL:
        return None
    plain = key(text)
    if (found := _labels().get(plain)) is not None:
        return found
    if "(" in text or "（" in text or "[" in text:
        return _labels().get(key(_ASIDE.sub(" ", text)))
    if "/" in text or "／" in text or "|" in text:
        fields = [_labels().get(key(side)) for side in _SIDES.split(text)]
        return fields[0] if None not in fields else None
    return None


def label_in_other_language(text: str) -> LabelField | None:
    """The field that the whole text is the label of in any language but English, else None."""
    return _other_labels().get(key(text)) if len(text) <= _LONGEST_LABEL else None


def labelled(line: str) -> Labelled | None:
    """The label and the value of a line; None for a line without a label.

    A colon, a tab, two blanks or a dash part a known label from its value, behind an unknown one
    only a colon does. No label: a time ("12:30"), an address ("https://"), more than five unknown
    words, or words with a full stop or a number.
    """
    colon = _COLONS.search(line, 0, _LONGEST_LABEL + 8)
    if colon and (known := _known(line, colon)):
        return known
    for sign in (_GAP, _DASH):
        found = sign.search(line.rstrip(), len(line) - len(line.lstrip(_MARKS)), _LONGEST_LABEL + 8)
        if found and (known := _known(line, found)):
            return known
    return _unknown(line, colon) if colon else None


def _known(line: str, parted: re.Match[str]) -> Labelled | None:
    label = line[: parted.start()].strip(_MARKS)
    field = label_of(label) if label else None
    return _valued(line, label, field, parted.end()) if field else None


def _unknown(line: str, colon: re.Match[str]) -> Labelled | None:
    label = line[: colon.start()].strip(_MARKS)
    behind = line[colon.end() :]
    is_parted = not behind or colon[0] != ":" or behind[0] in _MARKS
    if not label or not is_parted or _SENTENCE.search(label) or not label[0].isalpha():
        return None
    return _valued(line, label, None, colon.end()) if len(label.split()) <= _MOST_UNKNOWN_WORDS else None


def _valued(line: str, label: str, field: LabelField | None, start: int) -> Labelled:
    """`start` is where the sign behind the label ends; marks of emphasis may close there."""
    value = line[start:].lstrip("*_` \t\u3000\xa0")
    offset = len(line) - len(value)
    return Labelled(label, field, value.rstrip(), offset)


@cache
def _labels() -> dict[str, LabelField]:
    return names_by_key(table(__package__, "labels"), get_args(LabelField))


@cache
def _other_labels() -> dict[str, LabelField]:
    rows = table(__package__, "labels")
    english = keys_of(row["en"] for row in rows.values() if "en" in row)
    others = {
        name: {language: block for language, block in row.items() if language != "en"}
        for name, row in rows.items()
    }
    found = names_by_key(others, get_args(LabelField))
    return {label: field for label, field in found.items() if label not in english}
