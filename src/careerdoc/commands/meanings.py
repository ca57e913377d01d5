"""What arguments stand for."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from typing import Any, get_args

from careerdoc.decisions import NO_DECISIONS, Decisions, read_decisions
from careerdoc.errors import OptionError, check_choice
from careerdoc.model.document import KINDS, Kind
from careerdoc.model.limits import Limits
from careerdoc.model.partial_date import PartialDate
from careerdoc.options import Redacted


def decisions_of(path: str | None) -> Decisions:
    """The decisions in a file, none without one.

    Raises:
        OptionError: when they cannot be read.
    """
    return NO_DECISIONS if path is None else read_decisions(path)


def kinds_of(given: list[str] | None) -> tuple[Kind, ...]:
    """The kinds that are named, in their usual order.

    Raises:
        OptionError: for what is no kind.
    """
    names = given or []
    for name in names:
        check_choice("--kind", name, KINDS)
    return tuple(kind for kind in KINDS if kind in names)


def redacted_of(given: str | None) -> tuple[Redacted, ...]:
    """What is to be redacted, of a list with commas.

    Raises:
        OptionError: for what cannot be.
    """
    names = [] if given is None else given.split(",")
    for name in names:
        check_choice("--redact", name, get_args(Redacted))
    return tuple(kind for kind in get_args(Redacted) if kind in names)


def day_of(text: str) -> date:
    """The day that `--today` names.

    Raises:
        OptionError: for what is no day.
    """
    with suppress(ValueError):
        written = PartialDate.parse(text)
        if written.precision == 3:
            return written.earliest
    raise OptionError("--today", f"{text!r} is no day; write it YYYY-MM-DD")


def well_formed(argument: str) -> str:
    """An argument as a text that every output holds."""
    # Bytes of an argument that are not UTF-8 reach Python as lone surrogates, which no output holds.
    return argument.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def limits_of(given: Iterable[str], **named: float | None) -> Limits:
    """The limits that arguments such as `max_tags=20` change, and those that options of their own name.

    Raises:
        OptionError: for what is none of them, or no number that it can have.
    """
    types = {name: type(default) for name, default, *_ in Limits.rows()}
    changed: dict[str, Any] = {name: value for name, value in named.items() if value is not None}
    for argument in given:
        name, equals, number = argument.partition("=")
        if name not in types or not equals:
            known = ", ".join(types)
            raise OptionError("--limit", f"{argument!r} is not NAME=NUMBER with one of the names {known}")
        try:
            changed[name] = types[name](number)
        except ValueError:
            raise OptionError("--limit", f"{number!r} is no number that {name} can have") from None
    limits = Limits(**changed)
    for name in limits.wrong_ones():
        raise OptionError("--limit", f"{getattr(limits, name)} is no number that {name} can have")
    return limits
