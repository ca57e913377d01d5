"""Raw items to sightings: repaired leaves, normal forms, evidence, an id."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import JsonValue

from careerdoc.fields import forms, moments
from careerdoc.fields.forms import FieldParser, Values
from careerdoc.model.document import Document, RawItem, RawValue, Repair, Repaired, TextForm
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import RECORD_TYPES, AnyRecord, Evidence, LoggedRepair, SourceReference
from careerdoc.model.result import Sighting
from careerdoc.options import Options
from careerdoc.text.html import html_to_text, image_addresses, inline_text, safe_html
from careerdoc.text.repair import repair_leaf

FIELDS: dict[str, FieldParser] = {
    "kind": forms.kind_form,
    "title": forms.line_form("title"),
    "organization": forms.line_form("organization"),
    "institution": forms.line_form("institution"),
    "degree": forms.degree_form,
    "field_of_study": forms.line_form("field_of_study"),
    "grade": forms.line_form("grade"),
    "location": forms.place_form,
    "start": forms.start_form,
    "end": forms.end_form,
    "dates": forms.range_form,
    "date": forms.date_form,
    "current": forms.current_form,
    "employment_type": forms.employment_form,
    "work_mode": forms.work_mode_form,
    "description": forms.prose_form("description"),
    "highlights": forms.item_form("highlights"),
    "content": forms.prose_form("content"),
    "summary": forms.prose_form("summary"),
    "technologies": forms.item_form("technologies"),
    "tags": forms.item_form("tags"),
    "url": forms.address_form("url"),
    "images": forms.address_form("images"),
    "source_id": forms.line_form("source_id"),
    "authors": forms.author_form,
    "published": forms.moment_form("published"),
    "updated": forms.moment_form("updated"),
    "language": forms.language_form,
    "owner_name": forms.line_form("owner_name"),
}
"""What becomes of each raw field. A parser gives no value, or None, for what it cannot read."""

_LINE_BLANKS = re.compile(r"[\t\n\r\f\v]")
_NOT_REPAIRED = frozenset({"url", "images", "source_id", "published", "updated", "language"})
_JOINED = frozenset({"description", "summary", "content"})
"""Texts whose pieces follow each other as lines."""
_LOW_CONFIDENCE = 0.5
_REPAIR_CODES = {
    "control": IssueCode.CONTROL_CHARS,
    "surrogate": IssueCode.BAD_UNICODE,
    "combining-run": IssueCode.BAD_UNICODE,
}
"""Repairs that have an issue code of their own; all others are `repaired-text`."""


@dataclass(slots=True)
class _Gathering:
    """A record under way: its values so far, where each came from, and what did not fit."""

    item: RawItem
    document: Document
    options: Options
    values: Values = field(default_factory=dict)
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    leftover: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def note(self, issue: Issue, raw: RawValue | None = None) -> None:
        """Keeps an issue, with the name of the source and, of a raw value, its place."""
        placed = replace(issue, source=self.document.name)
        if placed.line is None and placed.field in self.evidence:
            placed = replace(placed, line=self.evidence[placed.field][0].line)
        if raw is not None:
            placed = replace(
                placed,
                line=raw.line,
                field=raw.field,
                raw=quoted(issue.raw if issue.raw is not None else raw.raw),
            )
        self.issues.append(placed)


def normalize(item: RawItem, document: Document, reader: str, options: Options) -> Sighting:
    """The record that `item` tells, in normal form, with evidence for each field.

    A raw value that cannot be read, or that another value of the same field precedes, goes
    to `leftover` with an issue; nothing is dropped.
    """
    gathering = _Gathering(item, document, options)
    for raw in item.values:
        _take(raw, gathering)
    for extra in item.extra:
        gathering.extra[extra.name] = _repaired_extra(extra.value, extra.lines.line, gathering)
        evidence = Evidence(source=0, line=extra.lines.line, raw=extra.lines.text)
        gathering.evidence[f"extra.{extra.name}"] = [evidence]
    for lines in item.leftover:
        gathering.leftover.append(lines.text)
        issue = Issue(
            IssueCode.LEFTOVER, f"fits no field of the {item.kind}", line=lines.line, raw=quoted(lines.text)
        )
        gathering.note(issue)
    _settle(gathering)
    return Sighting(_record(gathering, reader), tuple(gathering.issues))


def _take(raw: RawValue, gathering: _Gathering) -> None:
    repaired = _repaired(raw, gathering)
    parsed = FIELDS[raw.field](repaired.text, raw, gathering.item.kind)
    for issue in parsed.issues:
        gathering.note(issue, raw)
    known = {name: value for name, value in (parsed.value or {}).items() if value not in (None, ())}
    if not known:
        if raw.raw.strip():
            gathering.leftover.append(raw.raw)
        return
    evidence = Evidence(source=0, line=raw.line, raw=raw.raw, repairs=_logged(repaired, raw))
    for name, value in known.items():
        if _store(name, value, raw, gathering):
            gathering.evidence.setdefault(name, []).append(evidence)
    if raw.field == "content" and raw.form is TextForm.HTML:
        _take_markup(raw, evidence, gathering)


def _repaired(raw: RawValue, gathering: _Gathering) -> Repaired:
    text = raw.text
    if raw.form is TextForm.HTML:
        text = html_to_text(text) if raw.field in _JOINED else inline_text(text)
    if raw.field in _NOT_REPAIRED:
        return Repaired(text)
    if raw.field not in _JOINED:
        text = _LINE_BLANKS.sub(" ", text)  # repair sees the line that the field will hold
    repaired = repair_leaf(text, gathering.options.repair, gathering.document.orphans)
    for logged in _logged(repaired, raw):
        gathering.note(_repair_issue(logged, logged.line, raw.field))
    return repaired


def _repair_issue(repair: Repair | LoggedRepair, line: int, name: str) -> Issue:
    code = _REPAIR_CODES.get(repair.reason, IssueCode.REPAIRED_TEXT)
    message = f"{repair.before!r} became {repair.after!r} ({repair.reason})"
    return Issue(code, message, line=line, field=name, raw=quoted(repair.before))


def _repaired_extra(value: JsonValue, line: int, gathering: _Gathering) -> JsonValue:
    """A value of `extra` with its texts repaired. Readers bound its depth."""
    if isinstance(value, list):
        return [_repaired_extra(one, line, gathering) for one in value]
    if isinstance(value, dict):
        return {name: _repaired_extra(one, line, gathering) for name, one in value.items()}
    if not isinstance(value, str):
        return value
    repaired = repair_leaf(value, gathering.options.repair, gathering.document.orphans)
    for repair in repaired.repairs:
        gathering.note(_repair_issue(repair, line, "extra"))
    return repaired.text


def _logged(repaired: Repaired, raw: RawValue) -> tuple[LoggedRepair, ...]:
    return tuple(
        LoggedRepair(
            line=min(raw.line + repaired.text.count("\n", 0, repair.span_after[0]), raw.end_line),
            span_before=repair.span_before,
            span_after=repair.span_after,
            before=repair.before,
            after=repair.after,
            reason=repair.reason,
            certainty=repair.certainty,
        )
        for repair in repaired.repairs
    )


def _store(name: str, value: Any, raw: RawValue, gathering: _Gathering) -> bool:
    """Puts a value into its field; False when another value has the field already."""
    fields = RECORD_TYPES[gathering.item.kind].model_fields
    values = gathering.values
    if name not in fields:
        gathering.extra.setdefault(name, str(value))
        return False
    if isinstance(value, tuple):
        known = {_folded(one) for one in values.get(name, ())}
        values[name] = values.get(name, ()) + tuple(one for one in value if _folded(one) not in known)
    elif name in _JOINED and name in values:
        values[name] = f"{values[name]}\n{value}"
    elif name not in values:
        values[name] = value
    elif values[name] != value:
        gathering.leftover.append(raw.raw)
        message = f"{name} is known already; this other value is kept as leftover"
        gathering.note(Issue(IssueCode.LEFTOVER, message), raw)
        return False
    return True


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _take_markup(raw: RawValue, evidence: Evidence, gathering: _Gathering) -> None:
    """Images inside a post's markup, and the sanitized markup itself where it is asked for."""
    for address in image_addresses(raw.text):
        found = FIELDS["images"](address, raw, "post")
        for name, value in (found.value or {}).items():
            _store(name, value, raw, gathering)
            gathering.evidence.setdefault(name, []).append(evidence)
    if gathering.options.html:
        markup = safe_html(raw.text, raw.base)
        if markup is None:
            gathering.note(Issue(IssueCode.TOO_DEEP, "the markup is too big or too deep to be cleaned"), raw)
        else:
            gathering.values["content_html"] = markup or None
            gathering.evidence["content_html"] = [evidence]


def _settle(gathering: _Gathering) -> None:
    """Makes the values agree with each other, and reports where the source does not."""
    values = gathering.values
    if gathering.item.kind == "post":
        _measure_text(gathering)
        return
    start, end = values.get("start"), values.get("end")
    if end is not None:
        if values.get("current"):
            gathering.note(
                Issue(IssueCode.CONFLICT, "it is said to go on, but an end is given", field="current")
            )
        values["current"] = False
        gathering.evidence.setdefault("current", gathering.evidence.get("end", []))
    if isinstance(start, PartialDate) and isinstance(end, PartialDate) and start.earliest > end.latest:
        gathering.note(Issue(IssueCode.END_BEFORE_START, f"{end} comes before {start}", field="end"))
    if start is None and end is None and values.get("current") and not _says_so(gathering):
        del values["current"]


def _says_so(gathering: _Gathering) -> bool:
    # An empty end key says that something goes on only beside a start key.
    return any(evidence.raw.strip() for evidence in gathering.evidence.get("current", []))


def _measure_text(gathering: _Gathering) -> None:
    values = gathering.values
    text = max(values.get("content") or "", values.get("summary") or "", key=len)
    if text:
        values["word_count"] = len(text.split())
    if values.get("content"):
        values["is_full"] = True


def _record(gathering: _Gathering, reader: str) -> AnyRecord:
    item, document = gathering.item, gathering.document
    source = SourceReference(
        name=document.name,
        reader=reader,
        line=item.line,
        end_line=item.end_line,
        url=document.source.url,
        retrieved=document.source.retrieved,
    )
    _report_doubts(gathering)
    record = RECORD_TYPES[item.kind](
        **gathering.values,
        owner=gathering.options.owner,
        extra=gathering.extra,
        leftover=tuple(gathering.leftover),
        sources=(source,),
        evidence={name: tuple(found) for name, found in gathering.evidence.items()},
        confidence=item.confidence,
    )
    return record.model_copy(update={"id": identity_of(record)})


def _report_doubts(gathering: _Gathering) -> None:
    item, today = gathering.item, gathering.options.today
    if item.confidence < _LOW_CONFIDENCE:
        message = f"little says that this is a {item.kind} (confidence {item.confidence})"
        gathering.note(Issue(IssueCode.LOW_CONFIDENCE, message, line=item.line))
    for name in ("start", "published"):
        value = gathering.values.get(name)
        if today is not None and value is not None and moments.earliest_day(value) > today.isoformat():
            gathering.note(Issue(IssueCode.FUTURE_DATE, f"{name} is {value}, after {today}", field=name))


_IDENTITY: dict[str, tuple[str, ...]] = {
    "role": ("title", "organization", "start", "end", "location"),
    "education": ("institution", "degree", "field_of_study", "start", "end"),
    "post": ("source_id", "url", "title", "published"),
}
_NAMES = frozenset({"title", "organization", "institution", "degree", "source_id", "url"})


def identity_of(record: AnyRecord) -> str:
    """The id of a record: its kind and 16 hexadecimal digits made of what it says.

    Made of the owner and the fields that tell one fact from another; of all its facts where
    the naming ones are unknown. Does not depend on the file, the position or the run.
    """
    identity = {name: _plain(getattr(record, name)) for name in _IDENTITY[record.kind]}
    if not any(identity[name] for name in identity if name in _NAMES):
        identity = {name: _plain(getattr(record, name)) for name in record.FACTS}
    identity |= {"kind": record.kind, "owner": record.owner, "owner_name": record.owner_name}
    digest = hashlib.sha256(json.dumps(identity, sort_keys=True).encode("utf-8")).hexdigest()
    return f"{record.kind}-{digest[:16]}"


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return None if value is None else str(value)
