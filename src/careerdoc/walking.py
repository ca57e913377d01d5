"""Folders to the files in them: in one order on every machine, and nothing that is no file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath

from careerdoc.errors import SourceError
from careerdoc.globs import Glob, glob, globs_of, meant
from careerdoc.model.document import Source
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.result import ParsedDocument
from careerdoc.readers import READERS
from careerdoc.sources import (
    Found,
    LargeFile,
    Path,
    checked,
    failed,
    from_path,
    name_of,
    open_path,
    source_error,
)

_RULES = ".gitignore"
_UNDER_WAY = (".partial", ".partial.notes")
"""Ends of the names that output has until it is whole."""
_MOST_RULES = 256 * 1024
"""Bytes of one file of rules; each path is held against every rule."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which files of a folder are wanted.

    A file that a pattern to `include` means; where there is none, each with a suffix that a reader
    knows. No file, and nothing in a folder, that a pattern to `exclude` means.
    """

    include: tuple[Glob, ...] = ()
    exclude: tuple[Glob, ...] = ()

    @classmethod
    def of(cls, include: Iterable[str] = (), exclude: Iterable[str] = ()) -> Selection:
        """The selection that patterns in the words of `.gitignore` make."""
        return cls(tuple(map(glob, include)), tuple(map(glob, exclude)))

    def takes(self, parts: Sequence[str]) -> bool:
        """Whether the file that `parts` lead to is wanted."""
        if parts[-1].endswith(_UNDER_WAY):
            return False
        if self.include:
            return self._includes(parts)
        return PurePath(parts[-1]).suffix.casefold() in _known_suffixes()

    def _includes(self, parts: Sequence[str]) -> bool:
        """Whether the last pattern says so that means the file, or else the nearest folder that one means."""
        for length in range(len(parts), 0, -1):
            said = meant(self.include, parts[:length], is_folder=length < len(parts))
            if said is not None:
                return said
        return False


EVERYTHING = Selection()


def open_paths(
    paths: Iterable[Path], *, selection: Selection = EVERYTHING, max_bytes: int | None = None
) -> Iterator[Source | LargeFile | ParsedDocument]:
    """A source for each file, in the order given; folders are walked as `walk` says.

    What cannot be read, a folder inside too, gives a failed document with a coded issue. Files of
    4 MB and more are not read yet, unless they are larger than `max_bytes`.

    Raises:
        OptionError: for what is no path.
    """
    for found in walk(paths, selection):
        yield found if isinstance(found, ParsedDocument) else open_path(found, max_bytes=max_bytes)


def walk(paths: Iterable[Path], selection: Selection = EVERYTHING) -> Iterator[Path | ParsedDocument]:
    """The path of each file, not opened yet, and a document for each that cannot be one.

    A folder gives its files, then those of the folders in it, sorted by name. Names that start
    with a dot are passed over, and what `.gitignore` in the folder or below it says. Links are
    not followed and, like pipes and devices, told by an issue.

    Raises:
        OptionError: for what is no path.
    """
    for path in map(checked, paths):
        if os.path.isdir(path):
            yield from _walked(os.fspath(path), selection)
        else:
            yield path


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder to walk: its path, its parts below the one that was given, and the rules in force.

    Each of `rules` belongs to a folder above, which is so many parts deep.
    """

    path: str
    parts: tuple[str, ...] = ()
    rules: tuple[tuple[int, tuple[Glob, ...]], ...] = ()

    def is_ignored(self, name: str, *, is_folder: bool) -> bool:
        """What the last rule of the nearest folder says that says anything."""
        parts = (*self.parts, name)
        verdicts = (meant(rules, parts[depth:], is_folder=is_folder) for depth, rules in reversed(self.rules))
        return next((verdict for verdict in verdicts if verdict is not None), False)

    def inside(self, entry: os.DirEntry[str]) -> _Folder:
        """The folder that an entry of this one is."""
        return _Folder(entry.path, (*self.parts, entry.name), self.rules)


def _walked(path: str, selection: Selection) -> Iterator[Path | ParsedDocument]:
    is_empty = True
    waiting = [_Folder(path)]
    while waiting:
        folder = waiting.pop()
        folders: list[_Folder] = []
        for found in _inside(folder, selection):
            if isinstance(found, _Folder):
                folders.append(found)
            else:
                is_empty = False
                yield found
        waiting += reversed(folders)
    if is_empty:
        message = "the directory holds no file that a reader knows by its suffix, or .gitignore means them"
        if selection.include or selection.exclude:
            message = "the directory holds no file that is asked for"
        yield _skipped(path, IssueCode.EMPTY_INPUT, message)


def _inside(folder: _Folder, selection: Selection) -> Iterator[_Folder | Path | ParsedDocument]:
    """What one folder holds that is wanted: its files sorted by name, and the folders, also sorted."""
    try:
        with os.scandir(folder.path) as listed:
            # By bytes, which no locale changes; those of UTF-8 stand in the order of characters.
            entries = sorted(listed, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield failed(source_error(name_of(folder.path), error))
        return
    if any(entry.name == _RULES for entry in entries):
        rules = _rules_of(os.path.join(folder.path, _RULES))
        if isinstance(rules, ParsedDocument):
            yield rules
        else:
            folder = _Folder(folder.path, folder.parts, (*folder.rules, (len(folder.parts), rules)))
    for entry in entries:
        if entry.name.startswith("."):
            continue
        is_folder = entry.is_dir(follow_symlinks=False)
        parts = (*folder.parts, entry.name)
        if folder.is_ignored(entry.name, is_folder=is_folder) or meant(
            selection.exclude, parts, is_folder=is_folder
        ):
            continue
        if is_folder:
            yield folder.inside(entry)
        elif selection.takes(parts) or _is_link_to_folder(entry):
            yield _file(entry)


def _file(entry: os.DirEntry[str]) -> Path | ParsedDocument:
    if entry.is_symlink():
        message = "links are not followed in a directory; name it to read it"
        return _skipped(entry.path, IssueCode.SYMLINK_SKIPPED, message)
    if not entry.is_file(follow_symlinks=False):
        return _skipped(entry.path, IssueCode.NOT_A_FILE, "it is no regular file")
    return Found(entry.path)


def _is_link_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:  # it leads back to itself
        return False


def _rules_of(path: str) -> tuple[Glob, ...] | ParsedDocument:
    """The rules in a file, or why they are not followed."""
    try:
        content = from_path(Found(path), max_bytes=_MOST_RULES).content
    except SourceError as error:
        return failed(error)
    if len(content) > _MOST_RULES:
        message = f"more than {_MOST_RULES} bytes of rules are not followed"
        return _skipped(path, IssueCode.TOO_LARGE, message)
    return globs_of(os.fsdecode(content))


@cache
def _known_suffixes() -> frozenset[str]:
    return frozenset(suffix for reader in READERS for suffix in reader.suffixes)


def _skipped(path: Path, code: IssueCode, message: str) -> ParsedDocument:
    return ParsedDocument.unread(name_of(path), "skipped", Issue(code, message))
