"""Names of employers and institutions."""

from __future__ import annotations

from functools import partial

from careerdoc.text.keys import words
from careerdoc.text.tables import row_of, table

_row = partial(row_of, __package__, "organizations")
_LONGEST_NAME = 10
"""Words. Longer lines are sentences."""


def recognize(text: str) -> float:
    """How much `text` looks like an organization's name, 0 to 1, by the words it contains."""
    found = words(text)
    # "Initech Inc." ends in the dot of its legal form, not of a sentence.
    is_abbreviated = bool(found) and found[-1] in _row("legal_forms") and text.rstrip().endswith(".")
    ends_otherwise = text.rstrip().endswith((".", "!", "?", ":", ";")) and not is_abbreviated
    if not 0 < len(found) <= _LONGEST_NAME or ends_otherwise:
        return 0.0
    return 0.8 if _row("legal_forms") & set(found) or _row("organization_words") & set(found) else 0.3


def recognize_institution(text: str) -> float:
    """How much `text` looks like a school's or university's name, 0 to 1."""
    found = words(text)
    if not 1 < len(found) <= _LONGEST_NAME + 4 or text.rstrip().endswith(("!", "?", ":", ";")):
        return 0.0
    if _row("institution_words") & set(found):
        return 0.9
    stems = tuple(table(__package__, "organizations")["institution_stems"])
    return 0.9 if any(word.startswith(stems) for word in found) else 0.1


def key(name: str) -> str:
    """The folded words of the name without its legal form, a leading article and any "and"."""
    found = list(words(name))
    while len(found) > 1 and found[-1] in _row("legal_forms"):
        found.pop()
    if len(found) > 1 and found[0] in _row("articles"):
        found.pop(0)
    # "Loaf & Son" and "Loaf and Son" are one name; a sign is no word already.
    inner = [word for word in found[1:-1] if word not in _row("and")]
    return " ".join([*found[:1], *inner, *found[1:][-1:]])
