"""Texts that keep a place for a value."""

from __future__ import annotations

from careerdoc.text.keys import fold
from careerdoc.text.tables import table

_LONGEST = 200
"""Characters. A longer text says something, whatever signs stand in it."""


def is_placeholder(text: str) -> bool:
    """Whether `text` only keeps a place: "TODO", "{{ title }}"."""
    if len(text) > _LONGEST:
        return False
    known = table(__package__, "placeholders")
    return any(mark in text for mark in known["marks"]) or fold(text).strip(" .<>[]()") in known["texts"]
