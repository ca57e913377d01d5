"""Paths to sources: files as they are, directories walked in order."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath
from typing import BinaryIO

from careerdoc.errors import OptionError, SourceError, check_type
from careerdoc.model.document import Source
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.result import ParsedDocument
from careerdoc.readers import READERS

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
}


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
        try:
            with open(self.path, "rb") as file:
                while block := file.read(size):
                    yield block
        except OSError as error:
            raise _source_error(self.name, error) from error

    def whole(self) -> Source:
        """The same file, held as a whole.

        Raises:
            SourceError: when it cannot be read any more; `code` says why.
        """
        return replace(from_path(self.path, max_bytes=self.max_bytes), name=self.name)


def from_path(path: Path, *, max_bytes: int | None = None) -> Source:
    """The source in one regular file; at most one byte more than `max_bytes` is read.

    Raises:
        SourceError: when it is no regular file or cannot be read; `code` says why.
    """
    with opened(path) as file:
        return Source(name_of(path), file.read() if max_bytes is None else file.read(max_bytes + 1))


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The bytes of one regular file.

    Raises:
        SourceError: when it is no regular file or cannot be read, inside the block as well.
    """
    name = name_of(path)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            reason = "it is a directory" if os.path.isdir(path) else "it is no regular file"
            raise SourceError(name, IssueCode.NOT_A_FILE, reason)
        with open(path, "rb") as file:
            yield file
    except OSError as error:
        raise _source_error(name, error) from error
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


def open_paths(
    paths: Iterable[Path], *, max_bytes: int | None = None
) -> Iterator[Source | LargeFile | ParsedDocument]:
    """A source for each file, in the order given; directories are walked sorted by name.

    In a directory only files with a suffix that a reader knows are taken; names that start
    with a dot are passed over, and links with an issue. What cannot be read, a directory
    inside too, gives a failed document with a coded issue. Files of 4 MB and more are not read
    yet, unless they are larger than `max_bytes`.

    Raises:
        OptionError: for what is no path.
    """
    for found in walk(paths):
        yield found if isinstance(found, ParsedDocument) else open_path(found, max_bytes=max_bytes)


def walk(paths: Iterable[Path]) -> Iterator[Path | ParsedDocument]:
    """The path of each file that `open_paths` opens, not opened yet, and what it tells of the others.

    Raises:
        OptionError: for what is no path.
    """
    for path in map(_checked, paths):
        if os.path.isdir(path):
            yield from _walked(path)
        else:
            yield path


def open_path(path: Path, *, max_bytes: int | None = None) -> Source | LargeFile | ParsedDocument:
    """The source in one file; a large one is not read yet; a failed document where it cannot be read."""
    return _large(path, max_bytes) or open_file(path, max_bytes=max_bytes)


def _large(path: Path, max_bytes: int | None) -> LargeFile | None:
    try:
        told = os.stat(path)
    except (OSError, ValueError):
        return None
    is_large = told.st_size >= LARGE_FROM and (max_bytes is None or told.st_size <= max_bytes)
    return LargeFile(name_of(path), path, max_bytes) if is_large and stat.S_ISREG(told.st_mode) else None


def open_file(path: Path, *, max_bytes: int | None = None) -> Source | ParsedDocument:
    """The source in one file, or a failed document with a coded issue."""
    try:
        return from_path(path, max_bytes=max_bytes)
    except SourceError as error:
        return _failed(error)


def name_of(path: Path) -> str:
    """The path as given, with `/` between its parts; what no output can hold as U+FFFD.

    Raises:
        OptionError: for what is no path.
    """
    given = os.fspath(_checked(path)).replace(os.sep, "/")
    return _HALF_CHARACTER.sub("\ufffd", given)


def _checked(path: Path) -> Path:
    if not isinstance(path, str | os.PathLike) or not isinstance(os.fspath(path), str):
        raise OptionError("path", f"{type(path).__name__} is no path; give each path as a str or a PathLike")
    return path


def _walked(path: Path) -> Iterator[Path | ParsedDocument]:
    found = False
    for given in _entries(os.fspath(path)):
        found = True
        yield given if isinstance(given, ParsedDocument) else _unfollowed(given)
    if not found:
        message = "the directory holds no file that a reader knows by its suffix"
        yield _skipped(path, IssueCode.EMPTY_INPUT, message)


def _entries(path: str) -> Iterator[str | ParsedDocument]:
    """The paths of the files to read and of links, sorted; a failure for a directory that cannot be read."""
    failures: list[OSError] = []
    for folder, folders, files in os.walk(path, onerror=failures.append):
        yield from _failed_folders(failures)
        shown = sorted(name for name in folders if not name.startswith("."))
        folders[:] = shown
        yield from (link for name in shown if os.path.islink(link := os.path.join(folder, name)))
        yield from (os.path.join(folder, name) for name in sorted(files) if _is_readable_name(name))
    yield from _failed_folders(failures)


def _failed_folders(failures: list[OSError]) -> Iterator[ParsedDocument]:
    while failures:
        error = failures.pop(0)
        yield _failed(_source_error(name_of(str(error.filename)), error))


def _is_readable_name(name: str) -> bool:
    return not name.startswith(".") and PurePath(name).suffix.casefold() in _known_suffixes()


@cache
def _known_suffixes() -> frozenset[str]:
    return frozenset(suffix for reader in READERS for suffix in reader.suffixes)


def _unfollowed(path: str) -> Path | ParsedDocument:
    if os.path.islink(path):
        return _skipped(
            path, IssueCode.SYMLINK_SKIPPED, "links are not followed in a directory; name it to read it"
        )
    return path


def _source_error(name: str, error: OSError) -> SourceError:
    code, reason = _REASONS.get(error.errno or 0, (IssueCode.NOT_FOUND, "it cannot be read"))
    return SourceError(name, code, reason)


def _failed(error: SourceError) -> ParsedDocument:
    return ParsedDocument.unread(error.name, "failed", Issue(error.code, error.reason))


def _skipped(path: Path, code: IssueCode, message: str) -> ParsedDocument:
    return ParsedDocument.unread(name_of(path), "skipped", Issue(code, message))
