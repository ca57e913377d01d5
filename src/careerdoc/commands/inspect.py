"""`inspect`: how an input is read."""

from __future__ import annotations

from dataclasses import dataclass

from careerdoc.arguments import From, Name, Paths, Redact
from careerdoc.commands.meanings import redacted_of
from careerdoc.console import Report, opened_output
from careerdoc.inputs import documents, paths_of, unread_inputs
from careerdoc.inspection import inspection
from careerdoc.options import Options
from careerdoc.readers import reader_named
from careerdoc.redaction import Redactor
from careerdoc.sources import name_of


@dataclass(frozen=True, slots=True)
class InspectCommand:
    """Tell how each input is read and why.

    PATH is a file, a directory, or - for standard input, which is read where none is named.
    """

    paths: Paths = None
    reader: From = None
    name: Name = "stdin"
    redact: Redact = None

    def run(self) -> int:
        """Inspects; gives the exit code."""
        options = Options(
            reader=None if self.reader is None else reader_named(self.reader).name,
            provenance="full",
            merge=False,
            explain=True,
            redact=redacted_of(self.redact),
        )
        given = unread_inputs(paths_of(self.paths), name_of(self.name), options)
        report = Report()
        with opened_output(None) as file:
            read = report.watched(documents(given, options))
            for document in map(Redactor(options.redact).document, read):
                file.write(inspection(document).encode("utf-8"))
                file.flush()
        return report.exit_code()
