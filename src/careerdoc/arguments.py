"""The arguments of the commands: their names, what they stand for, what `--help` says of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from careerdoc.console import MessageForm
from careerdoc.delivery import MERGED_WRITERS
from careerdoc.model.document import KINDS
from careerdoc.model.limits import STANDARD
from careerdoc.options import Provenance
from careerdoc.readers import READERS
from careerdoc.text.repair import RepairMode
from careerdoc.writers import WRITERS
from careerdoc.writers.base import Writer


def _to(writers: Iterable[Writer]) -> Any:
    names = ", ".join(writer.name for writer in writers)
    default = (
        "Default: by the suffix of --output, markdown for DIR/; else table on a terminal, jsonl elsewhere."
    )
    return typer.Option("--to", "-t", metavar="FORMAT", help=f"{names}. {default}")


# The text of each command tells what its arguments are; a table of one row would repeat it.
Paths = Annotated[list[str] | None, typer.Argument(metavar="PATH", hidden=True)]
Files = Annotated[list[str] | None, typer.Argument(metavar="FILE", hidden=True)]
To = Annotated[str | None, _to(WRITERS)]
MergedTo = Annotated[str | None, _to(MERGED_WRITERS)]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to FILE, whole or not at all; markdown to the folder of this name.",
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="KIND", help=f"Write this kind only: {', '.join(KINDS)}. May be repeated."
    ),
]
ProvenanceOption = Annotated[
    Provenance,
    typer.Option(
        "--provenance",
        help="What to write of the origin: source is the sources and members of a record, "
        "full also the evidence for each field.",
    ),
]
Messages = Annotated[
    MessageForm, typer.Option("--messages", help="How messages are written; json goes without a summary.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 when there is a warning or an error.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show errors only, and no summary.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Show notes (severity info), too.")]
From = Annotated[
    str | None,
    typer.Option(
        "--from",
        "-f",
        metavar="READER",
        help=f"{', '.join(reader.name for reader in READERS)}. Default: by the content of each input.",
    ),
]
Name = Annotated[str, typer.Option("--name", metavar="NAME", help="What to call standard input.")]
Owner = Annotated[
    str | None,
    typer.Option("--owner", metavar="ID", help="Identifier of the person whom the inputs speak of."),
]
NoMerge = Annotated[bool, typer.Option("--no-merge", help="Leave records that tell the same fact apart.")]
Repair = Annotated[
    RepairMode,
    typer.Option(
        "--repair",
        help="How far damaged text is mended: exact is what the result alone lets one undo, "
        "inferred also what lost a part.",
    ),
]
Html = Annotated[bool, typer.Option("--html", help="Fill content_html of posts.")]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar="YYYY-MM-DD", help="Note a start or publication after this day."),
]
DecisionsFile = Annotated[
    str | None,
    typer.Option(
        "--decisions",
        metavar="FILE",
        help="Pairs of ids that a person decided to be the same or different, TOML or JSON Lines; "
        "they count before every score.",
    ),
]
ReviewFile = Annotated[
    str | None,
    typer.Option(
        "--review",
        metavar="FILE",
        help="Write the pairs to decide to FILE, as JSON Lines; filled in, it can be given to --decisions.",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        help="For many records: read JSON Lines line by line, merge owner by owner in N processes, "
        "and write jsonl.",
    ),
]
ParseJobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        metavar="N",
        min=1,
        help="Read in N processes of their own, so that a document that crashes, hangs or takes too much "
        "memory is lost alone.",
    ),
]
Timeout = Annotated[
    float | None,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        min=0.001,
        help="Most seconds for one document, read in a process of its own. "
        f"Default with --jobs: {STANDARD.timeout:g}.",
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="Go on with a run that was interrupted: what it read stands in FILE.partial and is not read "
        "again. With --output FILE and --no-merge or --to documents.",
    ),
]
RecordId = Annotated[str, typer.Argument(metavar="ID", help="Id of a record, or of a member of one.")]
InFile = Annotated[
    str,
    typer.Option("--in", metavar="FILE", help="The jsonl or json of any run; - for standard input."),
]
Redact = Annotated[
    str | None,
    typer.Option(
        "--redact",
        metavar="KINDS",
        help="Replace addresses and numbers of these kinds by marks in all that is written: email, phone "
        "or email,phone.",
    ),
]
MaxBytes = Annotated[
    int | None,
    typer.Option(
        "--max-bytes",
        metavar="N",
        min=1,
        help=f"Skip inputs of more bytes. Default: {STANDARD.max_bytes}.",
    ),
]
Include = Annotated[
    list[str] | None,
    typer.Option(
        "--include",
        metavar="GLOB",
        help="In folders, read the files that GLOB means, as .gitignore would write it, instead of those "
        "with a known suffix. May be repeated.",
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="GLOB", help="In folders, pass over what GLOB means. May be repeated."),
]
FilesFrom = Annotated[
    str | None,
    typer.Option(
        "--files-from",
        metavar="FILE",
        help="Read the paths in FILE, one a line, or each ended by a NUL; - for standard input.",
    ),
]
LimitGiven = Annotated[
    list[str] | None,
    typer.Option(
        "--limit",
        metavar="NAME=NUMBER",
        help="Change one of the limits that `formats --limits` lists. May be repeated.",
    ),
]
ListLimits = Annotated[
    bool,
    typer.Option("--limits", help="List how much of an input is read, and the issues for more."),
]
