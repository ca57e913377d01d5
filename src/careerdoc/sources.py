"""Sources: a regular file, opened without a race; bytes; text."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO

from careerdoc.errors import OptionError, SourceError, check_type
from careerdoc.model.document import Source
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.result import ParsedDocument

Path = str | os.PathLike[str]
Bytes = bytes | bytearray | memoryview

_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_REASONS = {
    errno.ENOENT: (IssueCode.NOT_FOUND, "there is no such file"),
    errno.ENOTDIR: (IssueCode.NOT_FOUND, "there is no such file"),
    errno.ENAMETOOLONG: (IssueCode.NOT_FOUND, "there is no such file; the name is too long"),
    errno.EACCES: (IssueCode.PERMISSION_DENIED, "it may not be read"),
    errno.EPERM: (IssueCode.PERMISSION_DENIED, "it may not be read"),
    errno.EISDIR: (IssueCode.NOT_A_FILE, "it is a directory"),
    errno.ENXIO: (IssueCode.NOT_A_FILE, "it is no regular file"),
    errno.ELOOP: (IssueCode.SYMLINK_SKIPPED, "it leads to another place, or nowhere"),
}
# A pipe that nobody writes to would be waited for; a terminal would become that of the process.
_CAREFULLY = ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY")
_FLAGS = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in _CAREFULLY)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)


LARGE_FROM = 4 * 1024 * 1024
"""Bytes of a file from which on it is read a block at a time, where its format can be."""
_BLOCK = 128 * 1024


@dataclass(frozen=True, slots=True)
class LargeFile:
    """A file that is not held as a whole; `name` is its path for the records."""

    name: str
    path: Path
    max_bytes: int | None = None

    def blocks(self, size: int = _BLOCK) -> Iterator[bytes]:
        """The bytes of the file from its start, in blocks of at most `size`.

        Raises:
            SourceError: when it cannot be read any more; `code` says why.
        """
        with opened(self.path) as file:
            while block := file.read(size):
                yield block

    def whole(self) -> Source:
        """The same file, held as a whole.

        Raises:
            SourceError: when it cannot be read any more; `code` says why.
        """
        return replace(from_path(self.path, max_bytes=self.max_bytes), name=self.name)


@dataclass(frozen=True, slots=True)
class Found:
    """The path of a file that was found in a folder: a link there is not followed."""

    path: str

    def __fspath__(self) -> str:
        return self.path


def from_path(path: Path, *, max_bytes: int | None = None) -> Source:
    """The source in one regular file; at most one byte more than `max_bytes` is read.

    Raises:
        SourceError: when it is no regular file or cannot be read; `code` says why.
    """
    with opened(path) as file:
        return Source(name_of(path), _content(file, max_bytes))


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of one regular file; of one that was found in a folder no link's.

    What it is, is asked of the file that is open, so that nothing can take its place in between;
    a pipe or a device is closed without a byte read.

    Raises:
        SourceError: when it is no regular file or cannot be read, inside the block as well.
    """
    name = name_of(path)
    flags = _FLAGS | (_NO_LINK if isinstance(path, Found) else 0)
    try:
        with open(path, "rb", opener=lambda given, _: os.open(given, flags)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise SourceError(name, IssueCode.NOT_A_FILE, "it is no regular file")
            yield file
    except OSError as error:
        raise source_error(name, error) from error
    except ValueError as error:  # a NUL in the path
        raise SourceError(name, IssueCode.NOT_FOUND, "this is no path") from error


def from_bytes(data: Bytes, name: Path = "input", declared: str | None = None) -> Source:
    """A source in memory; `declared` is an encoding that its giver named.

    Raises:
        OptionError: when `data` is not bytes.
    """
    check_type("data", data, Bytes, "not bytes; careerdoc.sources.from_text takes a text")
    return Source(name_of(name), bytes(data), declared)


def from_text(text: str, name: Path = "input") -> Source:
    """A source made of text that is decoded already; halves of characters become U+FFFD.

    Raises:
        OptionError: when `text` is no text.
    """
    check_type("text", text, str, "no text; careerdoc.sources.from_bytes takes bytes")
    return Source(name_of(name), _HALF_CHARACTER.sub("\ufffd", text).encode("utf-8"))


def open_path(path: Path, *, max_bytes: int | None = None) -> Source | LargeFile | ParsedDocument:
    """The source in one file; a large one is not read yet; a failed document where it cannot be read."""
    try:
        with opened(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size >= LARGE_FROM and (max_bytes is None or size <= max_bytes):
                return LargeFile(name_of(path), path, max_bytes)
            return Source(name_of(path), _content(file, max_bytes))
    except SourceError as error:
        return failed(error)


def open_file(path: Path, *, max_bytes: int | None = None) -> Source | ParsedDocument:
    """The source in one file, or a failed document with a coded issue."""
    try:
        return from_path(path, max_bytes=max_bytes)
    except SourceError as error:
        return failed(error)


def _content(file: BinaryIO, max_bytes: int | None) -> bytes:
    return file.read() if max_bytes is None else file.read(max_bytes + 1)


def name_of(path: Path) -> str:
    """The path as given, with `/` between its parts; what no output can hold as U+FFFD.

    Raises:
        OptionError: for what is no path.
    """
    given = os.fspath(checked(path)).replace(os.sep, "/")
    return _told_by_its_bytes(given) if _HALF_CHARACTER.search(given) else given


def _told_by_its_bytes(name: str) -> str:
    """A name in UTF-8, whatever encoding the process takes names for."""
    try:
        return os.fsencode(name).decode("utf-8", "replace")
    except UnicodeEncodeError:
        return _HALF_CHARACTER.sub("\ufffd", name)


def checked(path: Path) -> Path:
    """The path itself.

    Raises:
        OptionError: for what is no path.
    """
    if not isinstance(path, str | os.PathLike) or not isinstance(os.fspath(path), str):
        raise OptionError("path", f"{type(path).__name__} is no path; give each path as a str or a PathLike")
    return path


def listed(paths: Iterable[Path] | Path) -> Iterable[Path]:
    """The paths, or the one path that stands in their place."""
    return [paths] if isinstance(paths, str | os.PathLike) else paths


def source_error(name: str, error: OSError) -> SourceError:
    """Why the system does not open what is called `name`."""
    code, reason = _REASONS.get(error.errno or 0, (IssueCode.NOT_FOUND, "it cannot be read"))
    return SourceError(name, code, reason)


def failed(error: SourceError) -> ParsedDocument:
    """What becomes of a source that cannot be opened."""
    return ParsedDocument.unread(error.name, "failed", Issue(error.code, error.reason))
