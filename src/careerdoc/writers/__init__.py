"""The formats that can be written."""

from __future__ import annotations

import os
from pathlib import PurePath

from careerdoc.errors import UnknownFormatError, check_type
from careerdoc.model.result import ParseResult
from careerdoc.writers import csv, documents, json, jsonl
from careerdoc.writers.base import TABLE_WIDTH, Writer
from careerdoc.writers.whole_file import whole_file


def _write_table(result: ParseResult, width: int = TABLE_WIDTH) -> str:
    # rich, which draws the tables, is heavy.
    from careerdoc.writers import table

    return table.write(result, width)


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
    """The writer that the suffix of `path` names.

    Raises:
        UnknownFormatError: when the suffix names none.
    """
    suffix = PurePath(path).suffix.casefold()
    for writer in WRITERS:
        if suffix in writer.suffixes:
            return writer
    raise UnknownFormatError(
        suffix or PurePath(path).name, (known for writer in WRITERS for known in writer.suffixes)
    )


def write(result: ParseResult, path: str | os.PathLike[str], *, to: str | None = None) -> None:
    """Writes `result` to a file, whole or not at all; its suffix names the format unless `to` does.

    Raises:
        UnknownFormatError: when no writer has this name or suffix.
        OptionError: when `result` is no result or `path` no path.
        OutputError: when the file cannot be written.
    """
    check_type("result", result, ParseResult, "not a careerdoc.ParseResult")
    check_type("path", path, str | os.PathLike, "not a path")
    writer = writer_for(path) if to is None else writer_named(to)
    text = writer.write(result)
    with whole_file(path) as file:
        file.write(text.encode("utf-8"))
