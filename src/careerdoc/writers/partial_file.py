"""Files that are written bit by bit: under another name until they are whole, and kept if they never are."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import BinaryIO

from careerdoc.errors import OutputError
from careerdoc.writers.whole_file import mode_of, whole_file

_SUFFIX = ".partial"
_NOTES_SUFFIX = ".partial.notes"
_AT_ONCE = 1024 * 1024
"""Bytes that are read at once."""
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class PartialFile:
    """A file under way. Its bytes are always the first ones of the whole; a note stands behind each bit.

    `notes` are those of a run that was interrupted, as far as the file holds what was written before them.
    """

    def __init__(self, file: BinaryIO, notes_file: BinaryIO | None) -> None:
        self._file, self._notes_file = file, notes_file
        self._kept = () if notes_file is None else tuple(_notes_in(notes_file, file))
        self.notes = tuple(note.text for note in self._kept)
        self.end = self._sum = 0

    def keep(self, number: int) -> None:
        """Takes back what stands behind the first `number` notes of the run that was interrupted."""
        kept = self._kept[:number]
        self.end, self._sum = (kept[-1].end, kept[-1].sum) if kept else (0, 0)
        if self._notes_file is not None:
            _cut(self._file, self.end)
            _cut(self._notes_file, sum(len(note.line()) for note in kept))

    def write(self, text: bytes, note: str | None = None) -> None:
        """Adds a bit, and behind it its note, if it has one, which so never tells of what is not there."""
        self.writelines((text,))
        if self._notes_file is not None and note is not None:
            self._notes_file.write(_Note(self.end, self._sum, note).line())
            self._notes_file.flush()

    def writelines(self, lines: Iterable[bytes]) -> None:
        """Adds lines as one bit."""
        end, checksum = self.end, self._sum
        for line in lines:
            self._file.write(line)
            end, checksum = end + len(line), zlib.crc32(line, checksum)
        self._file.flush()
        self.end, self._sum = end, checksum

    def flush(self) -> None:
        """Nothing: what is added is in the file."""


@contextmanager
def partial_file(path: str, *, resumes: bool = False) -> Iterator[PartialFile]:
    """A file to write bit by bit, which takes the place of `path` when the block ends.

    Until then it is called `path` with ".partial" behind. It stays there if the block raises and
    bits were written; where it `resumes`, it holds what such a run left, to be kept or taken back.
    While another run writes it, a file of another name is written whole or not at all; so is a
    device or a pipe. The block should do nothing but write: an OSError in it is taken for trouble
    with the file.

    Raises:
        OutputError: when the file cannot be written; the message names what is kept. Where it resumes,
            when it is no file or another run is at work on it.
    """
    mode, target = _mode_of(path), os.path.realpath(path)
    handle = _locked(target + _SUFFIX, path) if stat.S_ISREG(mode) else None
    if handle is not None:
        with _kept(handle, target, path) as file:
            if not resumes:
                file.keep(0)
            yield file
            os.chmod(target + _SUFFIX, stat.S_IMODE(mode))
    elif resumes:
        raise OutputError(path, "it is no file, or another run is writing it, so that none can go on with it")
    else:
        with whole_file(path) as whole:
            yield PartialFile(whole, None)


@contextmanager
def _kept(handle: int, target: str, path: str) -> Iterator[PartialFile]:
    """The file behind a handle, moved to `target` in the end; what is finished of it stays if that fails."""
    partial, notes = target + _SUFFIX, target + _NOTES_SUFFIX
    written = None
    try:
        with open(handle, "r+b") as file, open(_of_our_own(notes), "r+b") as notes_file:
            written = PartialFile(file, notes_file)
            yield written
            os.unlink(notes)
            os.replace(partial, target)
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        _leave(partial, notes, written)
        kept = f"; what was written of it is kept in {path}{_SUFFIX}" if os.path.exists(partial) else ""
        raise OutputError(path, reason + kept) from error
    except BaseException:
        _leave(partial, notes, written)
        raise


def _mode_of(path: str) -> int:
    try:
        return mode_of(path)
    except OSError as error:
        raise OutputError(path, error.strerror or "it cannot be written") from error


def _of_our_own(path: str) -> int:
    """A handle of a file that only its owner may read, made where there is none; never of another one's."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINK, 0o600)
    told = os.fstat(handle)
    is_ours = stat.S_ISREG(told.st_mode) and told.st_nlink <= 1 and told.st_uid == _user(told)
    if is_ours:
        return handle
    os.close(handle)
    raise PermissionError(errno.EPERM, f"{path} is another's")


def _user(told: os.stat_result) -> int:
    return os.geteuid() if hasattr(os, "geteuid") else told.st_uid


def _leave(partial: str, notes: str, written: PartialFile | None) -> None:
    """Leaves the whole bits of a file that was given up; a first bit that is torn stays as it is."""
    with suppress(OSError):
        if written is not None and written.end:
            os.truncate(partial, written.end)
        is_empty = not os.path.getsize(partial)
        if is_empty:
            os.unlink(partial)
        if is_empty or not os.path.getsize(notes):
            os.unlink(notes)


def _locked(partial: str, path: str) -> int | None:
    """A handle of the file that no other run has, made where there is none; None where one has it."""
    try:
        handle = _opened(partial)
        while handle is not None and not _is_at(handle, partial):
            os.close(handle)  # the run that had it has just moved it to its place
            handle = _opened(partial)
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return None
        raise OutputError(path, error.strerror or "it cannot be written") from error
    return handle


def _opened(partial: str) -> int | None:
    handle = _of_our_own(partial)
    if _is_locked_by_us(handle):
        return handle
    os.close(handle)
    return None


def _is_at(handle: int, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


def _is_locked_by_us(handle: int) -> bool:
    if sys.platform == "win32":
        return True
    import fcntl  # there is none on Windows

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


@dataclass(frozen=True, slots=True)
class _Note:
    """A note, with the number of bytes that the file had then and their CRC-32."""

    end: int
    sum: int
    text: str

    def line(self) -> bytes:
        """The note as it is written."""
        return f"{self.end} {self.sum:08x} {self.text}\n".encode()


_NOTE = re.compile(rb"(\d{1,18}) ([0-9a-f]{8}) (.*)\n", re.DOTALL)


def _notes_in(notes_file: BinaryIO, file: BinaryIO) -> Iterator[_Note]:
    """The whole lines of notes, up to the last before which the file holds what was written."""
    notes_file.seek(0)
    file.seek(0)
    end = checksum = 0
    for line in notes_file:
        written = _NOTE.fullmatch(line)
        if written is None or int(written[1]) < end:
            return
        end, checksum = _passed(file, end, int(written[1]), checksum)
        if (end, checksum) != (int(written[1]), int(written[2], 16)):
            return
        yield _Note(end, checksum, written[3].decode("utf-8", "replace"))


def _passed(file: BinaryIO, start: int, end: int, checksum: int) -> tuple[int, int]:
    """How far a file can be read up to an offset, and the CRC-32 of all that stands before."""
    while start < end and (read := file.read(min(end - start, _AT_ONCE))):
        start, checksum = start + len(read), zlib.crc32(read, checksum)
    return start, checksum


def _cut(file: BinaryIO, size: int) -> None:
    file.seek(size)
    file.truncate()
