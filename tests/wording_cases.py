"""Tables of texts with what must be told of them, in two halves: one looked at, one kept apart."""

from __future__ import annotations

from collections.abc import Callable


def cases(table: str) -> list[tuple[str, str]]:
    """The rows `text => what` of a table, in order; a lone "-" stands for nothing."""
    rows = (line.rpartition(" => ") for line in table.strip("\n").split("\n") if " => " in line)
    return [(text.replace("\\t", "\t"), what.strip()) for text, _, what in rows]


def misses(rows: list[tuple[str, str]], told: Callable[[str], object]) -> list[tuple[str, str, str]]:
    """The rows that are told otherwise: the text, what it is and what was told."""
    answers = ((text, what, str(told(text) or "-")) for text, what in rows)
    return [(text, what, answer) for text, what, answer in answers if what != answer]


def shares(table: str, told: Callable[[str], object]) -> tuple[float, float]:
    """The shares of rows told rightly in the half looked at (even rows) and in the other; prints misses."""
    rows = cases(table)
    halves = rows[::2], rows[1::2]
    wrong = [misses(half, told) for half in halves]
    first, second = (1 - len(missed) / len(half) for missed, half in zip(wrong, halves, strict=True))
    print(
        f"{len(rows)} texts: {first:.3f} of the half looked at, {second:.3f} of the other",
        *wrong[0],
        sep="\n",
    )
    return first, second
