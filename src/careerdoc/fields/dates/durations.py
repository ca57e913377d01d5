"""Printed durations: "2 yrs 3 mos", "1年6ヶ月"."""

from __future__ import annotations

from careerdoc.fields.dates.grammar import grammar
from careerdoc.fields.dates.shape import Shape, shape_of
from careerdoc.fields.dates.words import lexicon

_MONTHS = {"year": 12.0, "month": 1.0, "week": 12 / 52, "day": 12 / 365}
LONGEST = 96
"""Characters. A longer text is no date and no duration, whatever it contains."""
_AROUND = " \t\n()[]（）·•|,;:.~≈"


def is_duration(text: str) -> bool:
    """Whether `text` is a printed duration ("4 yrs 2 mos") and nothing else."""
    return _shape_of_duration(text) is not None


def duration_months(text: str) -> int | None:
    """The months of a printed duration, rounded; None for another text and for "less than a year".

    >>> duration_months("2 yrs 3 mos"), duration_months("11个月"), duration_months("in 2 years")
    (27, 11, None)
    """
    shape = _shape_of_duration(text)
    return None if shape is None else months_of(shape, 0, len(shape.words))


def months_of(shape: Shape, start: int, end: int) -> int | None:
    """The months that the tokens from `start` up to `end` count; None where no number stands among them."""
    months, number, is_counted = 0.0, "", False
    for word in shape.words[start:end]:
        if word.isdecimal() or (number and word in ".,"):
            number += "." if word in ".," else word
        elif number and (unit := lexicon().units.get(word)):
            months += float(number.strip(".")) * _MONTHS[unit]
            number, is_counted = "", True
    return round(months) if is_counted else None


def _shape_of_duration(text: str) -> Shape | None:
    if len(text) > LONGEST or not any(map(str.isalpha, text)):  # a unit is a word
        return None
    shape = shape_of(text.strip(_AROUND))
    return shape if grammar().duration.fullmatch(shape.kinds) else None
