"""`merge`: records in, merged ones out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass

from careerdoc.arguments import (
    DecisionsFile,
    Files,
    Jobs,
    Kinds,
    MaxBytes,
    MergedTo,
    Messages,
    Output,
    ProvenanceOption,
    Quiet,
    Redact,
    ReviewFile,
    Strict,
    Verbose,
)
from careerdoc.batch import merge_lines, redacted_lines
from careerdoc.commands.ending import finished, shown_severities
from careerdoc.commands.meanings import decisions_of, kinds_of, limits_of, redacted_of
from careerdoc.console import STANDARD_STREAM, Report, opened_output
from careerdoc.decisions import review_lines
from careerdoc.delivery import MERGED_WRITERS, Delivery, deliver
from careerdoc.errors import OptionError, check_choice
from careerdoc.inputs import paths_of, stored_documents, stored_lines
from careerdoc.options import Options
from careerdoc.redaction import Redactor

_DEFAULTS = Options()


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
    redact: Redact = None
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
            kinds=kinds_of(self.kinds),
            provenance=self.provenance,
            limits=limits_of((), max_bytes=self.max_bytes),
            decisions=decisions_of(self.decisions),
            redact=redacted_of(self.redact),
        )
        report = Report(self.messages, shown_severities(self))
        merge = self.merged_in_parts if in_parts else self.merged_whole
        # What cannot be written is found out before the work.
        with nullcontext() if self.review is None else opened_output(self.review) as file:
            reviews = merge(paths_of(self.files), delivery, options, report)
            if file is not None:
                file.writelines(line.encode("utf-8") for line in reviews)
        return finished(report, self)

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
        redactor = Redactor(options.redact)
        with opened_output(delivery.path) as file:
            merged = merge_lines(stored_lines(paths, options), options, self.jobs or 1)
            redactor.learn(merged.issues)
            lines = redacted_lines(merged.lines, redactor)
            file.writelines(line.encode("utf-8") for line in lines)
        reviews = list(map(redactor.json_line, merged.reviews))
        report.tell(redactor.issues(merged.issues))
        report.records.update(merged.counts)
        report.inputs.update(merged.inputs)
        return reviews


def _check_apart(review: str | None, output: str | None) -> None:
    if review is None:
        return
    if review == STANDARD_STREAM:
        is_one = output is None
    else:
        is_one = output is not None and os.path.realpath(review) == os.path.realpath(output)
    if is_one:
        raise OptionError("--review", "the records are written there; name another file")
