"""How likely a mark is where it stands: by its neighbours and by the language around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from careerdoc.text.repair.scripts import kind_of
from careerdoc.text.tables import table

# Costs and gains are natural logarithms. No standard gives them: they are judgements.
_LOST = -25.0
"""A mark of a lost character: hardly anybody means it."""
_CONTROL = -18.0
"""Controls, surrogates and characters for private use."""
_RARE = -12.0
"""General punctuation and symbols that the table does not name."""
_MARK = -10.0
"""Any other mark that the table does not name."""
_PICTURE = -9.0
# Arrows, shapes, dingbats, stars and emoji. Source: Unicode Character Database, Blocks.txt.
_PICTURES = ((0x2190, 0x2200), (0x25A0, 0x27C0), (0x2B00, 0x2C00), (0x1F000, 0x1FB00))
_POPULAR_PICTURE = -7.0
_EAST_ASIAN_MARK = -6.0
_LOOSE_MARK = -4.0
"""A question mark that a letter or another one follows: it may stand for a lost character."""
_BESIDE_BOX = 7.0
"""What drawing with lines gains where it goes on, or where it starts."""
_DASH_BETWEEN_SENTENCES = 2.5
"""What a long dash gains behind a blank that stands behind the end of a sentence or another blank."""
_ENDS_OF_SENTENCES = ' .!?…”»")’;'
_OPENS_ALIKE = 12.0
"""What makes up for ” where a language opens with it as it closes."""
_CLOSES_AS_OTHERS_OPEN = 8.5
"""What makes up for “ where a language closes with it."""
_OPENS_AS_USUAL = 0.5
_OTHER_STYLE = -1.2
"""What a quotation mark costs that the language does not use there."""
_QUOTATION_MARKS = "„“”"


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a mark costs by the kind of what stands before it and after it (see `kind_of`)."""

    before: Mapping[str, float]
    after: Mapping[str, float]


@cache
def _sittings() -> dict[str, Sitting]:
    rows = table(__package__, "punctuation")["sits"]
    return {mark: Sitting(_costs(row["before"]), _costs(row["after"])) for mark, row in rows.items()}


def _costs(row: dict[str, float]) -> dict[str, float]:
    return {**row, "C": max(row.values())}


def cost_behind(before: str, mark: str) -> float:
    """What `mark`, which is no letter, costs behind the two characters `before`: a natural logarithm."""
    earlier, last = before[0], before[1]
    sitting = _sittings().get(mark)
    cost = sitting.before[kind_of(last)] if sitting else _cost_of_unnamed(mark)
    if _is_box(mark) and (last == " " or _is_box(last)):
        return cost + _BESIDE_BOX
    if mark == "—" and last in " \u00a0" and earlier in _ENDS_OF_SENTENCES:
        return cost + _DASH_BETWEEN_SENTENCES
    return cost


def cost_before(last: str, character: str) -> float:
    """What it costs that the mark `last` stands before `character`; 0 for what is no mark."""
    sitting = _sittings().get(last)
    cost = sitting.after[kind_of(character)] if sitting else 0.0
    return cost + _loose_mark_cost(last, character)


def cost_at_best(mark: str) -> float:
    """What `mark` costs behind whatever it fits best."""
    sitting = _sittings().get(mark)
    return max(sitting.before.values()) if sitting else _cost_of_unnamed(mark)


def _loose_mark_cost(last: str, character: str) -> float:
    """What a question mark costs that may stand for a lost character; 0 for all else."""
    return _LOOSE_MARK if last == "?" and (character == "?" or character.isalpha()) else 0.0


@cache
def _cost_of_unnamed(mark: str) -> float:
    """What a mark costs that the table does not name, wherever it stands."""
    code = ord(mark)
    if code == 0xFFFD:
        return _LOST
    if 0x2010 <= code < 0x2060:
        return _RARE
    if 0x80 <= code < 0xA0 or 0xE000 <= code < 0xF900 or 0xD800 <= code < 0xE000:
        return _CONTROL
    if 0x3000 <= code < 0x3040 or 0xFF00 <= code < 0xFFF0:
        return _EAST_ASIAN_MARK
    if mark in _popular_pictures():
        return _POPULAR_PICTURE
    if any(first <= code < last for first, last in _PICTURES):
        return _PICTURE
    return _RARE if code >= 0x2190 and not _is_box(mark) else _MARK


@cache
def _popular_pictures() -> frozenset[str]:
    return frozenset("".join(table(__package__, "punctuation")["pictures"].values()))


def _is_box(character: str) -> bool:
    return "\u2500" <= character < "\u25a0"


class Style:
    """How one language sets quotation marks; an empty name is no language."""

    def __init__(self, language: str) -> None:
        """`language` as the table of letters names it."""
        quotes: dict[str, str] = table(__package__, "punctuation")["quotes"]
        self._quotes = quotes.get(language)

    def quote_cost(self, last: str, character: str) -> float:
        """What a quotation mark costs behind `last` beyond its cost in any language; 0 for other marks."""
        if self._quotes is None or character not in _QUOTATION_MARKS:
            return 0.0
        opening, closing = self._quotes[0], self._quotes[1]
        if kind_of(last) in "SP" and last not in ".,!?":
            if character != opening:
                return _OTHER_STYLE
            return _OPENS_ALIKE if character == "”" else _OPENS_AS_USUAL
        if character != closing:
            return _OTHER_STYLE
        return _CLOSES_AS_OTHERS_OPEN if character == "“" else 0.0
