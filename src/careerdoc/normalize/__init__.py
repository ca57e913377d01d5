"""Raw items to sightings: repaired leaves, normal forms, evidence, an id."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import Any

from pydantic import JsonValue

from careerdoc.fields import countries, degrees, moments, teasers
from careerdoc.fields.forms import Values, is_implied
from careerdoc.fields.rules import FIELDS
from careerdoc.identity import identity_of
from careerdoc.model.document import (
    Document,
    Extra,
    Lines,
    RawItem,
    RawValue,
    TextForm,
)
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import (
    RECORD_TYPES,
    AnyRecord,
    LoggedRepair,
    SourceReference,
)
from careerdoc.model.result import Sighting
from careerdoc.normalize.gathering import Gathering, Shared, folded, log_entry, logged_repairs
from careerdoc.normalize.limiting import tell_left_out, within_length, within_number
from careerdoc.options import Options
from careerdoc.repair_issues import repair_issues
from careerdoc.text.html import html_to_text, inline_text, safe_html, without_new_tags
from careerdoc.text.markdown import has_marks, html_of_markdown
from careerdoc.text.prose import word_count
from careerdoc.text.repair import is_doubtful, repair_leaf

_LINE_BLANKS = re.compile(r"[\t\n\r\f\v\u2028\u2029]")
_LATER = {"degree": 1, "location": 1, "employment_type": 1, "end": 1, "start": 2, "dates": 3, "date": 3}
"""Fields that can also give another one, which counts less than where it is stated itself."""
_TIMES = frozenset({"start", "end", "current"})
_MARKDOWN = frozenset({TextForm.MARKDOWN, TextForm.INLINE})
_FIELDS_OF_KIND = {kind: frozenset(record.model_fields) for kind, record in RECORD_TYPES.items()}
_LOW_CONFIDENCE = 0.5
_A = {"role": "a role", "education": "an education", "post": "a post"}
_MOST_SHARED = 16


class Normalizer:
    """Makes sightings of the raw items of one document; what several of them share is mended once."""

    def __init__(self, document: Document, reader: str, options: Options) -> None:
        self._document, self._reader, self._options = document, reader, options
        self._shared: Shared = {}

    def add_orphans(self, orphans: frozenset[str]) -> None:
        """Takes into account what the text without its markup shows of lost characters."""
        if orphans:
            evidence = self._document.evidence_of().with_orphans(orphans)
            self._document = replace(self._document, evidence_of=lambda: evidence)

    def sighting(self, item: RawItem) -> Sighting:
        """The record that `item` tells, in normal form, with evidence for each field.

        A raw value that cannot be read, or that another value of the same field precedes, goes
        to `leftover` with an issue; nothing is dropped.
        """
        main_text = "content" if any(raw.field == "content" for raw in item.values) else "summary"
        gathering = Gathering(item, self._document, self._options, self._shared, main_text)
        for raw in sorted(item.values, key=_rank):
            _take(raw, gathering)
        for extra in item.extra:
            _take_extra(extra, gathering)
        for lines in item.leftover:
            gathering.leftover.append(lines.text)
            message = f"fits no field of the {item.kind}"
            gathering.note(Issue(IssueCode.LEFTOVER, message, line=lines.line, raw=quoted(lines.text)))
        _settle(gathering)
        return Sighting(_record(gathering, self._reader), tuple(gathering.issues))


def _rank(raw: RawValue) -> int:
    """When a value has its turn; an end key left empty comes after all that states something."""
    return _LATER.get(raw.field, 0) if raw.text.strip() else len(_LATER)


def _take(raw: RawValue, gathering: Gathering) -> None:
    mended, repairs = _repaired(raw, gathering)
    repaired = within_length(mended, raw, gathering)
    if repaired is None:
        return
    parsed = FIELDS[raw.field].parse(repaired, raw, gathering.item.kind)
    for issue in parsed.issues:
        gathering.note(issue, raw)
    known = within_number(parsed.value or {}, raw.line, gathering)
    lines = Lines(raw.line, raw.end_line, raw.raw)
    lost: Values = {}
    for name, value in known.items():
        if name not in _FIELDS_OF_KIND[gathering.item.kind]:
            if _store_unplaced(name, value, gathering):
                gathering.prove(f"extra.{name}", lines, repairs, raw.confidence)
            else:
                lost[name] = value
        elif _store(name, value, raw, gathering):
            gathering.prove(name, lines, repairs, raw.confidence)
        else:
            lost[name] = value
    _report_lost(lost, known, raw, gathering)
    is_post = gathering.item.kind == "post"
    is_markup = is_post and raw.form is not TextForm.PLAIN and raw.field == gathering.main_text
    if is_markup and _take_markup(raw, lines, repairs, gathering):
        return
    if not known and not any(value not in (None, ()) for value in (parsed.value or {}).values()):
        _leave_unread(raw, bool(parsed.issues), gathering)


def _leave_unread(raw: RawValue, is_told: bool, gathering: Gathering) -> None:
    if not raw.raw.strip():
        return
    if raw.otherwise is not None:
        if raw.otherwise.name not in gathering.extra:
            _take_extra(raw.otherwise, gathering)
    elif is_told:
        gathering.keep_left(raw.raw)
    else:
        gathering.leave(raw, f"this says nothing about {raw.field}")


def _repaired(raw: RawValue, gathering: Gathering) -> tuple[str, tuple[LoggedRepair, ...]]:
    """The text of a raw value without damage, and every repair of it."""
    rule, text = FIELDS[raw.field], raw.text
    # Repair would read the references of markdown, and what they stand for would be marks.
    is_shown = raw.form is TextForm.HTML or (raw.form in _MARKDOWN and "&" in text)
    if is_shown:
        text = _shown(text, raw.form, rule.is_prose)
    if not rule.is_prose:
        text = _LINE_BLANKS.sub(" ", text)  # repair sees the line that the field will hold
    if raw.form is TextForm.PLAIN and not raw.repairs and not is_doubtful(text):
        return text, ()
    mode = gathering.options.repair if rule.is_repaired else "off"
    repaired = repair_leaf(text, mode, gathering.document.evidence_of)
    # Lines of text that was taken out of markup are not the lines of the source.
    logged = logged_repairs(repaired, raw.line, raw.line if is_shown else raw.end_line)
    if raw.repairs:
        logged = (*(log_entry(repair, raw.line) for repair in raw.repairs), *logged)
    for issue in repair_issues(logged, raw.field) if logged else ():
        gathering.note(issue)
    if is_shown:
        return without_new_tags(repaired.text, text), logged
    if raw.form is TextForm.PLAIN:
        return repaired.text, logged
    return _shown(repaired.text, raw.form, rule.is_prose), logged


def _shown(text: str, form: TextForm, is_prose: bool) -> str:
    """The text that HTML or markdown shows, on one line where it is no prose."""
    if form is TextForm.MARKDOWN and not has_marks(text):
        return text
    html = text if form is TextForm.HTML else html_of_markdown(text, form)
    return html_to_text(html) if is_prose else inline_text(html)


def _take_extra(extra: Extra, gathering: Gathering) -> None:
    lines = extra.lines
    if extra.name in gathering.extra:
        gathering.keep_left(lines.text)
        message = f"{extra.name} is known already; this other value is kept as leftover"
        gathering.note(Issue(IssueCode.LEFTOVER, message, line=lines.line, raw=quoted(lines.text)))
        return
    gathering.extra[extra.name], repairs = _repaired_once(extra, gathering)
    for issue in repair_issues(repairs, "extra"):
        gathering.note(issue)
    gathering.prove(f"extra.{extra.name}", lines, repairs)


def _repaired_once(extra: Extra, gathering: Gathering) -> tuple[JsonValue, tuple[LoggedRepair, ...]]:
    """A value of `extra` and its repairs; one that was seen before, such as that of a feed, as it was."""
    shared = gathering.shared
    if (known := shared.get(id(extra.value))) is not None:
        return known[1:]
    repairs: list[LoggedRepair] = []
    repaired = _repaired_extra(extra.value, extra.lines.line, repairs, gathering)
    if isinstance(extra.value, dict):
        if len(shared) >= _MOST_SHARED:
            shared.clear()
        # The value is kept, so that no other can have its identity.
        shared[id(extra.value)] = (extra.value, repaired, tuple(repairs))
    return repaired, tuple(repairs)


def _repaired_extra(
    value: JsonValue, line: int, repairs: list[LoggedRepair], gathering: Gathering
) -> JsonValue:
    """A value of `extra` with its texts repaired. Readers bound its depth."""
    if isinstance(value, list):
        return [_repaired_extra(one, line, repairs, gathering) for one in value]
    if isinstance(value, dict):
        return {name: _repaired_extra(one, line, repairs, gathering) for name, one in value.items()}
    if not isinstance(value, str):
        return value
    repaired = repair_leaf(value, gathering.options.repair, gathering.document.evidence_of)
    repairs += logged_repairs(repaired, line, line)
    return repaired.text


def _store(name: str, value: Any, raw: RawValue, gathering: Gathering) -> bool:
    """Puts a value into its field; False when another value has the field already."""
    values = gathering.values
    if isinstance(value, tuple):
        for one in value:
            gathering.several.setdefault(name, {}).setdefault(folded(one), one)
    elif FIELDS[raw.field].is_prose or (name, raw.field) == ("location", "country"):
        gathering.pieces.setdefault(name, []).append(value)
    elif name == "country" and raw.field == "location" and name not in values:
        return _store_country_of_place(value, gathering)
    else:
        return bool(values.setdefault(name, value) == value)
    return True


def _store_country_of_place(country: str, gathering: Gathering) -> bool:
    if "location" in gathering.pieces:  # what is stated as the country is none that is known
        return False
    gathering.values["country"] = country
    return True


def _report_lost(lost: Values, known: Values, raw: RawValue, gathering: Gathering) -> None:
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


def _store_unplaced(name: str, value: Any, gathering: Gathering) -> bool:
    """Puts a value whose field this kind lacks into `extra`; False where another stands there."""
    if isinstance(value, tuple):
        gathering.extra.setdefault(name, []).extend(str(one) for one in value)
        return True
    return bool(gathering.extra.setdefault(name, str(value)) == str(value))


def _take_markup(
    raw: RawValue, lines: Lines, repairs: tuple[LoggedRepair, ...], gathering: Gathering
) -> bool:
    """Images inside a post's markup, and the sanitized markup itself where it is asked for.

    Whether there was either.
    """
    evidence_of = gathering.document.evidence_of
    addresses = [repair_leaf(address, "off", evidence_of) for address in raw.images]
    logged = tuple(chain.from_iterable(logged_repairs(one, raw.line, raw.end_line) for one in addresses))
    for issue in repair_issues(logged, "images") if logged else ():
        gathering.note(issue)
    found = [FIELDS["images"].parse(one.text, raw, "post") for one in addresses]
    for issue in chain.from_iterable(one.issues for one in found):
        gathering.note(issue, raw)
    stored = [
        _store(name, value, raw, gathering)
        for one in found
        for name, value in within_number(one.value or {}, raw.line, gathering).items()
    ]
    if any(stored):
        gathering.prove("images", lines, (*repairs, *logged))
    markup = _sanitized(raw, gathering) if gathering.options.html else None
    if markup:
        gathering.values["content_html"] = markup
        gathering.prove("content_html", lines, repairs)
    return bool(raw.images or markup)


def _sanitized(raw: RawValue, gathering: Gathering) -> str | None:
    html, limits = _html(raw, gathering), gathering.options.limits
    markup = safe_html(html, raw.base, limits)
    if markup is None and len(html) > limits.max_html_length:
        message = f"HTML of more than {limits.max_html_length} characters is not sanitized"
        gathering.note(Issue(IssueCode.FIELD_TOO_LONG, message), raw)
    elif markup is None:
        message = f"HTML nested deeper than {limits.max_html_depth} elements is not sanitized"
        gathering.note(Issue(IssueCode.TOO_DEEP, message), raw)
    return markup


def _html(raw: RawValue, gathering: Gathering) -> str:
    if raw.form is TextForm.HTML:
        return raw.text
    repaired = repair_leaf(raw.text, gathering.options.repair, gathering.document.evidence_of)
    return html_of_markdown(repaired.text, raw.form)


def _settle(gathering: Gathering) -> None:
    """Makes the values agree with each other, and reports where the source does not."""
    tell_left_out(gathering)
    values = gathering.values
    values |= {name: tuple(found.values()) for name, found in gathering.several.items()}
    stated = gathering.pieces.pop("location", [])
    values |= {name: "\n".join(pieces) for name, pieces in gathering.pieces.items()}
    if stated:
        values["location"] = countries.beside(values.get("location"), stated)
    if gathering.item.kind == "post":
        _measure_text(values)
        return
    if gathering.item.kind == "education":
        _add_degree_level(gathering)
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


def _add_degree_level(gathering: Gathering) -> None:
    """The level of the degree, which stands where the degree stands; one that the source states stays."""
    level = degrees.level(gathering.values.get("degree") or "")
    if level is not None and "degree_level" not in gathering.extra:
        gathering.extra["degree_level"] = level
        gathering.evidence["extra.degree_level"] = gathering.evidence["degree"]


def _measure_text(values: Values) -> None:
    text = max(values.get("content") or "", values.get("summary") or "", key=len)
    if not text:
        return
    values["word_count"] = word_count(text)
    is_whole = bool(values.get("content"))
    if teasers.is_teaser(text, is_whole=is_whole):
        values["is_full"] = False
    elif is_whole:
        values["is_full"] = True


def _record(gathering: Gathering, reader: str) -> AnyRecord:
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


def _report_doubts(gathering: Gathering) -> None:
    item, today = gathering.item, gathering.options.today
    if item.confidence < _LOW_CONFIDENCE:
        message = f"little says that this is {_A[item.kind]} (confidence {item.confidence})"
        gathering.note(Issue(IssueCode.LOW_CONFIDENCE, message, line=item.line))
    for name in ("start", "published"):
        value = gathering.values.get(name)
        if today is not None and value is not None and moments.earliest_day(value) > today.isoformat():
            gathering.note(Issue(IssueCode.FUTURE_DATE, f"{name} is {value}, after {today}", field=name))
