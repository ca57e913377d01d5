"""The formats that can be written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import PurePath

from careerdoc.errors import OptionError, UnknownFormatError, check_type
from careerdoc.model.result import ParseResult
from careerdoc.writers import csv, documents, json, jsonl
from careerdoc.writers.base import TABLE_WIDTH, Writer
from careerdoc.writers.whole_file import whole_file, write_folder

_SLASHES = tuple(filter(None, (os.sep, os.altsep)))


def _write_table(result: ParseResult, width: int = TABLE_WIDTH) -> str:
    # rich, which draws the tables, is heavy.
    from careerdoc.writers import table

    return table.write(result, width)


def _markdown_files(result: ParseResult) -> Iterable[tuple[str, str]]:
    # PyYAML is heavy.
    from careerdoc.writers import markdown

    return markdown.write_files(result)


WRITERS: tuple[Writer, ...] = (
    Writer(
        "jsonl", "JSON Lines: one record a line", (".jsonl", ".ndjson"), jsonl.write, jsonl.write_document
    ),
    Writer("json", "JSON: one document, without what is unknown", (".json",), json.write),
    Writer(
        "documents",
        "JSON Lines: one input a line, not merged",
        (),
        documents.write,
        documents.write_document,
        holds_merged=False,
    ),
    Writer("table", "Tables for people", (".txt",), _write_table, write_in_width=_write_table),
    Writer("csv", "Comma-separated values: one record a row", (".csv",), csv.write),
    Writer(
        "markdown", "Markdown with front matter: a folder, one record a file", (), write_files=_markdown_files
    ),
)
"""Every writer."""


def writer_named(name: str) -> Writer:
    """The writer with this name.

    Raises:
        UnknownFormatError: when there is none.
    """
    for writer in WRITERS:
        if writer.name == name:
            return writer
    raise UnknownFormatError(name, (writer.name for writer in WRITERS))


def writer_for(path: str | os.PathLike[str]) -> Writer:
    """The writer that the suffix of `path` names; for a folder, or a path that ends in `/`, markdown.

    Raises:
        UnknownFormatError: when the suffix names none.
    """
    if os.fspath(path).endswith(_SLASHES):
        return writer_named("markdown")
    suffix = PurePath(path).suffix.casefold()
    for writer in WRITERS:
        if suffix in writer.suffixes:
            return writer
    if os.path.isdir(path):
        return writer_named("markdown")
    raise UnknownFormatError(
        suffix or PurePath(path).name, (known for writer in WRITERS for known in writer.suffixes)
    )


def check_place(writer: Writer, option: str, path: str | os.PathLike[str]) -> None:
    """Nothing where `writer` can write to `path`.

    Raises:
        OptionError: where it writes a folder and `path` is a file.
    """
    if writer.write_files is not None and os.path.exists(path) and not os.path.isdir(path):
        reason = f"{os.fspath(path)!r} is a file; {writer.name} is written to a folder, such as out/"
        raise OptionError(option, reason)


def write(result: ParseResult, path: str | os.PathLike[str], *, to: str | None = None) -> None:
    """Writes `result` to a file, whole or not at all; its suffix names the format unless `to` does.

    Markdown is a folder with one file for each record: a path that ends in `/`, or a folder that is
    there, needs no `to`. Files of the same names are replaced, others stay.

    Raises:
        UnknownFormatError: when no writer has this name or suffix.
        OptionError: when `result` is no result, `path` no path, or a file where a folder is needed.
        OutputError: when the file or the folder cannot be written.
    """
    check_type("result", result, ParseResult, "not a careerdoc.ParseResult")
    check_type("path", path, str | os.PathLike, "not a path")
    writer = writer_for(path) if to is None else writer_named(to)
    check_place(writer, "path", path)
    if writer.write_files is not None:
        write_folder(path, writer.write_files(result))
    if writer.write is not None:
        text = writer.write(result)
        with whole_file(path) as file:
            file.write(text.encode("utf-8"))
