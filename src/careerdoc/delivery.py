"""Where records go, and as what: whole, or input by input as they are read."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from shutil import get_terminal_size

from careerdoc.console import STANDARD_STREAM, Report, is_terminal, opened_output
from careerdoc.model.result import ParsedDocument, ParseResult
from careerdoc.options import Options
from careerdoc.pipeline import collect
from careerdoc.writers import WRITERS, writer_for, writer_named
from careerdoc.writers.base import Writer

MERGED_WRITERS = tuple(writer for writer in WRITERS if writer.holds_merged)
"""Writers of merged records."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the records of a run go, and as what; `path` is None for standard output."""

    writer: Writer
    path: str | None

    @classmethod
    def chosen(cls, to: str | None, output: str | None) -> Delivery:
        """The format that is named, or that the file's suffix names, or that suits the output."""
        path = None if output == STANDARD_STREAM else output
        if to is not None:
            return cls(writer_named(to), path)
        if path is not None:
            return cls(writer_for(path), path)
        return cls(writer_named("table" if is_terminal(sys.stdout) else "jsonl"), None)

    def text(self, result: ParseResult) -> str:
        """The whole output; on a terminal, tables are as wide as the terminal."""
        in_width = self.writer.write_in_width
        if in_width is not None and self.path is None and is_terminal(sys.stdout):
            return in_width(result, get_terminal_size().columns)
        return self.writer.write(result)


def deliver(
    documents: Iterable[ParsedDocument], delivery: Delivery, options: Options, report: Report
) -> None:
    """Writes what is read and reports what was odd.

    A run that a signal ends keeps what was finished on standard output and leaves a file
    as it was.

    Raises:
        OutputError: when the output cannot be written.
        Stopped: when a signal ended a run that writes to a file.
    """
    with opened_output(delivery.path) as file:
        for text in _texts(documents, delivery, options, report):
            file.write(text.encode("utf-8"))
            file.flush()
        if report.stopped is not None and delivery.path is not None:
            raise report.stopped


def _texts(
    documents: Iterable[ParsedDocument], delivery: Delivery, options: Options, report: Report
) -> Iterator[str]:
    """The output in pieces: one for each input where nothing is merged and the format has lines."""
    text_of = delivery.writer.write_document
    if options.merge or text_of is None:
        result = collect(report.watched(documents), options)
        report.tell(result.issues)
        report.count(result.records)
        yield delivery.text(result)
        return
    for document in report.watched(documents):
        report.tell(document.issues)
        report.count(document.records)
        yield text_of(document)
