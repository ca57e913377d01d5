"""The options of a run, as one frozen value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import InitVar, dataclass, replace
from datetime import date, datetime
from typing import Any, Literal, TypedDict, get_args

from careerdoc.decisions import NO_DECISIONS, Decisions
from careerdoc.errors import OptionError, check_choice, check_type
from careerdoc.model.document import KINDS, Kind
from careerdoc.model.limits import STANDARD, Limits as Limits
from careerdoc.text.repair import RepairMode

Provenance = Literal["none", "source", "full"]
Redacted = Literal["email", "phone"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to read and merge. Every field has a default; a wrong value raises when built.

    Attributes:
        owner: identifier of the person whom all inputs speak of.
        today: the day of the run; a start or publication after it is reported. Never taken from
            the clock.
        repair: `off`, `exact` (only repairs that can be undone from the result alone) or
            `inferred` (also where information was lost).
        html: fill `content_html`.
        reader: name of the reader to use for every input, instead of looking at the content.
        kind: what every input is said to hold, for readers of formats that can hold any kind.
        kinds: the kinds of record to keep; empty keeps all.
        provenance: `none`, `source` (`sources` and `members`) or `full` (also `evidence`).
        merge: join records that tell the same fact.
        decisions: what a person decided of pairs of records, whatever their score.
        include: patterns, written as in `.gitignore`, of the files in a folder to read; empty reads
            those that a reader knows by their suffix.
        exclude: patterns of files and folders in a folder to pass over.
        limits: how much of an input is read.
        max_bytes: short for `limits.max_bytes`, the only one that many callers change.
        explain: say of each line of a profile what it was taken for, in `ParsedDocument.lines`.
        redact: what is replaced by marks in all that leaves: `email`, `phone`.

    Raises:
        OptionError: for a value that the option cannot have. Whether there is a reader of this
            name is known where the options are used.
    """

    owner: str | None = None
    today: date | None = None
    repair: RepairMode = "inferred"
    html: bool = False
    reader: str | None = None
    kind: Kind | None = None
    kinds: tuple[Kind, ...] = ()
    provenance: Provenance = "source"
    merge: bool = True
    decisions: Decisions = NO_DECISIONS
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    limits: Limits = STANDARD
    explain: bool = False
    redact: tuple[Redacted, ...] = ()
    max_bytes: InitVar[int | None] = None

    def __post_init__(self, max_bytes: int | None) -> None:
        for option, (is_right, rule) in _RULES.items():
            value = getattr(self, option)
            if not is_right(value):
                raise OptionError(option, f"{value!r} is not {rule}")
        for several in ("kinds", "include", "exclude"):
            object.__setattr__(self, several, tuple(getattr(self, several)))
        check_choice("repair", self.repair, get_args(RepairMode))
        check_choice("provenance", self.provenance, get_args(Provenance))
        for kind in self.kinds:
            check_choice("kinds", kind, KINDS)
        object.__setattr__(self, "redact", tuple(self.redact))
        for redacted in self.redact:
            check_choice("redact", redacted, get_args(Redacted))
        if self.kind is not None:
            check_choice("kind", self.kind, KINDS)
        if self.owner is not None:
            _check_owner(self.owner)
        if max_bytes is not None:
            object.__setattr__(self, "limits", replace(self.limits, max_bytes=max_bytes))
        for limit in self.limits.wrong_ones():
            raise OptionError(limit, f"{getattr(self.limits, limit)!r} is not {_SIZE}")


class Said(TypedDict, total=False):
    """What a caller may say of the inputs by name, without building `Options`."""

    reader: str | None
    kind: Kind | None
    owner: str | None


def chosen_options(options: Options | None, said: Said) -> Options:
    """The options of a call: what is said by name counts before what `options` say.

    Raises:
        OptionError: for a name that a call does not take, or a value that it cannot have.
    """
    check_type("options", options, Options | None, "no careerdoc.Options")
    for name in said.keys() - Said.__annotations__.keys():
        raise OptionError(
            name, f"a call takes {', '.join(Said.__annotations__)}; all else goes into options="
        )
    given: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    chosen = options or Options()
    return replace(chosen, **given) if given else chosen


def _is_text_or_none(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_day_or_none(value: object) -> bool:
    return value is None or (isinstance(value, date) and not isinstance(value, datetime))


def _are_decisions(value: object) -> bool:
    return isinstance(value, Decisions)


def _are_limits(value: object) -> bool:
    return isinstance(value, Limits)


def _is_list(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str)


def _are_texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)


_SIZE = "a whole number of at least 1"
_RULES: dict[str, tuple[Callable[[object], bool], str]] = {
    "owner": (_is_text_or_none, "a text"),
    "today": (_is_day_or_none, "a datetime.date without a time, such as datetime.date(2026, 11, 21)"),
    "html": (_is_flag, "True or False"),
    "reader": (_is_text_or_none, "the name of a reader"),
    "kinds": (_is_list, "a tuple of kinds, such as ('role',)"),
    "include": (_are_texts, "a tuple of patterns, such as ('*.md',)"),
    "exclude": (_are_texts, "a tuple of patterns, such as ('drafts/',)"),
    "merge": (_is_flag, "True or False"),
    "decisions": (_are_decisions, "careerdoc.Decisions"),
    "limits": (_are_limits, "careerdoc.Limits"),
    "explain": (_is_flag, "True or False"),
    "redact": (_is_list, "a tuple of what to redact, such as ('email', 'phone')"),
}
"""What an option must be, and how to say so; options of few values have `check_choice`."""


def _check_owner(owner: str) -> None:
    if not owner.strip():
        raise OptionError("owner", "must not be blank; leave it out instead")
    if any("\ud800" <= character <= "\udfff" for character in owner):
        raise OptionError("owner", "holds halves of characters, which no output can hold")
