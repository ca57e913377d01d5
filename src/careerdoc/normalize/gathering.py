"""A record under way: its values so far, where each came from, and what did not fit."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import JsonValue

from careerdoc.fields.forms import Values
from careerdoc.model.document import Document, Lines, PlacedRepair, RawItem, RawValue, Repair, Repaired
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.records import Evidence, LoggedRepair
from careerdoc.options import Options

_LINE_FEED = re.compile("\n")
Shared = dict[int, tuple[JsonValue, JsonValue, tuple[LoggedRepair, ...]]]
"""Values of `extra` as they were given, by their identity, with what repair made of them."""


@dataclass(slots=True)
class _Proof:
    """Where a value stands, and each repair on its lines once. Values of one place share it."""

    line: int
    raw: str
    repairs: dict[LoggedRepair, None]
    confidence: float

    def evidence(self) -> Evidence:
        return Evidence(
            source=0,
            line=self.line,
            raw=self.raw,
            repairs=tuple(self.repairs),
            confidence=self.confidence,
        )


@dataclass(slots=True)
class Gathering:
    """A record under way: its values so far, where each came from, and what did not fit.

    `main_text` is the field whose markup is that of the record: the content, else the summary.
    `several` are the values of fields that hold more than one, by folded value; `over` those that
    are too many, each with its line; `pieces` the parts of prose that follow each other as lines.
    """

    item: RawItem
    document: Document
    options: Options
    shared: Shared
    main_text: str
    values: Values = field(default_factory=dict)
    several: dict[str, dict[Any, Any]] = field(default_factory=dict)
    over: dict[str, list[tuple[int, Any]]] = field(default_factory=dict)
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

    def prove(
        self, name: str, lines: Lines, repairs: Iterable[LoggedRepair], confidence: float = 1.0
    ) -> None:
        """Keeps where the value of a field stands, what was repaired there, and how sure it is.

        The first place alone where the record is not to hold evidence.
        """
        proofs = self.evidence.setdefault(name, [])
        if self.options.provenance != "full":
            if not proofs:
                proofs.append(_Proof(lines.line, lines.text, {}, confidence))
            return
        if not proofs or (proofs[-1].line, proofs[-1].raw) != (lines.line, lines.text):
            found = dict.fromkeys(_decoding_repairs(lines, self.document))
            proofs.append(_Proof(lines.line, lines.text, found, confidence))
        proofs[-1].repairs.update(dict.fromkeys(repairs))

    def proven(self) -> dict[str, tuple[Evidence, ...]]:
        """The evidence of every field; empty where it is not asked for."""
        if self.options.provenance != "full":
            return {}
        return {name: tuple(proof.evidence() for proof in proofs) for name, proofs in self.evidence.items()}


def folded(value: Any) -> Any:
    """By what a value is known among the others of its field: a text by its letters, whatever their case."""
    return value.casefold() if isinstance(value, str) else value


def logged_repairs(repaired: Repaired, line: int, end_line: int) -> tuple[LoggedRepair, ...]:
    """The repairs of a text that stands from `line` to `end_line`, each with its own line."""
    if not repaired.repairs:
        return ()
    ends = [end.start() for end in _LINE_FEED.finditer(repaired.text)]
    return tuple(
        log_entry(repair, min(line + bisect_left(ends, repair.span_after[0]), end_line))
        for repair in repaired.repairs
    )


def log_entry(repair: Repair, line: int) -> LoggedRepair:
    """A repair as the records hold it."""
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
    return (log_entry(placed.repair, placed.line) for placed in found if placed.repair.after in lines.text)


def _line_of(placed: PlacedRepair) -> int:
    return placed.line
