"""Processes that read documents one at a time, so that none can take the others with it."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import filterfalse
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from careerdoc.batch.serving import Given, failed_document, serve
from careerdoc.errors import WorkerError
from careerdoc.model.document import Source
from careerdoc.model.issue import IssueCode
from careerdoc.model.result import ParsedDocument
from careerdoc.options import Options

Job = tuple[int, Given]
"""What is given, and its place in the order."""
_AHEAD = 64
"""Documents that are read before the one that is to be given next: what memory holds at most."""
_AT_HAND = 2
"""Groups of documents of one process: one that it is at work on, and one that it finds when that is done."""
_LARGEST_GROUP = 8
_LONGEST_PATHS = 1_500
"""Characters of the paths of a group behind which it ends: two groups fit into any pipe."""
_SHORT, _LONG = 0.01, 0.05
"""Seconds of a group behind which the next one is larger, and smaller. Each costs two processes a wait."""
_RECYCLED_AFTER = 20_000
"""Documents of one process. Memory that libraries do not give back goes with it."""
_STARTING = 60.0
"""Seconds that a new process may take before it can begin."""
_LOOKS = 0.05
"""Seconds between two looks at the deadlines."""
_MOST_FAILED, _MOST_KILLED = 1, 20
"""New processes in a row that may end before they can begin: by themselves, and killed."""


@dataclass(slots=True)
class _Worker:
    """A process, what it is to read and has not answered, and until when the next news of it must come.

    `notes` brings one for each document that it begins. Of its jobs, `begun` counts the first ones, which it
    has begun with, and `unsent` the last ones, before which it had died; `groups` counts what is handed over
    and not done. `overdue` is the document for which it was ended.
    """

    process: SpawnProcess
    connection: Connection
    notes: Connection
    jobs: deque[Job] = field(default_factory=deque)
    deadline: float = float("inf")
    is_ready: bool = False
    overdue: Job | None = None
    taken: int = 0
    begun: int = 0
    unsent: int = 0
    groups: int = 0
    size: int = 1
    handed: float = 0.0

    def at_work_on(self) -> Job | None:
        """The document that it began last; the first one where it has begun with none of them."""
        number = max(1, self.begun)
        return self.jobs[number - 1] if number <= len(self.jobs) - self.unsent else None

    def takes_notes(self) -> bool:
        """Counts what it has begun since the last look; says whether that is anything."""
        before = self.begun
        with suppress(EOFError, OSError):  # it has ended, and all its notes are read
            while self.notes.poll():
                self.notes.recv_bytes()
                self.begun += 1
        return self.begun > before

    def end(self) -> None:
        """Ends the process whatever it is at work on, and closes what led to it."""
        self.process.kill()
        self.connection.close()
        self.notes.close()
        self.process.join()


@dataclass(slots=True)
class Workers:
    """Reads documents in `jobs` processes, each as long and with as much memory as the limits allow.

    A document whose process is killed, crashes or is too slow is lost alone: it fails with an issue
    (`timeout`, `memory-limit`, `worker-died`), and another process takes the place.
    """

    options: Options
    jobs: int
    _workers: list[_Worker] = field(default_factory=list)
    _waiting: deque[Job] = field(default_factory=deque)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _failed_starts: int = 0
    _killed_starts: int = 0

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
            while self._workers:
                self._workers.pop().end()

    def _in_order(self, given: Iterator[Job]) -> Iterator[ParsedDocument]:
        finished: dict[int, ParsedDocument] = {}
        position, highest = 0, -1
        while True:
            # What was given back is to be read whatever was read ahead of it.
            while (self._waiting or highest < position + _AHEAD) and (worker := self._idle()) is not None:
                group = self._group(given, worker)
                if not group:
                    break
                highest = max(highest, group[-1][0])
                finished |= self._handed(worker, group)
            if position not in finished:
                busy = [worker for worker in self._workers if worker.jobs]
                if not busy:
                    assert not self._waiting
                    return
                finished |= self._finished(busy)
            while position in finished:
                yield finished.pop(position)
                position += 1

    def _group(self, given: Iterator[Job], worker: _Worker) -> list[Job]:
        """What a process is to read next: first what one that ended had not begun with."""
        group: list[Job] = []
        is_given_back, length = bool(self._waiting), 0
        largest = max(1, min(worker.size, _AHEAD // (2 * _AT_HAND * self.jobs)))
        while len(group) < largest:
            if self._waiting:
                job: Job | None = self._waiting.popleft()
            else:
                job = None if is_given_back else next(given, None)
            if job is None:
                break
            if isinstance(job[1], Source) and (worker.jobs or group):
                # A text fills the pipe, and the process may wait for its answer to be taken.
                self._waiting.appendleft(job)
                break
            group.append(job)
            length += len(os.fspath(job[1])) if isinstance(job[1], str | os.PathLike) else 0
            if isinstance(job[1], Source) or length > _LONGEST_PATHS:
                break
        return group

    def _idle(self) -> _Worker | None:
        """The process with the least to do that can take more, made where there are too few."""
        able = [worker for worker in self._workers if worker.taken < _RECYCLED_AFTER]
        idle = min(able, key=lambda worker: worker.groups, default=None)
        if (idle is None or idle.jobs) and len(self._workers) < self.jobs:
            try:
                idle = self._new()
                self._workers.append(idle)
            except OSError as error:
                if not self._workers:
                    raise WorkerError(f"no process can be started: {error.strerror}") from error
                self.jobs = len(self._workers)  # as many as the system allows
        return idle if idle is not None and idle.groups < _AT_HAND else None

    def _new(self) -> _Worker:
        # A new process, not a copy of this one: it holds nothing that is under way here.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        notes, written = context.Pipe(duplex=False)
        process = context.Process(target=serve, args=(theirs, written, self.options), daemon=True)
        with _without_interrupts():
            process.start()
        theirs.close()
        written.close()
        return _Worker(process, ours, notes, deadline=time.monotonic() + _STARTING)

    def _handed(self, worker: _Worker, group: list[Job]) -> dict[int, ParsedDocument]:
        """Gives a process documents to read; what needs no reading comes back at once."""
        done = {position: one for position, one in group if isinstance(one, ParsedDocument)}
        jobs = [job for job in group if job[0] not in done]
        if not jobs:
            return done
        with self._lock:
            now = time.monotonic()
            if worker.is_ready and not worker.jobs:
                worker.deadline = now + self.options.limits.timeout
                worker.handed = now
            worker.jobs.extend(jobs)
            worker.taken += len(jobs)
            worker.groups += 1
        try:
            worker.connection.send([one for _, one in jobs])
        except OSError:  # it has died, which is told when its answer is awaited; a text may be the reason
            worker.unsent += sum(not isinstance(one, Source) for _, one in jobs)
        return done

    def _finished(self, busy: list[_Worker]) -> dict[int, ParsedDocument]:
        """The documents that are read, or lost, next; none where a process has only just begun."""
        found: dict[int, ParsedDocument] = {}
        # On Windows, one that fails before it takes its end of the connection leaves it open.
        beginning = [worker.process.sentinel for worker in busy if not worker.is_ready]
        ready = wait([*(worker.connection for worker in busy), *beginning])
        answered = [w for w in busy if w.connection in ready or w.process.sentinel in ready]
        with self._lock:
            for worker in answered:  # to take an answer takes its time, which is not that of the process
                worker.deadline = time.monotonic() + max(_STARTING, self.options.limits.timeout)
        for worker in answered:
            found |= self._answer(worker)
        return found

    def _answer(self, worker: _Worker) -> dict[int, ParsedDocument]:
        """What a process made of the documents it was at work on; nothing where it says that it can begin."""
        if not worker.is_ready and not _has_answered(worker):
            return self._ended(worker)
        try:
            documents: list[ParsedDocument]
            documents, is_end = worker.connection.recv()
        except (EOFError, OSError):
            return self._ended(worker)
        self._failed_starts = self._killed_starts = 0
        now = time.monotonic()
        with self._lock:
            found = {worker.jobs.popleft()[0]: document for document in documents}
            worker.begun -= len(documents)
            worker.deadline = now + self.options.limits.timeout if worker.jobs else float("inf")
            worker.groups -= is_end
        if is_end:
            _adapt(worker, now - worker.handed)
        if is_end or not worker.is_ready:
            worker.handed = now
        worker.is_ready = True
        if worker.taken >= _RECYCLED_AFTER and not worker.jobs:
            self._dismiss(worker)
        return found

    def _ended(self, worker: _Worker) -> dict[int, ParsedDocument]:
        """The document that a process took with it; what it had not begun with or sent is for another one.

        Raises:
            WorkerError: when processes in a row end before they can begin: two by themselves, or many that
                are killed.
        """
        worker.process.join()
        with self._lock:
            worker.takes_notes()
            lost = (worker.overdue or worker.at_work_on()) if worker.is_ready else None
        if lost not in worker.jobs:  # it was answered just before the process ended
            lost = None
        self._dismiss(worker)
        self._waiting.extend(job for job in worker.jobs if job is not lost)
        if not worker.is_ready:
            is_killed = (worker.process.exitcode or 0) < 0
            self._killed_starts += is_killed
            self._failed_starts += not is_killed
            if self._failed_starts > _MOST_FAILED or self._killed_starts > _MOST_KILLED:
                raise WorkerError("no process that reads documents can begin; see what they say above")
        if lost is None:
            return {}
        position, given = lost
        return {position: _lost(given, self.options.limits.timeout if worker.overdue is lost else None)}

    def _dismiss(self, worker: _Worker) -> None:
        with self._lock:
            self._workers.remove(worker)
        worker.end()

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
                self._renew(now, lost)
                late = [worker for worker in self._workers if now > worker.deadline]
                for worker in filterfalse(_has_answered, late):
                    worker.overdue = worker.at_work_on() if worker.is_ready else None
                    worker.process.kill()

    def _renew(self, now: float, lost: float) -> None:
        """Gives back the time that was lost, and to a document that was begun all that it may take."""
        for worker in self._workers:
            worker.deadline += lost
            if worker.takes_notes() and worker.jobs:
                worker.deadline = now + self.options.limits.timeout


def _has_answered(worker: _Worker) -> bool:
    try:
        return worker.connection.poll()
    except OSError:
        return False


def _adapt(worker: _Worker, seconds: float) -> None:
    """Makes the next groups larger where this one took no time, and smaller where it took long."""
    if seconds < _SHORT:
        worker.size = min(2 * worker.size, _LARGEST_GROUP)
    elif seconds > _LONG:
        worker.size = max(1, worker.size // 2)


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


def _lost(given: Given, timeout: float | None) -> ParsedDocument:
    if timeout is not None:
        return failed_document(given, IssueCode.TIMEOUT, f"not read within {timeout:g} s")
    return failed_document(given, IssueCode.WORKER_DIED, "the process that read it ended before it was done")
