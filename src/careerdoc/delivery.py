"""Where records go, and as what: whole, or input by input as they are read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from shutil import get_terminal_size

from careerdoc.batch import Given
from careerdoc.console import (
    STANDARD_STREAM,
    NoFlawOfSignals,
    Report,
    Stopped,
    is_terminal,
    opened_output,
    say,
    unbroken,
)
from careerdoc.errors import OptionError
from careerdoc.model.result import ParsedDocument, ParseResult
from careerdoc.options import Options
from careerdoc.pipeline import collect
from careerdoc.redaction import Redactor
from careerdoc.resuming import Read, Run, write_resumably
from careerdoc.writers import WRITERS, check_place, writer_for, writer_named
from careerdoc.writers.base import Writer
from careerdoc.writers.partial_file import partial_file
from careerdoc.writers.whole_file import write_folder

MERGED_WRITERS = tuple(writer for writer in WRITERS if writer.holds_merged)
"""Writers of merged records."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the records of a run go, and as what; `path` is None for standard output."""

    writer: Writer
    path: str | None

    @classmethod
    def chosen(cls, to: str | None, output: str | None) -> Delivery:
        """The format that is named, or that the file's suffix names, or that suits the output.

        Raises:
            UnknownFormatError: when nothing has this name or suffix.
            OptionError: when the format needs a folder and the output is none.
        """
        path = None if output == STANDARD_STREAM else output
        if to is not None:
            writer = writer_named(to)
        elif path is not None:
            writer = writer_for(path)
        else:
            writer = writer_named("table" if is_terminal(sys.stdout) else "jsonl")
        if path is not None:
            check_place(writer, "--output", path)
        elif writer.write_files is not None:
            raise OptionError("--to", f"{writer.name} is written to a folder; name it with --output DIR")
        return cls(writer, path)

    def is_streamed(self, options: Options) -> bool:
        """Whether the output comes in pieces: where nothing is merged and the format has lines."""
        return not options.merge and self.writer.write_document is not None

    def text(self, result: ParseResult) -> str:
        """The whole output of a format of one file; on a terminal, tables are as wide as the terminal."""
        in_width = self.writer.write_in_width
        if in_width is not None and self.path is None and is_terminal(sys.stdout):
            return in_width(result, get_terminal_size().columns)
        assert self.writer.write is not None
        return self.writer.write(result)


def deliver_bit_by_bit(
    given: Iterator[Given], read: Read, delivery: Delivery, run: Run, report: Report
) -> None:
    """Writes each input to a file as soon as it is read; what a run that ends early has written is kept.

    Raises:
        OptionError: when it is to go on with a run that had other options.
        OutputError: when the file cannot be written.
        Stopped: when a signal ended the run.
    """
    assert delivery.path is not None
    with partial_file(delivery.path, resumes=run.resumes) as file:
        redactor = Redactor(run.options.redact)
        try:
            with NoFlawOfSignals():
                write_resumably(given, lambda inputs: map(redactor.document, read(inputs)), file, run, report)
            if report.stopped is not None:
                raise report.stopped
        except Stopped:
            if file.end:
                way_on = "" if run.options.redact else "; --resume goes on with it"
                say(f"careerdoc: what is read is kept in {delivery.path}.partial{way_on}")
            raise


def deliver(
    documents: Iterable[ParsedDocument], delivery: Delivery, options: Options, report: Report
) -> ParseResult | None:
    """Writes what is read and reports what was odd; gives the result where it was held as one.

    A run that a signal ends keeps what was finished on standard output and leaves a file
    as it was; a folder gets its files when all is read.

    Raises:
        OutputError: when the output cannot be written.
        Stopped: when a signal ended a run that writes to a file or a folder.
    """
    if delivery.writer.write_files is not None and delivery.path is not None:
        result = _collected(documents, options, report)
        if report.stopped is not None:
            raise report.stopped
        write_folder(delivery.path, delivery.writer.write_files(result))
        return result
    with opened_output(delivery.path) as file:
        whole = None if delivery.is_streamed(options) else _collected(documents, options, report)
        texts = (
            _texts(documents, delivery, options, report) if whole is None else iter([delivery.text(whole)])
        )
        for text in texts:
            encoded = text.encode("utf-8")
            with unbroken():
                file.write(encoded)
                file.flush()
        if report.stopped is not None and delivery.path is not None:
            _tell_kept(delivery.path)
            raise report.stopped
    return whole


def _tell_kept(path: str) -> None:
    with suppress(OSError):  # a pipe has no such file
        if os.path.getsize(f"{path}.partial"):
            say(f"careerdoc: what is read is kept in {path}.partial")


def _texts(
    documents: Iterable[ParsedDocument], delivery: Delivery, options: Options, report: Report
) -> Iterator[str]:
    """The output of each input, as soon as it is read."""
    text_of = delivery.writer.write_document
    assert text_of is not None
    redactor = Redactor(options.redact)
    for document in map(redactor.document, report.watched(documents)):
        report.tell(document.issues)
        report.count(document.records)
        yield text_of(document)


def _collected(documents: Iterable[ParsedDocument], options: Options, report: Report) -> ParseResult:
    result = collect(report.watched(documents), options)
    report.tell(result.issues)
    report.count(result.records)
    return result
