"""`schema` and `formats`: what can be read and written, and how much."""

from __future__ import annotations

import json
from dataclasses import dataclass

from careerdoc.arguments import ListLimits
from careerdoc.commands.ending import printed
from careerdoc.model.document import Reader
from careerdoc.model.issue import IssueCode
from careerdoc.model.limits import Limits
from careerdoc.model.records import json_schema
from careerdoc.readers import READERS
from careerdoc.writers import WRITERS
from careerdoc.writers.base import Writer


@dataclass(frozen=True, slots=True)
class SchemaCommand:
    """Print the JSON Schema of one record as jsonl writes it."""

    def run(self) -> int:
        """Prints; gives the exit code."""
        return printed(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")


@dataclass(frozen=True, slots=True)
class FormatsCommand:
    """List the formats that can be read and written, or the limits of what is read."""

    limits: ListLimits = False

    def run(self) -> int:
        """Prints; gives the exit code."""
        if self.limits:
            return printed("".join(map(_limit_line, Limits.rows())))
        readers = "".join(_format_line(reader) for reader in READERS)
        writers = "".join(_format_line(writer) for writer in WRITERS)
        return printed(f"Read (--from)\n{readers}\nWritten (--to)\n{writers}")


def _format_line(format_: Reader | Writer) -> str:
    suffixes = f" ({', '.join(format_.suffixes)})" if format_.suffixes else ""
    return f"  {format_.name:<13}{format_.title}{suffixes}\n"


def _limit_line(row: tuple[str, float, IssueCode, str]) -> str:
    name, default, code, what = row
    return f"  {name:<17}{default:>13,}  {code:<17} {what}\n"
