"""Marks that stand for a character of which nothing is left, and characters cut off at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from careerdoc.model.document import Evidence
from careerdoc.text.repair.evidence import any_language
from careerdoc.text.repair.ledger import Edit
from careerdoc.text.tables import alternatives, table


@cache
def _apostrophe() -> re.Pattern[str]:
    """Where an apostrophe was: U+FFFD before any end of a contraction, "?" only behind a word that takes it.

    "o'clock" and names such as "O'Brien" are left alone, for there the mark could have been
    another letter.
    """
    english = table(__package__, "apostrophes")["english"]
    behind = alternatives(english["behind"])
    ends = r"(?![A-Za-z0-9=:/(-]|\.\w)"
    return re.compile(
        rf"(?<=[A-Za-z])\ufffd(?=(?:s|t|{behind})(?![A-Za-z0-9=]))"
        rf"|(?:(?<=[A-Za-z]{{3}})|(?<=\b[A-Za-z]{{2}}))\?(?=s{ends})"
        rf"|\b(?i:{alternatives(english['not'])})\?(?=t{ends})"
        rf"|\b(?i:{alternatives(english['before'])})\?(?=(?:{behind}){ends})"
    )


_NO_BREAK = re.compile(r"(?<=[.!?:])\ufffd(?= )|(?<=\d)\ufffd(?=[A-Za-z]{1,3}\b)|(?<=[A-Za-z])\ufffd(?=\d)")
_OPENING = re.compile(r"(?:(?<=[\s(\[])|^)\ufffd(?=\w)")
_CLOSING = re.compile(r"(?<=[\w.,!?)])\ufffd(?=[\s.,;:)\]?!]|$)")
_REASON = "lost-character"


def lost_edits(line: str) -> Iterator[Edit]:
    """Apostrophes, quotation marks and no-break spaces for marks that can hardly be anything else."""
    if "?" not in line and "\ufffd" not in line:
        return
    found = {one.end() - 1: "’" for one in _apostrophe().finditer(line)}
    found |= {one.start(): "\u00a0" for one in _NO_BREAK.finditer(line)}
    opening = [one.start() for one in _OPENING.finditer(line)]
    closing = [one.start() for one in _CLOSING.finditer(line) if one.start() not in found]
    if len(opening) == len(closing) and all(
        first < last for first, last in zip(opening, closing, strict=True)
    ):
        found |= dict.fromkeys(opening, "“") | dict.fromkeys(closing, "”")
    for place in sorted(found):
        yield Edit(place, place + 1, found[place], _REASON, "inferred")


# The start of a character in UTF-8 as windows-1252 shows it, behind which a text ends. A capital
# behind a small letter, or two such characters, are no spelling of any language.
_SURE_TAIL = re.compile(r"(?:(?<=[a-zß-ÿ])Ã|â€)$")
_TAIL = re.compile(r"(?<![A-ZÀ-Þ\d\u00a0])(?:[Ãâ]|(?<=[a-z])Â|[ÄÅÐÑÎÏØÙ](?<=[^\x00-\x7f].))$")
_QUOTES = re.compile("[„“”]|â€[œž]")
_LONGEST_QUOTATION = 400
"""Characters back from the end of a text in which a quotation mark is looked for that nothing closes."""
_LONG = 80
"""Characters of a text that may have been cut off. A name or label is shorter."""
_ODD = -8.0
"""An end less likely than this, as a natural logarithm, is hardly meant in any language."""


def tail_edits(line: str, length: int, evidence: Evidence) -> Iterator[Edit]:
    """The removal of what a text of this length, cut off, keeps of its last character; `line` is its last."""
    tail = _SURE_TAIL.search(line) or _TAIL.search(line)
    if tail is None or tail.start() == 0:
        return
    if tail.re is _TAIL and not _is_cut_off(line, tail, length, evidence):
        return
    # Of the quotation marks only the one that closes loses a byte that windows-1252 does not have.
    meant = "”" if tail[0] == "â€" and _is_in_quotation(line[: tail.start()]) else ""
    if meant:
        yield Edit(tail.start(), tail.end(), meant, "mojibake:lossy", "inferred")
        return
    yield Edit(tail.start(), tail.end(), "", "truncated", "inferred")


def _is_in_quotation(line: str) -> bool:
    """Whether a quotation is open at the end of `line`; “ closes what „ opened."""
    opened = ""
    for mark in _QUOTES.findall(line[-_LONGEST_QUOTATION:]):
        opens = mark in ("„", "â€ž") or (mark in ("“", "â€œ") and opened != "„")
        opened = ("„" if mark in ("„", "â€ž") else "“") if opens else ""
    return opened != ""


def _is_cut_off(line: str, tail: re.Match[str], length: int, evidence: Evidence) -> bool:
    before = ("  " + line[: tail.start()])[-2:]
    odd = any_language().of_text(tail[0], before) < _ODD
    return odd and (length >= _LONG or evidence.damaged)
