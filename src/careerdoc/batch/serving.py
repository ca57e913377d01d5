"""What a process does that reads documents for another one."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from traceback import extract_tb

from careerdoc import sources
from careerdoc.model.document import Source
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.result import ParsedDocument
from careerdoc.options import Options
from careerdoc.pipeline import parse_opened

Given = sources.Path | Source | ParsedDocument
"""A path to read, a source in memory, or a document that failed before it was read."""
_KEPT = 0.005
"""Seconds behind which what is read of a group is sent, with the document that ends them."""
_TOO_MUCH = "reading it takes more memory than is allowed"
_WARMING = ("---\ntitle: Weaver\norganization: Loom Ltd\n---\nWords.\n", "Weaver\nLoom Ltd\n2019 - 2020\n")
"""What a new process reads first, so that no document pays for what is loaded once."""
_GREATEST_MEMORY = 2**62
_SMALLEST_MEMORY = 256 * 1024 * 1024
"""Bytes: what a process needs before it reads anything."""


def serve(connection: Connection, notes: Connection, options: Options) -> None:
    """What a process does: reads what comes and sends the documents back, until nothing comes.

    Before each document goes a note, so that it is known which one it was at work on when it ended.
    """
    ignore_interrupts()
    _end_with_the_first()
    _limit_memory(options.limits.max_memory)
    for text in _WARMING:
        _read(sources.from_text(text), Options())
    with suppress(EOFError, OSError):  # the first process has ended
        connection.send(([], False))
        while True:
            group: list[Given] = connection.recv()
            _serve_group(group, connection, notes, options)


def _serve_group(group: list[Given], connection: Connection, notes: Connection, options: Options) -> None:
    read: list[ParsedDocument] = []
    sent = time.monotonic()
    for number, given in enumerate(group, 1):
        notes.send_bytes(b"")
        read.append(_read(given, options))
        is_end = number == len(group)
        if is_end or time.monotonic() - sent > _KEPT:
            _send(connection, read, is_end)
            read, sent = [], time.monotonic()


def _send(connection: Connection, read: list[ParsedDocument], is_end: bool) -> None:
    try:
        connection.send((read, is_end))
    except MemoryError:
        first, *others = read
        if others:
            _send(connection, [first], is_end=False)
            _send(connection, others, is_end)
        else:
            connection.send(([failed_document(first, IssueCode.MEMORY_LIMIT, _TOO_MUCH)], is_end))


def ignore_interrupts() -> None:
    """Leaves an interrupt to the first process; the terminal sends it to all, and that one ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def read_given(given: Given, options: Options) -> ParsedDocument:
    """What one input tells, read in this process."""
    if isinstance(given, Source | ParsedDocument):
        return parse_opened(given, options)
    return parse_opened(sources.open_path(given, max_bytes=options.limits.max_bytes), options)


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
        return failed_document(given, IssueCode.MEMORY_LIMIT, _TOO_MUCH)
    except Exception as error:  # a flaw of this package costs one document, not the others
        return failed_document(given, IssueCode.INTERNAL_ERROR, f"{_place_of(error)}; please report it")


def _place_of(error: Exception) -> str:
    """What failed and where in the program, without any text of the document."""
    *_, frame = extract_tb(error.__traceback__)
    return f"{type(error).__name__} in {frame.name}, line {frame.lineno}"


def failed_document(given: Given, code: IssueCode, reason: str) -> ParsedDocument:
    """What becomes of an input that could not be read."""
    name = given.name if isinstance(given, Source | ParsedDocument) else sources.name_of(given)
    return ParsedDocument.unread(name, "failed", Issue(code, reason))


def _limit_memory(memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource  # there is none on Windows

    _, highest = resource.getrlimit(resource.RLIMIT_AS)
    asked = min(max(memory, _SMALLEST_MEMORY), _GREATEST_MEMORY)
    resource.setrlimit(resource.RLIMIT_AS, (asked if highest < 0 else min(asked, highest), highest))
