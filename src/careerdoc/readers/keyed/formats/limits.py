"""What a text with keys may not go over, in any format, and what is given where it does."""

from __future__ import annotations

from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.readers.keyed.tree import Loaded


class LimitError(ValueError):
    """That a text is over a limit; `code` is that of its issue."""

    def __init__(self, code: IssueCode, message: str) -> None:
        super().__init__(message)
        self.code = code


def too_deep(name: str, levels: int) -> LimitError:
    """The error of a text in the format called `name` that has more than the `levels` that are read."""
    return LimitError(IssueCode.TOO_DEEP, f"{name} nested deeper than {levels} levels is not read")


def over_limit(error: LimitError, text: str, issues: tuple[Issue, ...] = ()) -> Loaded:
    """The result where a limit stopped the reading, behind the `issues` that were found so far."""
    issue = Issue(error.code, str(error), line=0, raw=quoted(text))
    return Loaded(None, (*issues, issue), is_whole=False)
