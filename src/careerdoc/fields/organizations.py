"""Names of employers and institutions."""

from __future__ import annotations

from functools import cache

from careerdoc.text.keys import words
from careerdoc.text.tables import table

_LONGEST_NAME = 10
"""Words. Longer lines are sentences."""


def recognize(text: str) -> float:
    """How much `text` looks like an organization's name, 0 to 1, by the words it contains."""
    found = words(text)
    # "Initech Inc." ends in the dot of its legal form, not of a sentence.
    is_abbreviated = bool(found) and found[-1] in _legal_forms() and text.rstrip().endswith(".")
    ends_otherwise = text.rstrip().endswith((".", "!", "?", ":", ";")) and not is_abbreviated
    if not 0 < len(found) <= _LONGEST_NAME or ends_otherwise:
        return 0.0
    return 0.8 if _legal_forms() & set(found) or _organization_words() & set(found) else 0.3


def recognize_institution(text: str) -> float:
    """How much `text` looks like a school's or university's name, 0 to 1."""
    found = words(text)
    if not 1 < len(found) <= _LONGEST_NAME + 4 or text.rstrip().endswith(("!", "?", ":", ";")):
        return 0.0
    if _institution_words() & set(found):
        return 0.9
    stems = tuple(table(__package__, "organizations")["institution_stems"])
    return 0.9 if any(word.startswith(stems) for word in found) else 0.1


def key(name: str) -> str:
    """The folded words of the name without its legal form and a leading "the"."""
    found = list(words(name))
    while len(found) > 1 and found[-1] in _legal_forms():
        found.pop()
    if len(found) > 1 and found[0] == "the":
        found.pop(0)
    return " ".join(found)


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(table(__package__, "organizations")["legal_forms"])


@cache
def _organization_words() -> frozenset[str]:
    return frozenset(table(__package__, "organizations")["organization_words"])


@cache
def _institution_words() -> frozenset[str]:
    return frozenset(table(__package__, "organizations")["institution_words"])
