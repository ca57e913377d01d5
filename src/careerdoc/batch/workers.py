"""Processes that read documents one at a time, so that none can take the others with it."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import filterfalse
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from traceback import extract_tb

from careerdoc import sources
from careerdoc.errors import WorkerError
from careerdoc.model.document import Source
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.result import ParsedDocument
from careerdoc.options import Options
from careerdoc.pipeline import parse_opened

Given = sources.Path | Source | ParsedDocument
"""A path to read, a source in memory, or a document that failed before it was read."""
_AHEAD = 64
"""Documents that are read before the one that is to be given next: what memory holds at most."""
_AT_HAND = 2
"""Documents of one process: one that it is at work on, and one that it finds when that is done."""
_RECYCLED_AFTER = 20_000
"""Documents of one process. Memory that libraries do not give back goes with it."""
_STARTING = 60.0
"""Seconds that a new process may take before it can begin."""
_TOO_MUCH = "reading it takes more memory than is allowed"
_WARMING = ("---\ntitle: Weaver\norganization: Loom Ltd\n---\nWords.\n", "Weaver\nLoom Ltd\n2019 - 2020\n")
"""What a new process reads first, so that no document pays for what is loaded once."""
_LOOKS = 0.05
"""Seconds between two looks at the deadlines."""
_GREATEST_MEMORY = 2**62
_SMALLEST_MEMORY = 256 * 1024 * 1024
"""Bytes: what a process needs before it reads anything."""


@dataclass(slots=True)
class _Worker:
    """A process, what it is to read, the first of which it is at work on, and until when.

    `overdue` is the document for which it was ended.
    """

    process: SpawnProcess
    connection: Connection
    jobs: deque[tuple[int, Given]] = field(default_factory=deque)
    deadline: float = float("inf")
    is_ready: bool = False
    overdue: tuple[int, Given] | None = None
    taken: int = 0


@dataclass(slots=True)
class Workers:
    """Reads documents in `jobs` processes, each as long and with as much memory as the limits allow.

    A document whose process is killed, crashes or is too slow is lost alone: it fails with an issue
    (`timeout`, `memory-limit`, `worker-died`), and another process takes the place.
    """

    options: Options
    jobs: int
    _workers: list[_Worker] = field(default_factory=list)
    _waiting: deque[tuple[int, Given]] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _failed_starts: int = 0

    def read(self, given: Iterable[Given]) -> Iterator[ParsedDocument]:
        """A document for each of `given`, in the same order, as soon as those before it are read."""
        ended = threading.Event()
        watch = threading.Thread(target=self._watch, args=(ended,), daemon=True)
        watch.start()
        try:
            yield from self._in_order(enumerate(given))
        finally:
            ended.set()
            watch.join()
            for worker in self._workers:
                worker.process.kill()
                worker.connection.close()
                worker.process.join()
            self._workers.clear()

    def _in_order(self, given: Iterator[tuple[int, Given]]) -> Iterator[ParsedDocument]:
        finished: dict[int, ParsedDocument] = {}
        position, highest = 0, -1
        while True:
            while highest < position + _AHEAD and (worker := self._idle()) is not None:
                job = self._next(given, worker)
                if job is None:
                    break
                highest = max(highest, job[0])
                finished |= self._handed(worker, job)
            if position not in finished:
                if not self._busy():
                    return
                finished |= self._finished(self._busy())
            while position in finished:
                yield finished.pop(position)
                position += 1

    def _next(self, given: Iterator[tuple[int, Given]], worker: _Worker) -> tuple[int, Given] | None:
        """What a process is to read next: first what one that ended had not begun with."""
        job = self._waiting.popleft() if self._waiting else next(given, None)
        if job is not None and worker.jobs and isinstance(job[1], Source):
            # A text fills the pipe, and the process may wait for its answer to be taken.
            self._waiting.appendleft(job)
            return None
        return job

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.jobs]

    def _idle(self) -> _Worker | None:
        """The process with the least to do that can take more, made where there are too few."""
        able = [worker for worker in self._workers if worker.taken < _RECYCLED_AFTER]
        idle = min(able, key=lambda worker: len(worker.jobs), default=None)
        if (idle is None or idle.jobs) and len(self._workers) < self.jobs:
            try:
                idle = self._new()
                self._workers.append(idle)
            except OSError as error:
                if idle is None:
                    raise WorkerError(f"no process can be started: {error.strerror}") from error
                self.jobs = len(self._workers)  # as many as the system allows
        return idle if idle is not None and len(idle.jobs) < _AT_HAND else None

    def _new(self) -> _Worker:
        # A new process, not a copy of this one: it holds nothing that is under way here.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self.options), daemon=True)
        with _without_interrupts():
            process.start()
        theirs.close()
        return _Worker(process, ours, deadline=time.monotonic() + _STARTING)

    def _handed(self, worker: _Worker, job: tuple[int, Given]) -> dict[int, ParsedDocument]:
        """Gives a process a document to read; what needs no reading comes back at once."""
        position, given = job
        if isinstance(given, ParsedDocument):
            return {position: given}
        with self._lock:
            worker.jobs.append(job)
            worker.taken += 1
            if worker.is_ready and len(worker.jobs) == 1:
                worker.deadline = time.monotonic() + self.options.limits.timeout
        with suppress(OSError):  # it has died, which is told when its answer is awaited
            worker.connection.send(given)
        return {}

    def _finished(self, busy: list[_Worker]) -> dict[int, ParsedDocument]:
        """The documents that are read, or lost, next; none where a process has only just begun."""
        found: dict[int, ParsedDocument] = {}
        ready = wait([worker.connection for worker in busy])
        answered = [worker for worker in busy if worker.connection in ready]
        with self._lock:
            for worker in answered:  # to take an answer takes its time, which is not that of the process
                worker.deadline = time.monotonic() + max(_STARTING, self.options.limits.timeout)
        for worker in answered:
            found |= self._answer(worker)
        return found

    def _answer(self, worker: _Worker) -> dict[int, ParsedDocument]:
        """What a process made of the document it was at work on; nothing where it says that it can begin."""
        try:
            document: ParsedDocument | None = worker.connection.recv()
        except (EOFError, OSError):
            return self._ended(worker)
        self._failed_starts = 0
        with self._lock:
            worker.is_ready = True
            position = worker.jobs.popleft()[0] if document is not None else -1
            more = time.monotonic() + self.options.limits.timeout
            worker.deadline = more if worker.jobs else float("inf")
        if worker.taken >= _RECYCLED_AFTER and not worker.jobs:
            self._dismiss(worker)
        return {} if document is None else {position: document}

    def _ended(self, worker: _Worker) -> dict[int, ParsedDocument]:
        """The document that a process took with it; what it had not begun with is for another one.

        Raises:
            WorkerError: when two processes in a row end before they can begin.
        """
        worker.process.join()
        jobs = list(worker.jobs)
        self._dismiss(worker)
        if not worker.is_ready:
            self._waiting.extend(jobs)
            self._failed_starts += 1
            if self._failed_starts > 1:
                raise WorkerError("no process that reads documents can begin; see what they say above")
            return {}
        (position, given), *others = jobs
        self._waiting.extend(others)
        is_late = worker.overdue == jobs[0]
        return {position: _lost(given, self.options.limits.timeout if is_late else None)}

    def _dismiss(self, worker: _Worker) -> None:
        with self._lock:
            self._workers.remove(worker)
        worker.connection.close()
        worker.process.join(1)
        worker.process.kill()

    def _watch(self, ended: threading.Event) -> None:
        """Kills the processes that are overdue; what waits for them then learns that they ended.

        One whose answer lies unread is not: whoever takes the documents takes their time. Nor does time
        count in which nothing could run here, because the machine slept or was at work for others.
        """
        looked = time.monotonic()
        while not ended.wait(_LOOKS):
            with self._lock:
                now = time.monotonic()
                lost, looked = max(0.0, now - looked - 2 * _LOOKS), now
                for worker in self._workers:
                    worker.deadline += lost
                late = [worker for worker in self._workers if now > worker.deadline]
                for worker in filterfalse(_has_answered, late):
                    worker.overdue = worker.jobs[0] if worker.jobs else None
                    worker.process.kill()


def _has_answered(worker: _Worker) -> bool:
    try:
        return worker.connection.poll()
    except OSError:
        return False


def serve(connection: Connection, options: Options) -> None:
    """What a process does: reads what comes and sends each document back, until nothing comes."""
    ignore_interrupts()
    _end_with_the_first()
    _limit_memory(options.limits.max_memory)
    for text in _WARMING:
        _read(sources.from_text(text), Options())
    with suppress(EOFError, OSError):  # the first process has ended
        connection.send(None)
        while True:
            given: Given = connection.recv()
            try:
                connection.send(_read(given, options))
            except MemoryError:
                connection.send(_failed(given, IssueCode.MEMORY_LIMIT, _TOO_MUCH))


def ignore_interrupts() -> None:
    """Leaves an interrupt to the first process; the terminal sends it to all, and that one ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def read_given(given: Given, options: Options) -> ParsedDocument:
    """What one input tells, read in this process."""
    if isinstance(given, Source | ParsedDocument):
        return parse_opened(given, options)
    return parse_opened(sources.open_path(given, max_bytes=options.limits.max_bytes), options)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """A block in which a process is started that no interrupt ends before it can ignore them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_the_first() -> None:
    """Ends this process when the one that started it has ended, whatever it is at work on."""
    first = parent_process()
    if first is not None:
        threading.Thread(target=_end_behind, args=(first.sentinel,), daemon=True).start()


def _end_behind(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _read(given: Given, options: Options) -> ParsedDocument:
    try:
        return read_given(given, options)
    except MemoryError:
        return _failed(given, IssueCode.MEMORY_LIMIT, _TOO_MUCH)
    except Exception as error:  # a flaw of this package costs one document, not the others
        return _failed(given, IssueCode.INTERNAL_ERROR, f"{_place_of(error)}; please report it")


def _place_of(error: Exception) -> str:
    """What failed and where in the program, without any text of the document."""
    *_, frame = extract_tb(error.__traceback__)
    return f"{type(error).__name__} in {frame.name}, line {frame.lineno}"


def _lost(given: Given, timeout: float | None) -> ParsedDocument:
    if timeout is not None:
        return _failed(given, IssueCode.TIMEOUT, f"not read within {timeout:g} s")
    return _failed(given, IssueCode.WORKER_DIED, "the process that read it ended before it was done")


def _failed(given: Given, code: IssueCode, reason: str) -> ParsedDocument:
    name = given.name if isinstance(given, Source | ParsedDocument) else sources.name_of(given)
    return ParsedDocument.unread(name, "failed", Issue(code, reason))


def _limit_memory(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # there is none on Windows

    _, highest = resource.getrlimit(resource.RLIMIT_AS)
    asked = min(max(memory, _SMALLEST_MEMORY), _GREATEST_MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, (asked if highest < 0 else min(asked, highest), highest))
