"""What the commands share: standard streams, messages, exit codes."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import IntEnum
from io import TextIOWrapper
from types import FrameType
from typing import BinaryIO, Literal, Protocol, TextIO

from careerdoc.errors import CareerdocError, OutputError, SourceError, UnknownFormatError
from careerdoc.model.document import Source
from careerdoc.model.issue import Issue, IssueCode, Severity
from careerdoc.model.records import AnyRecord
from careerdoc.model.result import ParsedDocument, Status
from careerdoc.sources import opened
from careerdoc.writers.base import one_line
from careerdoc.writers.partial_file import partial_file

MessageForm = Literal["text", "json"]
STANDARD_STREAM = "-"
"""The path that means standard input or standard output."""

_UNREAD: tuple[Status, ...] = ("failed", "skipped")


class Output(Protocol):
    """What the output of a command is written to."""

    def write(self, text: bytes, /) -> object:
        """Adds a text."""

    def writelines(self, lines: Iterable[bytes], /) -> object:
        """Adds texts."""

    def flush(self) -> None:
        """Leaves nothing of them behind."""


class ExitCode(IntEnum):
    """What a command answers to the shell; a signal adds its number to 128."""

    OK = 0
    UNREAD = 1
    WRONG_USE = 2
    UNWRITTEN = 74  # EX_IOERR of sysexits.h


class Stopped(BaseException):
    """A signal asks the run to end. Not an error, so that nothing takes it for one."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(signal_number)
        self.exit_code = 128 + signal_number


def guarded(command: Callable[[], int]) -> int:
    """The exit code of `command`; every way to fail becomes a message and a code."""
    try:
        with NoFlawOfSignals():
            return command()
    except BrokenPipeError:  # nobody reads any more, as in `| head`
        _abandon_output()
        return ExitCode.OK
    except OutputError as error:
        _abandon_output()
        say(f"careerdoc: {error}")
        return ExitCode.UNWRITTEN
    except OSError as error:  # help and other texts that no command delivers
        _abandon_output()
        say(f"careerdoc: standard output: {error.strerror or 'it cannot be written'}")
        return ExitCode.UNWRITTEN
    except CareerdocError as error:
        say(f"careerdoc: {error}")
        say(_way_out(error))
        return ExitCode.WRONG_USE
    except Stopped as stopped:
        say("careerdoc: stopped")
        return stopped.exit_code


def prepare_process() -> None:
    """Lets the standard streams take any text in any locale, and makes signals raise `Stopped`."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup and `&` ignore some
            signal.signal(number, _stop)


@contextmanager
def unbroken() -> Iterator[None]:
    """A block that a signal does not break: it raises `Stopped` behind it, so that no line is torn."""
    _Unbroken.is_in_force = True
    try:
        yield
    finally:
        _Unbroken.is_in_force = False
    if _Unbroken.waiting is not None:
        raise Stopped(_Unbroken.waiting)


class NoFlawOfSignals:
    """A block in which the flaw that a library makes of a `Stopped` in its midst is that again.

    Pydantic does so with whatever is raised while it asks how a value is to be written.
    """

    def __enter__(self) -> None:
        """Nothing: only the end counts."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Raises `Stopped` where a signal came and something else was made of it."""
        came = _Unbroken.came
        if (
            came is not None
            and isinstance(error, Exception)
            and not isinstance(error, CareerdocError | OSError)
        ):
            raise Stopped(came) from error


def say(text: str) -> None:
    """Writes one line to standard error; that it is closed is no trouble."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(one_line(text), file=sys.stderr)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person sits at this stream; a closed one is None."""
    return stream is not None and stream.isatty()


@contextmanager
def opened_output(path: str | None) -> Iterator[Output]:
    """Where a command writes: standard output, or the file at `path`, whole or not at all.

    What could be written of a file that could not be written whole is kept beside it.

    Raises:
        OutputError: when it cannot be written.
        BrokenPipeError: when nobody reads standard output any more.
    """
    if path not in {None, STANDARD_STREAM}:
        with partial_file(str(path)) as file:
            yield file
        return
    if sys.stdout is None:
        raise OutputError("standard output", "it is closed")
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError("standard output", error.strerror or "it cannot be written") from error


def standard_input(name: str, max_bytes: int) -> Source | ParsedDocument:
    """Standard input as a source; at most one byte more than `max_bytes` is read."""
    if sys.stdin is None:
        return _unreadable(name, "standard input is closed")
    try:
        return Source(name, sys.stdin.buffer.read(max_bytes + 1))
    except OSError as error:
        return _unreadable(name, f"standard input cannot be read: {error.strerror}")


@contextmanager
def binary_input(path: str) -> Iterator[BinaryIO]:
    """The bytes of a regular file, or of standard input for `-`, which stays open.

    Raises:
        SourceError: when it cannot be read; `code` says why.
    """
    if path != STANDARD_STREAM:
        with opened(path) as file:
            yield file
    elif sys.stdin is None:
        raise SourceError("stdin", IssueCode.NOT_FOUND, "standard input is closed")
    else:
        yield sys.stdin.buffer


@dataclass(slots=True)
class Report:
    """Shows issues as they come, and counts what the summary and the exit code tell."""

    form: MessageForm = "text"
    shown: frozenset[Severity] = frozenset({Severity.WARNING, Severity.ERROR})
    inputs: Counter[Status] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    issues: Counter[Severity] = field(default_factory=Counter)
    stopped: Stopped | None = None

    def watched(self, documents: Iterable[ParsedDocument]) -> Iterator[ParsedDocument]:
        """The documents, counted, until a signal ends the run."""
        try:
            for document in documents:
                self.inputs[document.status] += 1
                yield document
        except Stopped as stopped:
            self.stopped = stopped

    def tell(self, issues: Iterable[Issue]) -> None:
        """Counts issues and shows those of a severity that is asked for."""
        for issue in issues:
            self.issues[issue.severity] += 1
            if issue.severity in self.shown:
                say(json.dumps(issue.to_json()) if self.form == "json" else str(issue))

    def count(self, records: Iterable[AnyRecord]) -> None:
        """Counts records that were written."""
        self.records.update(record.kind for record in records)

    def add(self, status: Status, records: Mapping[str, int], issues: Mapping[str, int]) -> None:
        """Counts an input that an earlier run has read and shown."""
        self.inputs[status] += 1
        self.records.update(records)
        self.issues.update({Severity(name): number for name, number in issues.items()})

    def summary(self) -> str:
        """One line: how many inputs, records and issues."""
        parts = (
            _counted(self.inputs.total(), "input") + self._unread(),
            _counted(self.records["role"], "role"),
            f"{self.records['education']} education",
            _counted(self.records["post"], "post"),
            _counted(self.issues[Severity.ERROR], "error"),
            _counted(self.issues[Severity.WARNING], "warning"),
            _counted(self.issues[Severity.INFO], "note") + self._unshown(),
        )
        return "{}: {}, {}, {}; {}, {}, {}".format(*parts)

    def exit_code(self) -> int:
        """What to answer the shell: stopped, unread inputs, or all is well."""
        if self.stopped is not None:
            return self.stopped.exit_code
        return ExitCode.UNREAD if any(self.inputs[status] for status in _UNREAD) else ExitCode.OK

    def strict_exit_code(self) -> int:
        """The same, where a warning counts like an unread input."""
        doubtful = self.issues[Severity.WARNING] or self.issues[Severity.ERROR]
        return self.exit_code() or (ExitCode.UNREAD if doubtful else ExitCode.OK)

    def _unread(self) -> str:
        unread = (f"{self.inputs[status]} {status}" for status in _UNREAD if self.inputs[status])
        listed = ", ".join(unread)
        return f" ({listed})" if listed else ""

    def _unshown(self) -> str:
        hidden = self.issues[Severity.INFO] and Severity.INFO not in self.shown
        return " (-v shows them)" if hidden else ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _stop(number: int, frame: FrameType | None) -> None:
    for same in (signal.SIGINT, signal.SIGTERM):
        signal.signal(same, signal.SIG_DFL)  # a second one ends the process at once
    if _Unbroken.is_in_force:
        _Unbroken.waiting = number
    else:
        _Unbroken.came = number
        raise Stopped(number)


class _Unbroken:
    """Whether something is under way that no signal may break; the signal that waits, and that came."""

    is_in_force = False
    waiting: int | None = None
    came: int | None = None


def _abandon_output() -> None:
    # Python flushes standard output once more at shutdown and would complain there.
    if sys.stdout is not None:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _way_out(error: CareerdocError) -> str:
    if isinstance(error, UnknownFormatError):
        return "`python -m careerdoc formats` lists what can be read and written; --from and --to name one."
    return "`--help` after a command lists its options and their values."


def _unreadable(name: str, reason: str) -> ParsedDocument:
    return ParsedDocument.unread(name, "failed", Issue(IssueCode.NOT_FOUND, reason))
