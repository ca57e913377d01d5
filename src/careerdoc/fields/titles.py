"""Job titles."""

from __future__ import annotations

from careerdoc.text.keys import words
from careerdoc.text.tables import row_of, table

_LONGEST_TITLE = 12
"""Words. Longer lines are sentences."""


def recognize(text: str) -> float:
    """How much `text` looks like a job title, 0 to 1, by the words it contains."""
    found = words(text)
    if not 0 < len(found) <= _LONGEST_TITLE or text.rstrip().endswith((".", "!", "?", ":", ";")):
        return 0.0
    if row_of(__package__, "titles", "words") & set(found):
        return 0.9
    endings = tuple(table(__package__, "titles")["endings"])
    return 0.7 if any(word.endswith(endings) and len(word) > 6 for word in found) else 0.1


def key(title: str) -> str:
    """The folded words of the title, with abbreviations written out."""
    written_out = table(__package__, "titles")["abbreviations"]
    return " ".join(str(written_out.get(word, word)) for word in words(title))
