"""The options of a run, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from careerdoc.errors import OptionError
from careerdoc.model.document import KINDS, Kind

RepairMode = Literal["off", "exact", "inferred"]
Provenance = Literal["none", "source", "full"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to read and merge. Every field has a default; a wrong value raises when built.

    Attributes:
        owner: identifier of the person whom all inputs speak of.
        today: the day of the run; only dates after it are reported. Never taken from the clock.
        repair: `off`, `exact` (only repairs that can be undone from the result alone) or
            `inferred` (also where information was lost).
        html: fill `content_html`.
        reader: name of the reader to use for every input, instead of looking at the content.
        kinds: the kinds of record to keep; empty keeps all.
        provenance: `none`, `source` (`sources` and `members`) or `full` (also `evidence`).
        merge: join records that tell the same fact.
        max_bytes: the largest input that is read, in bytes.

    Raises:
        OptionError: for a value that the option cannot have.
    """

    owner: str | None = None
    today: date | None = None
    repair: RepairMode = "inferred"
    html: bool = False
    reader: str | None = None
    kinds: tuple[Kind, ...] = ()
    provenance: Provenance = "source"
    merge: bool = True
    max_bytes: int = 20 * 1024 * 1024

    def __post_init__(self) -> None:
        _check_choice("repair", self.repair, get_args(RepairMode))
        _check_choice("provenance", self.provenance, get_args(Provenance))
        for kind in self.kinds:
            _check_choice("kind", kind, KINDS)
        if self.max_bytes < 1:
            raise OptionError("max_bytes", "must be at least 1")
        if self.owner is not None:
            _check_owner(self.owner)


def _check_owner(owner: str) -> None:
    if not owner:
        raise OptionError("owner", "must not be empty; leave it out instead")
    if any("\ud800" <= character <= "\udfff" for character in owner):
        raise OptionError("owner", "holds halves of characters, which no output can hold")


def _check_choice(option: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise OptionError(option, f"{value!r} is not one of {', '.join(choices)}")
