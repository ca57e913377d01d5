"""`explain`: why records were joined."""

from __future__ import annotations

from dataclasses import dataclass

from careerdoc.arguments import DecisionsFile, InFile, MaxBytes, RecordId
from careerdoc.commands.ending import printed
from careerdoc.commands.meanings import decisions_of, limits_of
from careerdoc.console import ExitCode, Report
from careerdoc.dedupe import explain
from careerdoc.errors import OptionError
from careerdoc.inputs import stored_documents
from careerdoc.options import Options
from careerdoc.reasons import explanation_text


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
        found = explain(records, self.record_id, decisions_of(self.decisions))
        if not found and report.exit_code() == ExitCode.OK:
            raise OptionError(
                "ID", f"no record of {self.file} has the id {self.record_id!r}, nor has a member"
            )
        return (printed("\n".join(map(explanation_text, found))) if found else 0) or report.exit_code()
