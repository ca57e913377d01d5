"""Runs that were interrupted: what they finished is told by notes, and is not read again."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

from careerdoc.batch import Given
from careerdoc.console import Report, unbroken
from careerdoc.decisions import NO_DECISIONS
from careerdoc.errors import OptionError
from careerdoc.model.document import Source
from careerdoc.model.issue import Severity
from careerdoc.model.result import ParsedDocument
from careerdoc.options import Options
from careerdoc.writers.base import Writer
from careerdoc.writers.partial_file import PartialFile

Read = Callable[[Iterator[Given]], Iterable[ParsedDocument]]
"""Reads inputs, one document for each, in the same order."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run does with each input, which another one has to do as well to go on with it.

    `resumes`: whether it goes on with one that was interrupted.
    """

    writer: Writer
    options: Options
    version: str
    resumes: bool = False

    def note(self) -> str:
        """The note in front of all others."""
        told = (self.version, self.writer.name, replace(self.options, decisions=NO_DECISIONS))
        return f"careerdoc {hashlib.sha256(repr(told).encode()).hexdigest()}"


def write_resumably(given: Iterator[Given], read: Read, file: PartialFile, run: Run, report: Report) -> None:
    """Reads the inputs that no earlier run has finished, and writes each to the file with its note.

    An input counts as finished while it has the name, size and time that its note tells, and
    every input before it does. `report` counts what was finished as if it were read now.

    Raises:
        OptionError: when the file was begun with other options.
    """
    if file.notes and file.notes[0] != run.note():
        message = "the interrupted run had other options, or was one of another version; run without it"
        raise OptionError("--resume", message)
    finished, given = _finished(given, file, report)
    file.keep(finished)
    takes_notes = not run.options.redact  # marks count all inputs, and notes hold true names
    if not finished and takes_notes:
        file.write(b"", run.note())
    states: deque[Any] = deque()
    text_of = run.writer.write_document
    assert text_of is not None
    for document in report.watched(read(_watched(given, states))):
        issues = Counter(str(issue.severity) for issue in document.issues)
        records = Counter(record.kind for record in document.records)
        note = json.dumps([*states.popleft(), document.status, records, issues])
        report.tell(document.issues)
        report.count(document.records)
        text = text_of(document).encode("utf-8")
        with unbroken():
            file.write(text, note if takes_notes else None)


def _finished(given: Iterator[Given], file: PartialFile, report: Report) -> tuple[int, Iterator[Given]]:
    """How many notes, that of the run included, are still true, and the inputs behind them."""
    number = 1 if file.notes else 0
    for note in islice(file.notes, 1, None):
        one = next(given, None)
        if one is None:
            break
        told = _told_by(note)
        if told is None or list(told[:3]) != _state_of(one):
            return number, chain([one], given)
        report.add(*told[3:])
        number += 1
    return number, given


def _told_by(note: str) -> tuple[Any, ...] | None:
    """What a note says of an input; None for one that is damaged."""
    try:
        name, size, time, status, records, issues = json.loads(note)
        told = Counter(records), {Severity(severity): number for severity, number in issues.items()}
    except (ValueError, TypeError, AttributeError):
        return None
    return name, size, time, status, *told


def _watched(given: Iterator[Given], states: deque[Any]) -> Iterator[Given]:
    """The inputs, and what each is like before it is read."""
    for one in given:
        states.append(_state_of(one))
        yield one


def _state_of(given: Given) -> list[Any]:
    """By what an input is known again: its name, size and time, or what became of it before it was read."""
    if isinstance(given, ParsedDocument):
        return [given.name, given.status, [str(issue.code) for issue in given.issues]]
    if isinstance(given, Source):
        return [given.name, hashlib.sha256(given.content).hexdigest(), None]
    path = os.fspath(given)
    try:
        told = os.lstat(path) if not isinstance(given, str) else os.stat(path)
    except (OSError, ValueError):
        return [path, None, None]
    return [path, told.st_size, told.st_mtime_ns]
