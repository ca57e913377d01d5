"""Words that tell careers in sentences: verbs, articles, and what leads to a name."""

from __future__ import annotations

import re
from functools import cache

from careerdoc.fields.lexicons import Ends, ends_of, listed
from careerdoc.text.keys import fold
from careerdoc.text.tables import alternatives

_LONGEST_WORDING = 40
"""Characters of a text among which a wording that it starts with ends."""


def words_for(name: str) -> frozenset[str]:
    """The words of one row of the table of sentences, folded."""
    return listed(__package__, "sentences", name)


def start_of(text: str, name: str) -> str | None:
    """The longest wording of a row that `text` starts with, whatever follows it; None where none does."""
    return _starts(name).starts(fold(text[:_LONGEST_WORDING]))


def any_of(name: str) -> str:
    """A pattern of any wording of a row, for use in longer ones."""
    return f"(?:{alternatives(sorted(words_for(name)))})"


@cache
def links() -> re.Pattern[str]:
    """A pattern of what stands between a job and its employer, with the blanks around it."""
    return re.compile(rf"\s{any_of('at')}\s+")


def _starts(name: str) -> Ends:
    return ends_of(__package__, "sentences", name)
