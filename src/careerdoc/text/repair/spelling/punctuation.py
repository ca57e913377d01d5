"""How likely a mark is where it stands: by its neighbours and by the language around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from careerdoc.text.repair.spelling.scripts import kind_of
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
_POPULAR_PICTURE = -6.5
_COST_OF_RANK = 0.01
"""What each picture costs more than the next more frequent one."""
_EAST_ASIAN_MARK = -6.0
_EAST_ASIAN_BEHIND_LETTER = -5.0
"""What such a mark costs besides behind a letter that blanks part."""
_LOOSE_MARK = -4.0
"""A question mark that a letter or another one follows: it may stand for a lost character."""
_BESIDE_BOX = 7.0
"""What drawing with lines gains where it goes on, or where it starts."""
_DASH_BETWEEN_SENTENCES = 2.5
"""What a long dash gains behind a blank that stands behind the end of a sentence or another blank."""
_ENDS_OF_SENTENCES = " .!?…;"
_TONE = 6.0
"""What a skin tone gains behind the most frequent picture of a hand or a person; it stands nowhere else."""
_TONE_OF_ELSE = -8.0
_COST_OF_TONE_RANK = 0.2
_DASHES = "–—"


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a mark costs by the kind of what stands before it and after it (see `kind_of`)."""

    before: Mapping[str, float]
    after: Mapping[str, float]


@cache
def _sittings() -> dict[str, Sitting]:
    rows = table(__package__, "punctuation")["sits"]
    return {mark: sitting_of(row) for mark, row in rows.items()}


def sitting_of(row: dict[str, dict[str, float]]) -> Sitting:
    """A row of the table; beside letters that no blanks part the cheapest of its figures counts."""
    return Sitting(*({**costs, "C": max(costs.values())} for costs in (row["before"], row["after"])))


def cost_behind(before: str, mark: str) -> float:
    """What `mark`, which is no letter, costs behind the two characters `before`: a natural logarithm."""
    earlier, last = before[0], before[1]
    sitting = _sittings().get(mark)
    cost = sitting.before[kind_of(last)] if sitting else _cost_of_unnamed(mark)
    if _is_east_asian(mark) and kind_of(last) == "L":
        return cost + _EAST_ASIAN_BEHIND_LETTER
    if _is_box(mark) and (last == " " or _is_box(last)):
        return cost + _BESIDE_BOX
    if mark == "—" and last in " \u00a0" and earlier in _ENDS_OF_SENTENCES:
        return cost + _DASH_BETWEEN_SENTENCES
    return cost


def cost_before(before: str, character: str) -> float:
    """What the last of the two characters `before`, if it is a mark, and a skin tone cost here."""
    last = before[1]
    sitting = _sittings().get(last)
    cost = sitting.after[kind_of(character)] if sitting else 0.0
    if last in _DASHES:
        cost += _leans().get(kind_of(before[0]) + kind_of(character), 0.0)
    elif _is_skin_tone(character):
        cost += _skin_tones().get(last, _TONE_OF_ELSE)
    return cost + _loose_mark_cost(last, character)


@cache
def _leans() -> dict[str, float]:
    rows: dict[str, float] = table(__package__, "punctuation")["leans"]
    return rows


@cache
def _skin_tones() -> dict[str, float]:
    """What a skin tone gains behind each picture that takes one."""
    bases = table(__package__, "punctuation")["skin_tones"]["bases"]
    return {picture: _TONE - rank * _COST_OF_TONE_RANK for rank, picture in enumerate(bases)}


def _is_skin_tone(character: str) -> bool:
    return "\U0001f3fb" <= character <= "\U0001f3ff"


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
    if _is_east_asian(mark):
        return _EAST_ASIAN_MARK
    if mark in _popular_pictures():
        return _popular_pictures()[mark]
    if any(first <= code < last for first, last in _PICTURES):
        return _PICTURE
    return _RARE if code >= 0x2190 and not _is_box(mark) else _MARK


@cache
def _popular_pictures() -> dict[str, float]:
    """What each picture that people use costs: the more frequent, the less."""
    pictures = table(__package__, "punctuation")["pictures"]
    ranked = dict.fromkeys(pictures["in_profiles"] + pictures["frequent"])
    return {picture: _POPULAR_PICTURE - rank * _COST_OF_RANK for rank, picture in enumerate(ranked)}


def _is_east_asian(mark: str) -> bool:
    return "\u3000" <= mark < "\u3040" or "\uff00" <= mark < "\ufff0"


def _is_box(character: str) -> bool:
    return "\u2500" <= character < "\u25a0"
