"""The languages that a text fits best, by the letters beyond ASCII in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from careerdoc.text.repair.letters import letters_of
from careerdoc.text.repair.likelihood import UNKNOWN_LETTER
from careerdoc.text.repair.scripts import LANGUAGES, script_of, symbol

_SHARED = frozenset(script for script, names in LANGUAGES.items() if len(names) > 1)
"""Scripts that several languages are written in."""
_FEWEST_LETTERS = 3
"""Letters beyond ASCII that a language is told by."""


def likeliest_languages(text: str) -> frozenset[str]:
    """The language that fits `text` best for each script in it that several languages share."""
    found = Counter(script_of(character) for character in text if character > "\x7f" and character.isalpha())
    return frozenset(
        _nearest(text, script)
        for script, count in found.items()
        if count >= _FEWEST_LETTERS and script in _SHARED
    )


def _nearest(text: str, script: str) -> str:
    windows = Counter(_windows(text, script))

    def score(language: str) -> float:
        known = letters_of(language).log_probability
        return sum((known(*window) or UNKNOWN_LETTER) * times for window, times in windows.items())

    return max(LANGUAGES[script], key=score)


def _windows(text: str, script: str) -> Iterator[tuple[str, str]]:
    """Each letter of `script` behind the two characters before it, where any of the three is beyond ASCII."""
    folded = "  " + "".join(map(symbol, text))
    for at, character in enumerate(text, start=2):
        if script_of(character) == script and not folded[at - 2 : at + 1].isascii():
            yield folded[at - 2 : at], folded[at]
