"""What the paths of a command stand for: documents, records, lines of records."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext

from careerdoc import pipeline
from careerdoc.batch import Given, Line, Workers, lines_of, read_given
from careerdoc.console import STANDARD_STREAM, binary_input, is_terminal, standard_input
from careerdoc.errors import OptionError, SourceError
from careerdoc.model.document import Source
from careerdoc.model.issue import Issue
from careerdoc.model.result import ParsedDocument
from careerdoc.options import Options
from careerdoc.sources import name_of, open_file
from careerdoc.walking import Selection, walk


def paths_of(given: list[str] | None, listed_in: str | None = None) -> list[str]:
    """The paths given and those that a file lists, or standard input where there are neither.

    Raises:
        OptionError: when standard input is wanted twice, or a person sits at it and nothing is given;
            or when the list cannot be read.
    """
    named = list(given or ())
    if (*named, listed_in).count(STANDARD_STREAM) > 1:
        raise OptionError("PATH", "- (standard input) can be given only once")
    if listed_in is not None:
        return named + _listed(listed_in)
    if not named and is_terminal(sys.stdin):
        raise OptionError("PATH", "name a file or a directory, or pipe a document to standard input")
    return named or [STANDARD_STREAM]


def _listed(path: str) -> list[str]:
    """The paths in a file, whatever bytes they are made of; "-" there is the name of a file."""
    try:
        with nullcontext(sys.stdin.buffer) if path == STANDARD_STREAM else open(path, "rb") as file:
            content = file.read()
    except (OSError, ValueError, AttributeError) as error:  # standard input may be closed
        reason = getattr(error, "strerror", None) or "it cannot be read"
        raise OptionError("--files-from", f"{path}: {reason}") from None
    paths = os.fsdecode(content).split("\0" if b"\0" in content else "\n")
    listed = (path.removesuffix("\r") for path in paths)
    return [f".{os.sep}{path}" if path == STANDARD_STREAM else path for path in listed if path]


def unread_inputs(paths: list[str], name: str, options: Options) -> Iterator[Given]:
    """The path of each file, what failed before it was read, and standard input, which is read here.

    `name` is that of standard input.
    """
    selection = Selection.of(options.include, options.exclude)
    for path in paths:
        if path == STANDARD_STREAM:
            yield standard_input(name, options.limits.max_bytes)
        else:
            yield from walk([path], selection)


def documents(given: Iterable[Given], options: Options, jobs: int | None = None) -> Iterator[ParsedDocument]:
    """What the inputs tell, read here, or in as many processes of their own as `jobs` says."""
    if jobs is not None:
        return Workers(options, jobs).read(given)
    return (read_given(one, options) for one in given)


def stored_documents(files: list[str], options: Options) -> Iterator[ParsedDocument]:
    """The files of records that careerdoc wrote, each as a document."""
    for path in files:
        given = (
            standard_input("stdin", options.limits.max_bytes)
            if path == STANDARD_STREAM
            else open_file(path, max_bytes=options.limits.max_bytes)
        )
        yield pipeline.read_records(given, options) if isinstance(given, Source) else given


def stored_lines(files: list[str], options: Options) -> Iterator[Line | ParsedDocument]:
    """The same as lines, and behind those of a file what became of it."""
    for path in files:
        name = "stdin" if path == STANDARD_STREAM else name_of(path)
        try:
            with binary_input(path) as file:
                yield from lines_of(name, file, options)
        except SourceError as error:
            yield ParsedDocument.unread(name, "failed", Issue(error.code, error.reason))
