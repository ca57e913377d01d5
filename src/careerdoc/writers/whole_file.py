"""Files, alone or in folders, that are written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from careerdoc.errors import OutputError


@contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A file to write to; what is written takes the place of `path` when the block ends.

    Until then, and for ever if the block raises, `path` stays as it was. A device or a pipe
    has no other place and is written directly. The block should do nothing but write: an
    OSError in it is taken for trouble with the file.

    Raises:
        OutputError: when the file cannot be written.
    """
    try:
        mode = mode_of(path)
        if stat.S_ISREG(mode):
            # A link stays a link, and what it leads to is replaced.
            with _replacing(os.path.realpath(path), stat.S_IMODE(mode)) as file:
                yield file
        else:
            with open(path, "wb") as file:
                yield file
    except OSError as error:
        raise OutputError(os.fspath(path), error.strerror or "it cannot be written") from error


def write_folder(folder: str | os.PathLike[str], files: Iterable[tuple[str, str]]) -> None:
    """Writes each text to its path below `folder`, whole or not at all; folders are made.

    A file of the same name is replaced, others stay. What was written before one cannot be stays, too.

    Raises:
        OutputError: when a folder cannot be made or a file not be written.
    """
    _make_folder(os.fspath(folder))
    for path, text in files:
        target = os.path.join(folder, *path.split("/"))
        _make_folder(os.path.dirname(target))
        with whole_file(target) as file:
            file.write(text.encode("utf-8"))


def _make_folder(path: str) -> None:
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise OutputError(path, error.strerror or "it cannot be made") from error
    except (ValueError, RecursionError) as error:  # a NUL in the path, or thousands of folders
        raise OutputError(path, "this is no path") from error


def mode_of(path: str | os.PathLike[str]) -> int:
    """Type and permissions of the file that `path` leads to, or those that a new file gets."""
    try:
        return os.stat(path).st_mode
    except ValueError as error:  # a NUL in the path
        raise OutputError(os.fspath(path), "this is no path") from error
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return stat.S_IFREG | (0o666 & ~umask)


@contextmanager
def _replacing(target: str, permissions: int) -> Iterator[BinaryIO]:
    handle, temporary = tempfile.mkstemp(prefix=".careerdoc-", dir=os.path.dirname(target))
    try:
        with open(handle, "wb") as file:
            yield file
        os.chmod(temporary, permissions)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
