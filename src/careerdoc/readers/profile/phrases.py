"""Whether a line can end where it ends, by its last word."""

from __future__ import annotations

from careerdoc.fields.lexicons import listed
from careerdoc.text.keys import fold


def ends_open(text: str) -> bool:
    """Whether a line leads on to the next one: "Offices in:", "a ledger of offices in"."""
    return text.endswith((":", ",")) or _last_word(text) in _row("of")


def leads_on(text: str) -> bool:
    """Whether a name cannot end here: "Union of", "Sales &", "Design,"."""
    last = _last_word(text)
    return text.endswith(("&", ",", " -", "/")) or last in _row("of") or last in _row("inside")


def names_document(text: str) -> bool:
    """Whether a line on top says what the document is, although it may head a summary: "Resume"."""
    return fold(text.strip("#*_:- ")) in _row("document")


def _last_word(text: str) -> str:
    """The last word, folded; empty for a blank text."""
    last = text.rsplit(maxsplit=1)[-1:]
    return fold(last[0]) if last else ""


def _row(name: str) -> frozenset[str]:
    return listed(__package__, "words", name)
