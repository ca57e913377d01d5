"""What a writer is, and what writers share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from careerdoc.model.result import ParsedDocument, ParseResult

# C0, DEL and C1 controls, and the two line ends that only Unicode knows: a terminal obeys
# some of them and a line of output must stay one line.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


TABLE_WIDTH = 100
"""How wide tables are, in columns of a terminal, unless the caller says otherwise."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A format: `write` gives the whole text of a result, `suffixes` name its files.

    `write_document` gives the text of one input, where the whole is made of these one after
    the other. `holds_merged` is whether merged records can be written, or only what each input
    told. `write_in_width` is `write` for a number of columns, where the format has any.
    A format of several files has `write_files` in place of `write`: the path of each file below a
    folder, with `/` between its parts, and its text.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    write: Callable[[ParseResult], str] | None = None
    write_document: Callable[[ParsedDocument], str] | None = None
    holds_merged: bool = True
    write_in_width: Callable[[ParseResult, int], str] | None = None
    write_files: Callable[[ParseResult], Iterable[tuple[str, str]]] | None = None


def one_line(text: str) -> str:
    r"""`text` on one line, with control characters as escapes that no terminal obeys.

    >>> one_line("a\nb\x1b[1m")
    'a\\nb\\x1b[1m'
    """
    return _CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)
