"""The languages that a text fits best, by the letters beyond ASCII in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

from careerdoc.text.repair.spelling.letters import letters_of
from careerdoc.text.repair.spelling.likelihood import UNKNOWN_LETTER, Remembered
from careerdoc.text.repair.spelling.scripts import LANGUAGES, script_of, symbol

_SHARED = frozenset(script for script, names in LANGUAGES.items() if len(names) > 1)
"""Scripts that several languages are written in."""
_FEWEST_LETTERS = 3
"""Letters beyond ASCII that a language is told by."""

_MOST_WINDOWS = 20_000
"""Texts of three characters whose weights, one for each language, are remembered."""
_COST_OF_UNNAMED = 2.0
"""What a language costs more than the dearest of those that are named."""


def likeliest_languages(text: str, costs: Mapping[str, float]) -> frozenset[str]:
    """The language that fits `text` best for each script in it that several languages share.

    `costs` are those of choosing a language, 0 or less, as natural logarithms, by what else is
    known of the text; one of the same script that it does not name costs more than the rest.
    """
    found = Counter(script_of(character) for character in text if character > "\x7f" and character.isalpha())
    return frozenset(
        _nearest(text, script, costs)
        for script, count in found.items()
        if count >= _FEWEST_LETTERS and script in _SHARED
    )


def _nearest(text: str, script: str, costs: Mapping[str, float]) -> str:
    names = LANGUAGES[script]
    known = [costs[name] for name in names if name in costs]
    unnamed = min(known) - _COST_OF_UNNAMED if known else 0.0
    weights = map(_weights(script).__getitem__, _windows(text, script))
    fits: list[float] = list(map(sum, zip(*weights, strict=True))) or [0.0] * len(names)
    totals = [fit + costs.get(name, unnamed) for name, fit in zip(names, fits, strict=True)]
    return names[totals.index(max(totals))]


@cache
def _weights(script: str) -> Remembered[tuple[float, ...]]:
    """How likely the last of three characters is behind the other two, in each language of a script."""
    languages = [letters_of(name).log_probability for name in LANGUAGES[script]]

    def weights(window: str) -> tuple[float, ...]:
        found = (known(window[:2], window[2]) for known in languages)
        return tuple(UNKNOWN_LETTER if weight is None else weight for weight in found)

    return Remembered(weights, _MOST_WINDOWS)


def _windows(text: str, script: str) -> Iterator[str]:
    """Each letter of `script` behind the two characters before it, where any of the three is beyond ASCII."""
    folded = "  " + "".join(map(symbol, text))
    for at, character in enumerate(text):
        window = folded[at : at + 3]
        if not window.isascii() and script_of(character) == script:
            yield window
