"""`parse`: documents in, records out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from careerdoc import __version__
from careerdoc.arguments import (
    DecisionsFile,
    Exclude,
    FilesFrom,
    From,
    Html,
    Include,
    Kinds,
    LimitGiven,
    MaxBytes,
    Messages,
    Name,
    NoMerge,
    Output,
    Owner,
    ParseJobs,
    Paths,
    ProvenanceOption,
    Quiet,
    Redact,
    Repair,
    Resume,
    Strict,
    Timeout,
    To,
    Today,
    Verbose,
)
from careerdoc.batch import Given
from careerdoc.commands.ending import finished, shown_severities
from careerdoc.commands.meanings import day_of, decisions_of, kinds_of, limits_of, redacted_of, well_formed
from careerdoc.console import STANDARD_STREAM, Report
from careerdoc.delivery import Delivery, deliver, deliver_bit_by_bit
from careerdoc.errors import OptionError
from careerdoc.inputs import documents, paths_of, unread_inputs
from careerdoc.model.limits import STANDARD, Limits
from careerdoc.options import Options
from careerdoc.progress import with_progress
from careerdoc.readers import reader_named
from careerdoc.resuming import Run
from careerdoc.sources import name_of

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
    redact: Redact = None
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
        report = Report(self.messages, shown_severities(self))
        read = partial(documents, options=options, jobs=self.jobs_of_its_own(options.limits))
        shown = read if self.quiet else partial(with_progress, read)
        given = self.inputs(options)
        if delivery.path is not None and delivery.is_streamed(options):
            run = Run(delivery.writer, options, __version__, self.resume)
            deliver_bit_by_bit(given, shown, delivery, run, report)
        elif self.resume:
            message = (
                "name a file with --output, and --no-merge or --to documents, so that it grows bit by bit"
            )
            raise OptionError("--resume", message)
        else:
            deliver(shown(given), delivery, options, report)
        return finished(report, self)

    def inputs(self, options: Options) -> Iterator[Given]:
        """What is to be read."""
        paths = paths_of(self.paths, self.files_from)
        if self.resume and STANDARD_STREAM in paths:
            raise OptionError("--resume", "standard input cannot be read again; name files or folders")
        if self.resume and options.redact:
            raise OptionError(
                "--resume", "the marks of --redact count all inputs, so that all have to be read"
            )
        return unread_inputs(paths, name_of(self.name), options)

    def jobs_of_its_own(self, limits: Limits) -> int | None:
        """How many processes of their own are wanted; None where the documents are read here."""
        bounds = (limits.timeout, limits.max_memory) != (STANDARD.timeout, STANDARD.max_memory)
        return self.jobs or (1 if bounds or self.timeout is not None else None)

    def options(self, merge: bool) -> Options:
        """The options of the library that the arguments stand for."""
        return Options(
            owner=None if self.owner is None else well_formed(self.owner),
            today=None if self.today is None else day_of(self.today),
            repair=self.repair,
            html=self.html,
            reader=None if self.reader is None else reader_named(self.reader).name,
            kinds=kinds_of(self.kinds),
            provenance=self.provenance,
            merge=merge,
            decisions=decisions_of(self.decisions),
            include=tuple(self.include or ()),
            exclude=tuple(self.exclude or ()),
            limits=limits_of(self.limits or (), max_bytes=self.max_bytes, timeout=self.timeout),
            redact=redacted_of(self.redact),
        )
