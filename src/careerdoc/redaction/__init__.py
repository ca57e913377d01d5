"""Addresses for mail and numbers of phones, found in all that leaves and replaced by marks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar, cast

from careerdoc.model.issue import Issue
from careerdoc.model.records import (
    AnyRecord,
    Conflict,
    Evidence,
    LoggedRepair,
    Original,
    OtherValue,
    Person,
    Record,
    SourceReference,
)
from careerdoc.model.result import ExplainedLine, ParsedDocument, ParseResult, Review, Sighting
from careerdoc.redaction.marks import Marks
from careerdoc.redaction.phone_labels import is_label, is_label_alone

_Part = Conflict | Evidence | LoggedRepair | Original | OtherValue | Person | SourceReference
"""What a record is made of beside plain values."""
_Given = TypeVar("_Given")
_Result = TypeVar("_Result")
_Model = TypeVar("_Model", bound=Record | _Part)
_ID = re.compile(r"(?:role|education|post)-[0-9a-f]{16}")
_PHONE = "phone"
_EXTRA = "extra."
_DIGITS_OF_PHONES = range(7, 16)


class Redactor:
    """Replaces addresses and numbers in what leaves, with marks that stay the same for its lifetime.

    `kinds` says what goes: `email`, `phone`; without any, everything stays as it is. An address has one
    mark, however it is spelled; marks are numbered in the order in which things are given. Each thing is
    looked at twice: digits that only a label tells are known again in it, and in all that follows.
    """

    def __init__(self, kinds: Collection[str]) -> None:
        self._marks = Marks(kinds)
        self._say = self._marks.text
        self._kinds = frozenset(kinds)
        self._done: dict[int, AnyRecord] = {}

    @property
    def is_needed(self) -> bool:
        """Whether anything is to be redacted."""
        return bool(self._kinds)

    def result(self, result: ParseResult) -> ParseResult:
        """The result without them: first its records, then reviews, issues, sightings and documents."""
        if not self._kinds:
            return result
        self.learn(result.issues)
        # The same records stand in several places; the result holds each of them while this runs.
        redacted = ParseResult(
            records=tuple(map(self._record_once, result.records)),
            reviews=tuple(map(self._review, result.reviews)),
            issues=self.issues(result.issues),
            sightings=tuple(map(self._record_once, result.sightings)),
            documents=tuple(self._document(one, self._record_once) for one in result.documents),
        )
        self._done.clear()
        return redacted

    def document(self, document: ParsedDocument) -> ParsedDocument:
        """The document without them: first its records, then its issues, name and lines."""
        return self._document(document, self._record) if self._kinds else document

    def part(self, part: Sighting | ParsedDocument) -> Sighting | ParsedDocument:
        """The sighting, or what is told of its document, without them."""
        if isinstance(part, ParsedDocument):
            return self.document(part)
        return Sighting(self.record(part.record), self.issues(part.issues))

    def record(self, record: AnyRecord) -> AnyRecord:
        """The record without them, in the order in which its fields are written."""
        return self._twice(self._record, record) if self._kinds else record

    def issues(self, issues: Iterable[Issue]) -> tuple[Issue, ...]:
        """The issues without them."""
        return self._twice(self._issues, tuple(issues)) if self._kinds else tuple(issues)

    def json_line(self, line: str) -> str:
        """A line of JSON without them, whose mappings are fields of records in short."""
        if not self._kinds:
            return line
        told = self._twice(self._in_short, json.loads(line))
        return json.dumps(told, ensure_ascii=False, allow_nan=False) + "\n"

    def _in_short(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: self._in_short(value) if isinstance(value, dict) else self._value(value, name)
            for name, value in values.items()
        }

    def learn(self, issues: Iterable[Issue]) -> None:
        """Looks at what issues quote: a label there may tell what the digits of a record are."""
        if self._kinds:
            self._learn(self._issues, tuple(issues))

    def _twice(self, walk: Callable[[_Given], _Result], given: _Given) -> _Result:
        self._learn(walk, given)
        return walk(given)

    def _learn(self, walk: Callable[[_Given], object], given: _Given) -> None:
        self._say = self._marks.learn
        walk(given)
        self._say = self._marks.text

    def _record_once(self, record: AnyRecord) -> AnyRecord:
        if id(record) not in self._done:
            self._done[id(record)] = self.record(record)
        return self._done[id(record)]

    def _document(
        self, document: ParsedDocument, record_of: Callable[[AnyRecord], AnyRecord]
    ) -> ParsedDocument:
        self._learn(self._told, document)
        if record_of == self._record:
            for record in document.records:
                self._learn(self._record, record)
        records = tuple(map(record_of, document.records))
        return replace(self._told(document), records=records)

    def _told(self, document: ParsedDocument) -> ParsedDocument:
        return replace(
            document,
            issues=self._issues(document.issues),
            name=self._say(document.name),
            layout=None if document.layout is None else self._say(document.layout),
            lines=tuple(self._lines(document.lines)),
        )

    def _record(self, record: AnyRecord) -> AnyRecord:
        shared = list(Record.model_fields)
        middle = shared.index("extra")
        return self._model(record, (*shared[:middle], *record.FACTS, *shared[middle:]))

    def _review(self, review: Review) -> Review:
        left, right = self._id(review.left), self._id(review.right)
        return replace(review, left=left, right=right, reasons=tuple(map(self._say, review.reasons)))

    def _issues(self, issues: tuple[Issue, ...]) -> tuple[Issue, ...]:
        return tuple(map(self._issue, issues))

    def _issue(self, issue: Issue) -> Issue:
        return replace(
            issue,
            message=self._say(issue.message),
            source=None if issue.source is None else self._say(issue.source),
            field=None if issue.field is None else self._field(issue.field),
            raw=None if issue.raw is None else self._say(issue.raw, issue.field or ""),
        )

    def _lines(self, lines: Sequence[ExplainedLine]) -> Iterator[ExplainedLine]:
        texts = self._texts([line.text for line in lines], "")
        for line, text in zip(lines, texts, strict=True):
            yield replace(line, text=text, taken_for=self._say(line.taken_for))

    def _field(self, name: str) -> str:
        """The name of a field, of which a source may have given the last part."""
        if not name.startswith(_EXTRA):
            return self._say(name)
        return _EXTRA + self._say(name.removeprefix(_EXTRA))

    def _id(self, text: str) -> str:
        # Ids of careerdoc are digests, whose digits say nothing; a caller's own may be anything.
        return text if _ID.fullmatch(text) else self._say(text)

    def _model(self, model: _Model, names: Iterable[str], label: str = "") -> _Model:
        changed: dict[str, Any] = {}
        for name in names:
            value = getattr(model, name)
            if isinstance(value, str):
                redacted = self._value(value, label or name) if name != "field" else self._field(value)
            elif isinstance(value, tuple | dict):
                redacted = self._value(value, label or getattr(model, "field", "") or name)
            else:
                continue
            if redacted != value:
                changed[name] = redacted
        is_whole = self._say == self._marks.text and "email" not in changed  # nothing is numbered to learn
        if isinstance(model, Person) and model.email is not None and is_whole:
            changed["email"] = self._marks.whole("email", model.email)
        return cast(_Model, model.model_copy(update=changed)) if changed else model

    def _value(self, value: Any, label: str = "") -> Any:
        """Any value of a record or of JSON; `label` is the name of its field."""
        if isinstance(value, str):
            return self._id(value) if _ID.fullmatch(value) else self._say(value, label)
        if isinstance(value, _Part):
            return self._model(value, type(value).model_fields, label)
        if isinstance(value, dict):
            return self._mapping(value, label)
        if isinstance(value, tuple):
            return tuple(self._sequence(value, label))
        if isinstance(value, list):
            return self._sequence(value, label)
        is_number = isinstance(value, int) and not isinstance(value, bool)
        if is_number and label and len(str(abs(value))) in _DIGITS_OF_PHONES and is_label(label):
            return self._say(str(value), label)
        return value

    def _sequence(self, values: Sequence[Any], label: str) -> list[Any]:
        if all(isinstance(value, str) for value in values):
            return list(self._texts(values, label))
        return [self._value(value, label) for value in values]

    def _texts(self, texts: Sequence[str], label: str) -> Iterator[str]:
        """Texts in a row, of which one may be the label of the next."""
        for before, text in zip(("", *texts), texts, strict=False):
            yield self._value(text, _PHONE if is_label_alone(before) else label)

    def _mapping(self, values: Mapping[str, Any], label: str) -> dict[str, Any]:
        """The mapping with its keys and values redacted; of equal keys the later ones are numbered."""
        labels = [value for value in values.values() if isinstance(value, str) and is_label_alone(value)]
        redacted: dict[str, Any] = {}
        for key, value in values.items():
            given = label if is_label(label) else key
            named = self._field(key)
            is_told = labels and isinstance(value, str | int) and not isinstance(value, bool)
            told = self._value(value, _PHONE if is_told else given)
            number = 2
            while named in redacted:
                named, number = f"{self._field(key)} ({number})", number + 1
            redacted[named] = told
        return redacted
