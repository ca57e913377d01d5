"""Raw items to sightings: repaired leaves, normal forms, evidence, an id."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from pydantic import JsonValue

from careerdoc.fields import countries, moments
from careerdoc.fields.forms import Values, is_implied
from careerdoc.fields.rules import FIELDS
from careerdoc.identity import identity_of
from careerdoc.model.document import (
    Document,
    Extra,
    Lines,
    PlacedRepair,
    RawItem,
    RawValue,
    Repair,
    Repaired,
    TextForm,
)
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import RECORD_TYPES, AnyRecord, Evidence, LoggedRepair, SourceReference
from careerdoc.model.result import Sighting
from careerdoc.options import Options
from careerdoc.repair_issues import repair_issues
from careerdoc.text.html import html_to_text, image_addresses, inline_text, safe_html
from careerdoc.text.prose import word_count
from careerdoc.text.repair import repair_leaf

_LINE_BLANKS = re.compile(r"[\t\n\r\f\v\u2028\u2029]")
_LATER = {"degree": 1, "location": 1, "employment_type": 1, "end": 1, "start": 2, "dates": 3, "date": 3}
"""Fields that can also give another one, which counts less than where it is stated itself."""
_TIMES = frozenset({"start", "end", "current"})
_LOW_CONFIDENCE = 0.5


@dataclass(slots=True)
class _Proof:
    """Where a value stands, and each repair on its lines once. Values of one place share it."""

    line: int
    raw: str
    repairs: dict[LoggedRepair, None]

    def evidence(self) -> Evidence:
        return Evidence(source=0, line=self.line, raw=self.raw, repairs=tuple(self.repairs))


@dataclass(slots=True)
class _Gathering:
    """A record under way: its values so far, where each came from, and what did not fit.

    `several` are the values of fields that hold more than one, by folded value; `pieces` the
    parts of prose that follow each other as lines.
    """

    item: RawItem
    document: Document
    options: Options
    values: Values = field(default_factory=dict)
    several: dict[str, dict[Any, Any]] = field(default_factory=dict)
    pieces: dict[str, list[str]] = field(default_factory=dict)
    evidence: dict[str, list[_Proof]] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    leftover: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def note(self, issue: Issue, raw: RawValue | None = None) -> None:
        """Keeps an issue, with the name of the source and, of a raw value, its place."""
        placed = replace(issue, source=self.document.name)
        if placed.line is None and placed.field in self.evidence:
            proof = self.evidence[placed.field][0]
            placed = replace(placed, line=proof.line, raw=quoted(proof.raw))
        if raw is not None:
            # A parser may have seen a text that was put together of pieces, or repaired.
            source_text = issue.raw if issue.raw and issue.raw in raw.raw else raw.raw
            placed = replace(placed, line=raw.line, field=raw.field, raw=quoted(source_text))
        self.issues.append(placed)

    def leave(self, raw: RawValue, message: str) -> None:
        """Keeps a raw value that has no place as leftover, and says why."""
        self.keep_left(raw.raw)
        self.note(Issue(IssueCode.LEFTOVER, message), raw)

    def keep_left(self, text: str) -> None:
        """Keeps a text of the source as leftover, once where several values of it have no place."""
        if self.leftover[-1:] != [text]:
            self.leftover.append(text)

    def prove(self, name: str, lines: Lines, repairs: Iterable[LoggedRepair]) -> None:
        """Keeps where the value of a field stands, and what was repaired there if that is asked for."""
        proofs = self.evidence.setdefault(name, [])
        if not proofs or (proofs[-1].line, proofs[-1].raw) != (lines.line, lines.text):
            proofs.append(_Proof(lines.line, lines.text, {}))
            if self.is_proven:
                proofs[-1].repairs.update(dict.fromkeys(_decoding_repairs(lines, self.document)))
        proofs[-1].repairs.update(dict.fromkeys(repairs))

    @property
    def is_proven(self) -> bool:
        """Whether the record is to hold the evidence of its values."""
        return self.options.provenance == "full"

    def proven(self) -> dict[str, tuple[Evidence, ...]]:
        """The evidence of every field; empty where it is not asked for."""
        if not self.is_proven:
            return {}
        return {name: tuple(proof.evidence() for proof in proofs) for name, proofs in self.evidence.items()}


def normalize(item: RawItem, document: Document, reader: str, options: Options) -> Sighting:
    """The record that `item` tells, in normal form, with evidence for each field.

    A raw value that cannot be read, or that another value of the same field precedes, goes
    to `leftover` with an issue; nothing is dropped.
    """
    gathering = _Gathering(item, document, options)
    for raw in sorted(item.values, key=_rank):
        _take(raw, gathering)
    for extra in item.extra:
        _take_extra(extra, gathering)
    for lines in item.leftover:
        gathering.leftover.append(lines.text)
        message = f"fits no field of the {item.kind}"
        gathering.note(Issue(IssueCode.LEFTOVER, message, line=lines.line, raw=quoted(lines.text)))
    _settle(gathering)
    return Sighting(_record(gathering, reader), tuple(gathering.issues))


def _rank(raw: RawValue) -> int:
    """When a value has its turn; an end key left empty comes after all that states something."""
    return _LATER.get(raw.field, 0) if raw.text.strip() else len(_LATER)


def _take(raw: RawValue, gathering: _Gathering) -> None:
    repaired, repairs = _repaired(raw, gathering)
    parsed = FIELDS[raw.field].parse(repaired, raw, gathering.item.kind)
    for issue in parsed.issues:
        gathering.note(issue, raw)
    known = {name: value for name, value in (parsed.value or {}).items() if value not in (None, ())}
    lines = Lines(raw.line, raw.end_line, raw.raw)
    lost: Values = {}
    for name, value in known.items():
        if name not in RECORD_TYPES[gathering.item.kind].model_fields:
            _store_unplaced(name, value, gathering)
        elif _store(name, value, raw, gathering):
            gathering.prove(name, lines, repairs)
        else:
            lost[name] = value
    _report_lost(lost, known, raw, gathering)
    is_markup = raw.field == "content" and raw.form is TextForm.HTML
    if is_markup and _take_markup(raw, lines, repairs, gathering):
        return
    if not known:
        _leave_unread(raw, bool(parsed.issues), gathering)


def _leave_unread(raw: RawValue, is_told: bool, gathering: _Gathering) -> None:
    if not raw.raw.strip():
        return
    if raw.otherwise is not None:
        if raw.otherwise.name not in gathering.extra:
            _take_extra(raw.otherwise, gathering)
    elif is_told:
        gathering.keep_left(raw.raw)
    else:
        gathering.leave(raw, f"this says nothing about {raw.field}")


def _repaired(raw: RawValue, gathering: _Gathering) -> tuple[str, tuple[LoggedRepair, ...]]:
    """The text of a raw value without damage, and every repair of it."""
    rule, text = FIELDS[raw.field], raw.text
    if raw.form is TextForm.HTML:
        text = html_to_text(text) if rule.is_prose else inline_text(text)
    if not rule.is_prose:
        text = _LINE_BLANKS.sub(" ", text)  # repair sees the line that the field will hold
    mode = gathering.options.repair if rule.is_repaired else "off"
    repaired = repair_leaf(text, mode, gathering.document.evidence_of)
    # Lines of text that was taken out of markup are not the lines of the source.
    logged = _logged(repaired, raw.line, raw.line if raw.form is TextForm.HTML else raw.end_line)
    logged = (*(_log_entry(repair, raw.line) for repair in raw.repairs), *logged)
    for issue in repair_issues(logged, raw.field):
        gathering.note(issue)
    return repaired.text, logged


def _logged(repaired: Repaired, line: int, end_line: int) -> tuple[LoggedRepair, ...]:
    if not repaired.repairs:
        return ()
    ends = [place for place, character in enumerate(repaired.text) if character == "\n"]
    return tuple(
        _log_entry(repair, min(line + bisect_left(ends, repair.span_after[0]), end_line))
        for repair in repaired.repairs
    )


def _log_entry(repair: Repair, line: int) -> LoggedRepair:
    return LoggedRepair(
        line=line,
        span_before=repair.span_before,
        span_after=repair.span_after,
        before=repair.before,
        after=repair.after,
        reason=repair.reason,
        certainty=repair.certainty,
    )


def _decoding_repairs(lines: Lines, document: Document) -> Iterator[LoggedRepair]:
    """What decoding mended on these lines and can be seen in their text."""
    placed_repairs = document.decoding_repairs
    first = bisect_left(placed_repairs, lines.line, key=_line_of)
    found = placed_repairs[first : bisect_right(placed_repairs, lines.end_line, key=_line_of)]
    return (_log_entry(placed.repair, placed.line) for placed in found if placed.repair.after in lines.text)


def _line_of(placed: PlacedRepair) -> int:
    return placed.line


def _take_extra(extra: Extra, gathering: _Gathering) -> None:
    lines = extra.lines
    repairs: list[LoggedRepair] = []
    gathering.extra[extra.name] = _repaired_extra(extra.value, lines.line, repairs, gathering)
    for issue in repair_issues(repairs, "extra"):
        gathering.note(issue)
    gathering.prove(f"extra.{extra.name}", lines, repairs)


def _repaired_extra(
    value: JsonValue, line: int, repairs: list[LoggedRepair], gathering: _Gathering
) -> JsonValue:
    """A value of `extra` with its texts repaired. Readers bound its depth."""
    if isinstance(value, list):
        return [_repaired_extra(one, line, repairs, gathering) for one in value]
    if isinstance(value, dict):
        return {name: _repaired_extra(one, line, repairs, gathering) for name, one in value.items()}
    if not isinstance(value, str):
        return value
    repaired = repair_leaf(value, gathering.options.repair, gathering.document.evidence_of)
    repairs += _logged(repaired, line, line)
    return repaired.text


def _store(name: str, value: Any, raw: RawValue, gathering: _Gathering) -> bool:
    """Puts a value into its field; False when another value has the field already."""
    values = gathering.values
    if isinstance(value, tuple):
        for one in value:
            gathering.several.setdefault(name, {}).setdefault(_folded(one), one)
    elif FIELDS[raw.field].is_prose or (name, raw.field) == ("location", "country"):
        gathering.pieces.setdefault(name, []).append(value)
    elif name == "country" and raw.field == "location" and name not in values:
        return _store_country_of_place(value, gathering)
    else:
        return bool(values.setdefault(name, value) == value)
    return True


def _store_country_of_place(country: str, gathering: _Gathering) -> bool:
    if "location" in gathering.pieces:  # what is stated as the country is none that is known
        return False
    gathering.values["country"] = country
    return True


def _report_lost(lost: Values, known: Values, raw: RawValue, gathering: _Gathering) -> None:
    """Tells the values that another value of their field precedes, all that contradict it at once."""
    chosen = gathering.values
    against = [name for name, value in lost.items() if not is_implied(name, value, chosen.get(name), raw)]
    if not against:
        return
    kept = known.keys() - lost.keys()
    names = " and ".join(against)
    if set(against) <= {"current", "country", "work_mode"} or (
        kept & {"start", "end"} and set(against) <= _TIMES
    ):
        gathering.note(Issue(IssueCode.CONFLICT, f"{names} is stated otherwise elsewhere"), raw)
    else:
        gathering.leave(raw, f"{names} is known already; this other value is kept as leftover")


def _store_unplaced(name: str, value: Any, gathering: _Gathering) -> None:
    """A value whose field this kind of record does not have, as extra."""
    if isinstance(value, tuple):
        gathering.extra.setdefault(name, []).extend(str(one) for one in value)
    else:
        gathering.extra.setdefault(name, str(value))


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _take_markup(
    raw: RawValue, lines: Lines, repairs: tuple[LoggedRepair, ...], gathering: _Gathering
) -> bool:
    """Images inside a post's markup, and the sanitized markup itself where it is asked for.

    Whether there was either.
    """
    addresses = image_addresses(raw.text)
    found = [FIELDS["images"].parse(address, raw, "post") for address in addresses]
    for issue in chain.from_iterable(one.issues for one in found):
        gathering.note(issue, raw)
    stored = [
        _store(name, value, raw, gathering) for one in found for name, value in (one.value or {}).items()
    ]
    if any(stored):
        gathering.prove("images", lines, repairs)
    markup = safe_html(raw.text, raw.base) if gathering.options.html else ""
    if markup is None:
        gathering.note(Issue(IssueCode.TOO_DEEP, "the markup is too big or too deep to be cleaned"), raw)
    elif markup:
        gathering.values["content_html"] = markup
        gathering.prove("content_html", lines, repairs)
    return bool(addresses or markup)


def _settle(gathering: _Gathering) -> None:
    """Makes the values agree with each other, and reports where the source does not."""
    values = gathering.values
    values |= {name: tuple(found.values()) for name, found in gathering.several.items()}
    stated = gathering.pieces.pop("location", [])
    values |= {name: "\n".join(pieces) for name, pieces in gathering.pieces.items()}
    if stated:
        values["location"] = countries.beside(values.get("location"), stated)
    if gathering.item.kind == "post":
        _measure_text(values)
        return
    start, end = values.get("start"), values.get("end")
    if end is not None:
        if values.get("current"):
            message = "it is said to go on, but an end is given"
            gathering.note(Issue(IssueCode.CONFLICT, message, field="current"))
            del gathering.evidence["current"]
        values["current"] = False
        gathering.evidence.setdefault("current", gathering.evidence.get("end", []))
    if isinstance(start, PartialDate) and isinstance(end, PartialDate) and start.earliest > end.latest:
        gathering.note(Issue(IssueCode.END_BEFORE_START, f"{end} comes before {start}", field="end"))


def _measure_text(values: Values) -> None:
    text = max(values.get("content") or "", values.get("summary") or "", key=len)
    if text:
        values["word_count"] = word_count(text)
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
        evidence=gathering.proven(),
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
