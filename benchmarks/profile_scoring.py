"""How the records read from profiles are held against labels: paired, compared field by field, counted.

Labels are documents such as `{"id", "family", "lang", "roles": [...], "education": [...]}`;
what was read is a document with roles and education of the same fields. In a label, None says
that the text has no such value, `*` takes anything, `<field>_alt` lists further right values, and
a record that is `optional` neither costs nor earns.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from benchmarks.scoring import Tally, best_pairs

Record = Mapping[str, Any]
Document = Mapping[str, Any]
Documents = Iterable[Document]
Read = Mapping[str, Document]
"""What was read of each document, by its id; a document that is not there is empty."""

ROLE = ("title", "organization", "location", "start", "end", "employment_type", "description")
EDUCATION = ("institution", "degree", "field_of_study", "start", "end", "grade")
CORE = {
    "role": ("title", "organization", "start", "end"),
    "education": ("institution", "degree", "start", "end"),
}
"""The fields that make up the one figure, and that an exact record has right."""

ANYTHING = "*"
"""As a label: whatever was read is right and does not count."""

_KINDS = (("role", "roles", ROLE), ("education", "education", EDUCATION))
_PRESENT = "PRESENT"
_PRESENT_WORDS = {"present", "now", "current"}
_WEIGHTS = {
    "title": 3.0,
    "organization": 3.0,
    "institution": 3.0,
    "start": 2.0,
    "degree": 2.0,
    "end": 1.5,
    "employment_type": 0.3,
    "grade": 0.5,
}
_LEAST_SIMILARITY = 0.9
_LEAST_SHARED_WORDS = 0.8
_SHORTEST_SIMILAR = 4
_SHOWN = 120
# Words that do not tell a degree with its field from the two apart.
_JOINING = {"of", "in", "the", "en", "de", "und", "et", "di", "fur", "für", "degree", "and"}
_MARKS = str.maketrans("‘’ʼ`´“”«»„‐‑‒–—―−", "'" * 5 + '"' * 5 + "-" * 7)
_OUTER = " \t.,;:|·•-–*@()\"'"


@dataclass(frozen=True, slots=True)
class Error:
    """A value that is wrong: the document, the field, what is labelled and what was read.

    `field` is `MISSED role` or `EXTRA role` (or education) where a whole record is wrong.
    """

    document: str
    field: str
    wanted: str | None
    given: str | None

    def __str__(self) -> str:
        return f"{self.document}\t{self.field}\t{self.wanted}\t{self.given}"


@dataclass(slots=True)
class Score:
    """What was counted over some documents.

    `fields` are named such as `role.title`. `found` counts records of each kind, `exact` those
    with all fields of `CORE` right or rightly absent.
    """

    fields: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    found: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    exact: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[Error] = field(default_factory=list)

    @property
    def core(self) -> Tally:
        """All fields of `CORE` together."""
        names = (f"{kind}.{name}" for kind, core in CORE.items() for name in core)
        return sum((self.fields[name] for name in names), Tally())


def score(labelled: Documents, read: Read) -> Score:
    """How what was read stands against the labels, over all documents together."""
    counted = Score()
    for document in labelled:
        told = read.get(document["id"], {})
        for kind, name, fields in _KINDS:
            marked = _Marked(document["id"], kind, fields, counted)
            marked.compare(document[name], told.get(name) or [])
    return counted


def scores_by(name: str, labelled: Documents, read: Read) -> dict[str, Score]:
    """The score of each group of documents that share this property: `family`, `lang` or `id`."""
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in labelled:
        groups[str(document.get(name))].append(document)
    return {group: score(groups[group], read) for group in sorted(groups)}


def is_right(name: str, label: Record, given: str | None) -> bool:
    """Whether the value may stand for the labelled one.

    Dates agree when they are equal, texts when nearly so: case, width, quotes, dashes and outer
    punctuation do not count, and a tenth of the characters may differ. A description shares four
    fifths of its words; a degree may carry its field of study with it.
    """
    wanted = _value(label, name)
    if wanted is None or given is None:
        return False
    is_listed = given in label.get(f"{name}_alt", ())
    if name in {"start", "end"}:
        return wanted == given or (is_listed and _PRESENT not in {wanted, given})
    if name == "description":
        return _shares_words(wanted, given)
    return is_listed or _is_alike(name, wanted, given) or (name == "degree" and _has_field(label, given))


@dataclass(frozen=True, slots=True)
class _Marked:
    """Counts the records of one kind in one document."""

    document: str
    kind: str
    fields: Sequence[str]
    counted: Score

    def compare(self, labels: Sequence[Record], records: Sequence[Record]) -> None:
        partners = best_pairs([[self._likeness(label, record) for record in records] for label in labels])
        for row, label in enumerate(labels):
            if not label.get("optional"):
                self._count_label(label, records[partners[row]] if row in partners else None)
        taken = set(partners.values())
        for column, record in enumerate(records):
            if column not in taken:
                self._count_extra(record)

    def _likeness(self, label: Record, record: Record) -> float:
        return sum(
            _WEIGHTS.get(name, 1.0)
            for name in self.fields
            if _value(label, name) != ANYTHING and is_right(name, label, _value(record, name))
        )

    def _count_label(self, label: Record, record: Record | None) -> None:
        self.counted.found[self.kind] += Tally(right=int(record is not None), missed=int(record is None))
        if record is None:
            self._note(f"MISSED {self.kind}", label.get("title") or label.get("institution"), None)
            self.counted.exact[self.kind] += Tally(missed=1)
            for name in self._stated(label):
                self._count(name, Tally(missed=1))
            return
        wrong = {name for name in self.fields if not self._is_counted_right(name, label, record)}
        is_exact = not wrong.intersection(CORE[self.kind])
        self.counted.exact[self.kind] += Tally(int(is_exact), int(not is_exact), int(not is_exact))

    def _count_extra(self, record: Record) -> None:
        self.counted.found[self.kind] += Tally(invented=1)
        self.counted.exact[self.kind] += Tally(invented=1)
        self._note(f"EXTRA {self.kind}", None, json.dumps(record, ensure_ascii=False)[:_SHOWN])
        for name in self.fields:
            if _value(record, name) is not None:
                self._count(name, Tally(invented=1))

    def _is_counted_right(self, name: str, label: Record, record: Record) -> bool:
        """Counts the field of a pair; whether it is right."""
        wanted, given = _value(label, name), _value(record, name)
        if wanted == ANYTHING:
            return True
        if wanted is None and (given is None or given in label.get(f"{name}_alt", ())):
            return True
        if is_right(name, label, given):
            self._count(name, Tally(right=1))
            return True
        self._count(name, Tally(invented=int(given is not None), missed=int(wanted is not None)))
        self._note(name, wanted, given)
        return False

    def _stated(self, label: Record) -> Iterator[str]:
        return (name for name in self.fields if _value(label, name) not in {None, ANYTHING})

    def _count(self, name: str, tally: Tally) -> None:
        self.counted.fields[f"{self.kind}.{name}"] += tally

    def _note(self, name: str, wanted: str | None, given: str | None) -> None:
        self.counted.errors.append(Error(self.document, name, wanted, given))


def _value(record: Record, name: str) -> str | None:
    """A field as text; None where it is blank. The end of what goes on is one word."""
    value = record.get(name)
    if name == "end" and (record.get("current") is True or str(value).strip().lower() in _PRESENT_WORDS):
        return _PRESENT
    return value if value and str(value).strip() else None


def _is_alike(name: str, wanted: str, given: str) -> bool:
    left, right = _folded(wanted), _folded(given)
    if left == right:
        return True
    if name == "employment_type" and re.sub(r"\W", "", left) == re.sub(r"\W", "", right):
        return True
    if name == "employment_type" or min(len(left), len(right)) < _SHORTEST_SIMILAR:
        return False
    return SequenceMatcher(None, left, right, autojunk=False).ratio() >= _LEAST_SIMILARITY


def _has_field(label: Record, given: str) -> bool:
    study = label.get("field_of_study")
    if not study or study == ANYTHING:
        return False
    return sorted(_words(given)) == sorted(_words(label["degree"]) + _words(study))


def _shares_words(wanted: str, given: str) -> bool:
    left, right = Counter(_words(wanted)), Counter(_words(given))
    shared = 2 * (left & right).total()
    return shared > 0 and shared >= _LEAST_SHARED_WORDS * (left.total() + right.total())


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", _folded(text)) if word not in _JOINING]


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_MARKS)
    return " ".join(plain.split()).strip(_OUTER)
