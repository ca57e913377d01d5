"""Paths to sources: files as they are, directories walked in order."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from careerdoc.errors import SourceError
from careerdoc.model.document import Source
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.result import ParsedDocument
from careerdoc.readers import READERS

_REASONS = {
    errno.ENOENT: (IssueCode.NOT_FOUND, "there is no such file"),
    errno.ENOTDIR: (IssueCode.NOT_FOUND, "there is no such file"),
    errno.ENAMETOOLONG: (IssueCode.NOT_FOUND, "there is no such file; the name is too long"),
    errno.EACCES: (IssueCode.PERMISSION_DENIED, "it may not be read"),
    errno.EPERM: (IssueCode.PERMISSION_DENIED, "it may not be read"),
    errno.EISDIR: (IssueCode.NOT_A_FILE, "it is a directory"),
}


def from_path(path: str | os.PathLike[str], *, max_bytes: int | None = None) -> Source:
    """The source in one regular file; at most one byte more than `max_bytes` is read.

    Raises:
        SourceError: when it is no regular file or cannot be read; `code` says why.
    """
    name = name_of(path)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            reason = "it is a directory" if os.path.isdir(path) else "it is no regular file"
            raise SourceError(name, IssueCode.NOT_A_FILE, reason)
        with open(path, "rb") as file:
            return Source(name, file.read() if max_bytes is None else file.read(max_bytes + 1))
    except OSError as error:
        code, reason = _REASONS.get(error.errno or 0, (IssueCode.NOT_FOUND, "it cannot be read"))
        raise SourceError(name, code, reason) from error
    except ValueError as error:  # a NUL in the path
        raise SourceError(name, IssueCode.NOT_FOUND, "this is no path") from error


def from_bytes(data: bytes, name: str = "input", declared: str | None = None) -> Source:
    """A source in memory; `declared` is an encoding that its giver named."""
    return Source(name, data, declared)


def from_text(text: str, name: str = "input") -> Source:
    """A source made of text that is decoded already; lone surrogates become U+FFFD."""
    return Source(name, text.encode("utf-8", "surrogatepass").decode("utf-8", "replace").encode("utf-8"))


def open_paths(
    paths: Iterable[str | os.PathLike[str]], *, max_bytes: int | None = None
) -> Iterator[Source | ParsedDocument]:
    """A source for each file, in the order given; directories are walked sorted by name.

    In a directory only files with a suffix that a reader knows are taken; names that start
    with a dot and links are passed over, links with an issue. What cannot be read gives a
    failed document with a coded issue.
    """
    for path in paths:
        if os.path.isdir(path):
            yield from _walked(path, max_bytes)
        else:
            yield _opened(path, max_bytes)


def name_of(path: str | os.PathLike[str]) -> str:
    """The path as given, with `/` between its parts; bytes that are no UTF-8 as U+FFFD."""
    given = os.fspath(path).replace(os.sep, "/")
    return given.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _walked(path: str | os.PathLike[str], max_bytes: int | None) -> Iterator[Source | ParsedDocument]:
    suffixes = {suffix for reader in READERS for suffix in reader.suffixes}
    seen = False
    for folder, folders, files in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in sorted(name for name in files if not name.startswith(".")):
            if Path(file).suffix.casefold() in suffixes:
                seen = True
                yield _unfollowed(os.path.join(folder, file), max_bytes)
    if not seen:
        yield _skipped(
            path, IssueCode.EMPTY_INPUT, "the directory holds no file that a reader knows by its suffix"
        )


def _unfollowed(path: str, max_bytes: int | None) -> Source | ParsedDocument:
    if os.path.islink(path):
        return _skipped(
            path, IssueCode.SYMLINK_SKIPPED, "links are not followed in a directory; name it to read it"
        )
    return _opened(path, max_bytes)


def _opened(path: str | os.PathLike[str], max_bytes: int | None) -> Source | ParsedDocument:
    try:
        return from_path(path, max_bytes=max_bytes)
    except SourceError as error:
        issue = Issue(error.code, error.reason, error.name)
        return ParsedDocument(error.name, "failed", issues=(issue,))


def _skipped(path: str | os.PathLike[str], code: IssueCode, message: str) -> ParsedDocument:
    name = name_of(path)
    return ParsedDocument(name, "skipped", issues=(Issue(code, message, name),))
