"""What a caller can do wrong. Trouble in the data is an Issue, never one of these."""

from __future__ import annotations

from collections.abc import Iterable
from types import UnionType

from careerdoc.model.issue import IssueCode


class CareerdocError(Exception):
    """The base of all errors that careerdoc raises; the message names the way out."""


class SourceError(CareerdocError):
    """An input cannot be opened; `code` is the issue that `parse` makes of it."""

    def __init__(self, name: str, code: IssueCode, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.code = code
        self.reason = reason


class UnknownFormatError(CareerdocError):
    """No reader or writer has this name; `known` are those that exist."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(known)
        super().__init__(f"no format is called {name!r}; choose one of {', '.join(self.known)}")


class OptionError(CareerdocError):
    """An option has a value that it cannot have."""

    def __init__(self, option: str, reason: str) -> None:
        super().__init__(f"{option}: {reason}")
        self.option = option
        self.reason = reason


class OutputError(CareerdocError):
    """The output cannot be written; `name` is the file."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class WorkerError(CareerdocError):
    """A process that shares the work ended before it was done."""


def check_type(option: str, value: object, type_: type | UnionType, refusal: str) -> None:
    """Nothing where `value` has the type that a caller must give.

    Raises:
        OptionError: where it has another; the message is its type's name, "is" and the `refusal`.
    """
    if not isinstance(value, type_):
        raise OptionError(option, f"{type(value).__name__} is {refusal}")


def check_choice(option: str, value: object, choices: tuple[str, ...]) -> None:
    """Nothing where `value` is one of `choices`.

    Raises:
        OptionError: where it is none; the message lists them.
    """
    if value not in choices:
        raise OptionError(option, f"{value!r} is not one of {', '.join(choices)}")
