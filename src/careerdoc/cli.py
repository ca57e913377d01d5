"""The command line: parse, merge, explain, inspect, schema, formats."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from careerdoc import __version__
from careerdoc.commands.explain import ExplainCommand
from careerdoc.commands.inspect import InspectCommand
from careerdoc.commands.lists import FormatsCommand, SchemaCommand
from careerdoc.commands.merge import MergeCommand
from careerdoc.commands.parse import ParseCommand
from careerdoc.console import guarded, prepare_process

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
