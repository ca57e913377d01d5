"""What commands say and answer when they end."""

from __future__ import annotations

from typing import Protocol

from careerdoc.console import ExitCode, MessageForm, Report, opened_output, say
from careerdoc.model.issue import Severity


class Told(Protocol):
    """The arguments that say how much is told."""

    @property
    def messages(self) -> MessageForm: ...
    @property
    def strict(self) -> bool: ...
    @property
    def quiet(self) -> bool: ...
    @property
    def verbose(self) -> bool: ...


def finished(report: Report, command: Told) -> int:
    """Says the summary where it is wanted, and gives the exit code."""
    if not command.quiet and command.messages == "text":
        say(report.summary())
    return report.strict_exit_code() if command.strict else report.exit_code()


def shown_severities(command: Told) -> frozenset[Severity]:
    """The severities of the issues that are shown."""
    if command.quiet:
        return frozenset({Severity.ERROR})
    return frozenset(Severity) if command.verbose else frozenset({Severity.WARNING, Severity.ERROR})


def printed(text: str) -> int:
    """Writes a text to standard output; gives the exit code."""
    with opened_output(None) as file:
        file.write(text.encode("utf-8"))
    return ExitCode.OK
