"""The command line: parse, merge, explain, inspect, schema, formats."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any

import typer

from careerdoc import __version__
from careerdoc.arguments import (
    DecisionsFile,
    Exclude,
    Files,
    FilesFrom,
    From,
    Html,
    Include,
    InFile,
    Jobs,
    Kinds,
    LimitGiven,
    ListLimits,
    MaxBytes,
    MergedTo,
    Messages,
    Name,
    NoMerge,
    Output,
    Owner,
    ParseJobs,
    Paths,
    ProvenanceOption,
    Quiet,
    RecordId,
    Repair,
    Resume,
    ReviewFile,
    Strict,
    Timeout,
    To,
    Today,
    Verbose,
    limits_of,
)
from careerdoc.batch import Given, merge_lines
from careerdoc.console import (
    STANDARD_STREAM,
    ExitCode,
    Report,
    guarded,
    opened_output,
    prepare_process,
    say,
)
from careerdoc.decisions import NO_DECISIONS, Decisions, read_decisions, review_lines
from careerdoc.dedupe import explain
from careerdoc.delivery import MERGED_WRITERS, Delivery, deliver, deliver_bit_by_bit
from careerdoc.errors import OptionError, check_choice
from careerdoc.inputs import documents, paths_of, stored_documents, stored_lines, unread_inputs
from careerdoc.inspection import inspection
from careerdoc.model.document import KINDS, Kind, Reader
from careerdoc.model.issue import IssueCode, Severity
from careerdoc.model.limits import STANDARD, Limits
from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import json_schema
from careerdoc.options import Options
from careerdoc.progress import with_progress
from careerdoc.readers import READERS, reader_named
from careerdoc.reasons import explanation_text
from careerdoc.resuming import Run
from careerdoc.sources import name_of
from careerdoc.writers import WRITERS
from careerdoc.writers.base import Writer

_DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class ParseCommand:
    """Read documents and write the records they tell, merged.

    PATH is a file, a directory, or - for standard input, which is read where none is named.
    """

    paths: Paths = None
    files_from: FilesFrom = None
    include: Include = None
    exclude: Exclude = None
    to: To = None
    output: Output = None
    reader: From = None
    name: Name = "stdin"
    owner: Owner = None
    no_merge: NoMerge = False
    decisions: DecisionsFile = None
    kinds: Kinds = None
    provenance: ProvenanceOption = _DEFAULTS.provenance
    repair: Repair = _DEFAULTS.repair
    html: Html = False
    today: Today = None
    max_bytes: MaxBytes = None
    limits: LimitGiven = None
    jobs: ParseJobs = None
    timeout: Timeout = None
    resume: Resume = False
    messages: Messages = "text"
    strict: Strict = False
    quiet: Quiet = False
    verbose: Verbose = False

    def run(self) -> int:
        """Parses; gives the exit code."""
        delivery = Delivery.chosen(self.to, self.output)
        options = self.options(merge=delivery.writer.holds_merged and not self.no_merge)
        report = Report(self.messages, _shown(self))
        read = partial(documents, options=options, jobs=self.jobs_of_its_own(options.limits))
        shown = read if self.quiet else partial(with_progress, read)
        given = self.inputs(options)
        if delivery.path is not None and delivery.is_streamed(options):
            run = Run(delivery.writer, options, __version__, self.resume)
            deliver_bit_by_bit(given, shown, delivery, run, report)
        elif self.resume:
            message = (
                "name a file with --output, and --no-merge or --to documents: each input is then a part of it"
            )
            raise OptionError("--resume", message)
        else:
            deliver(shown(given), delivery, options, report)
        return _finished(report, self)

    def inputs(self, options: Options) -> Iterator[Given]:
        """What is to be read."""
        paths = paths_of(self.paths, self.files_from)
        if self.resume and STANDARD_STREAM in paths:
            raise OptionError("--resume", "standard input cannot be read again; name files or folders")
        return unread_inputs(paths, name_of(self.name), options)

    def jobs_of_its_own(self, limits: Limits) -> int | None:
        """How many processes of their own are wanted; None where the documents are read here."""
        bounds = (limits.timeout, limits.max_memory) != (STANDARD.timeout, STANDARD.max_memory)
        return self.jobs or (1 if bounds or self.timeout is not None else None)

    def options(self, merge: bool) -> Options:
        """The options of the library that the arguments stand for."""
        return Options(
            owner=None if self.owner is None else _well_formed(self.owner),
            today=None if self.today is None else _day(self.today),
            repair=self.repair,
            html=self.html,
            reader=None if self.reader is None else reader_named(self.reader).name,
            kinds=_kinds(self.kinds),
            provenance=self.provenance,
            merge=merge,
            decisions=_decided(self.decisions),
            include=tuple(self.include or ()),
            exclude=tuple(self.exclude or ()),
            limits=limits_of(self.limits or (), max_bytes=self.max_bytes, timeout=self.timeout),
        )


@dataclass(frozen=True, slots=True)
class MergeCommand:
    """Read records that careerdoc wrote and write them merged.

    FILE is the jsonl or json of any run, or - for standard input, which is read where none is named.
    """

    files: Files = None
    to: MergedTo = None
    output: Output = None
    decisions: DecisionsFile = None
    review: ReviewFile = None
    jobs: Jobs = None
    kinds: Kinds = None
    provenance: ProvenanceOption = _DEFAULTS.provenance
    max_bytes: MaxBytes = None
    messages: Messages = "text"
    strict: Strict = False
    quiet: Quiet = False
    verbose: Verbose = False

    def run(self) -> int:
        """Merges; gives the exit code."""
        in_parts = self.jobs is not None
        to = "jsonl" if in_parts and self.to is None and self.output is None else self.to
        delivery = Delivery.chosen(to, self.output)
        writers = ("jsonl",) if in_parts else tuple(writer.name for writer in MERGED_WRITERS)
        check_choice("--to", delivery.writer.name, writers)
        _check_apart(self.review, delivery.path)
        options = Options(
            kinds=_kinds(self.kinds),
            provenance=self.provenance,
            limits=limits_of((), max_bytes=self.max_bytes),
            decisions=_decided(self.decisions),
        )
        report = Report(self.messages, _shown(self))
        merge = self.merged_in_parts if in_parts else self.merged_whole
        # What cannot be written is found out before the work.
        with nullcontext() if self.review is None else opened_output(self.review) as file:
            reviews = merge(paths_of(self.files), delivery, options, report)
            if file is not None:
                file.writelines(line.encode("utf-8") for line in reviews)
        return _finished(report, self)

    def merged_whole(
        self, paths: list[str], delivery: Delivery, options: Options, report: Report
    ) -> Iterable[str]:
        """Merges all records at once; gives the lines of the pairs to decide."""
        result = deliver(stored_documents(paths, options), delivery, options, report)
        return () if result is None else review_lines(result.reviews, result.records)

    def merged_in_parts(
        self, paths: list[str], delivery: Delivery, options: Options, report: Report
    ) -> Iterable[str]:
        """Merges line by line; gives the lines of the pairs to decide."""
        with opened_output(delivery.path) as file:
            merged = merge_lines(stored_lines(paths, options), options, self.jobs or 1)
            file.writelines(line.encode("utf-8") for line in merged.lines)
        report.tell(merged.issues)
        report.records.update(merged.counts)
        report.inputs.update(merged.inputs)
        return merged.reviews


@dataclass(frozen=True, slots=True)
class ExplainCommand:
    """Tell why the members of a record were joined, field by field, and what was kept apart and why.

    ID is that of a record in the file, or of a member of one.
    """

    record_id: RecordId
    file: InFile
    decisions: DecisionsFile = None
    max_bytes: MaxBytes = None

    def run(self) -> int:
        """Explains; gives the exit code."""
        options = Options(limits=limits_of((), max_bytes=self.max_bytes))
        report = Report()
        read = list(report.watched(stored_documents([self.file], options)))
        for document in read:
            report.tell(document.issues)
        records = [record for document in read for record in document.records]
        found = explain(records, self.record_id, _decided(self.decisions))
        if not found and report.exit_code() == ExitCode.OK:
            raise OptionError(
                "ID", f"no record of {self.file} has the id {self.record_id!r}, nor has a member"
            )
        return (_printed("\n".join(map(explanation_text, found))) if found else 0) or report.exit_code()


@dataclass(frozen=True, slots=True)
class InspectCommand:
    """Tell how each input is read and why.

    PATH is a file, a directory, or - for standard input, which is read where none is named.
    """

    paths: Paths = None
    reader: From = None
    name: Name = "stdin"

    def run(self) -> int:
        """Inspects; gives the exit code."""
        options = Options(
            reader=None if self.reader is None else reader_named(self.reader).name,
            provenance="full",
            merge=False,
            explain=True,
        )
        given = unread_inputs(paths_of(self.paths), name_of(self.name), options)
        report = Report()
        with opened_output(None) as file:
            for document in report.watched(documents(given, options)):
                file.write(inspection(document).encode("utf-8"))
                file.flush()
        return report.exit_code()


@dataclass(frozen=True, slots=True)
class SchemaCommand:
    """Print the JSON Schema of one record as jsonl writes it."""

    def run(self) -> int:
        """Prints; gives the exit code."""
        return _printed(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")


@dataclass(frozen=True, slots=True)
class FormatsCommand:
    """List the formats that can be read and written, or the limits of what is read."""

    limits: ListLimits = False

    def run(self) -> int:
        """Prints; gives the exit code."""
        if self.limits:
            return _printed("".join(map(_limit_line, Limits.rows())))
        readers = "".join(_format_line(reader) for reader in READERS)
        writers = "".join(_format_line(writer) for writer in WRITERS)
        return _printed(f"Read (--from)\n{readers}\nWritten (--to)\n{writers}")


Command = ParseCommand | MergeCommand | ExplainCommand | InspectCommand | SchemaCommand | FormatsCommand


def main() -> None:
    """Runs the command that the arguments of the process name, and exits with its code."""
    prepare_process()
    sys.exit(guarded(application))  # which calls `_run`, and can be stopped before it does


def _run(command: Command, **_: Any) -> None:
    raise typer.Exit(guarded(command.run))


def _print_version(asked: bool) -> None:
    if asked:
        print(f"careerdoc {__version__}")
        raise typer.Exit


def _about(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
    ] = False,
) -> None:
    """Messy career documents in, clean typed Role, Education and Post records out."""


application = typer.Typer(
    callback=_about,
    result_callback=_run,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
# The arguments of a command are a dataclass: typer fills it, `_run` gets it.
application.command("parse")(ParseCommand)
application.command("merge")(MergeCommand)
application.command("explain")(ExplainCommand)
application.command("inspect")(InspectCommand)
application.command("schema")(SchemaCommand)
application.command("formats")(FormatsCommand)


def _finished(report: Report, command: ParseCommand | MergeCommand) -> int:
    """Says the summary where it is wanted, and gives the exit code."""
    if not command.quiet and command.messages == "text":
        say(report.summary())
    return report.strict_exit_code() if command.strict else report.exit_code()


def _shown(command: ParseCommand | MergeCommand) -> frozenset[Severity]:
    if command.quiet:
        return frozenset({Severity.ERROR})
    return frozenset(Severity) if command.verbose else frozenset({Severity.WARNING, Severity.ERROR})


def _printed(text: str) -> int:
    with opened_output(None) as file:
        file.write(text.encode("utf-8"))
    return ExitCode.OK


def _format_line(format_: Reader | Writer) -> str:
    suffixes = f" ({', '.join(format_.suffixes)})" if format_.suffixes else ""
    return f"  {format_.name:<13}{format_.title}{suffixes}\n"


def _limit_line(row: tuple[str, float, IssueCode, str]) -> str:
    name, default, code, what = row
    return f"  {name:<17}{default:>13,}  {code:<17} {what}\n"


def _check_apart(review: str | None, output: str | None) -> None:
    if review is None:
        return
    if review == STANDARD_STREAM:
        is_one = output is None
    else:
        is_one = output is not None and os.path.realpath(review) == os.path.realpath(output)
    if is_one:
        raise OptionError("--review", "the records are written there; name another file")


def _decided(path: str | None) -> Decisions:
    return NO_DECISIONS if path is None else read_decisions(path)


def _kinds(given: list[str] | None) -> tuple[Kind, ...]:
    names = given or []
    for name in names:
        check_choice("--kind", name, KINDS)
    return tuple(kind for kind in KINDS if kind in names)


def _day(text: str) -> date:
    with suppress(ValueError):
        written = PartialDate.parse(text)
        if written.precision == 3:
            return written.earliest
    raise OptionError("--today", f"{text!r} is no day; write it YYYY-MM-DD")


def _well_formed(argument: str) -> str:
    # Bytes of an argument that are not UTF-8 reach Python as lone surrogates, which no output holds.
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
