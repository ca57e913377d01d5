"""How ranges of dates are read, and how fast. Run: python -m benchmarks.dates

Beside dateutil and dateparser where they are installed; the language is told to neither.
"""

from __future__ import annotations

import importlib
import json
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.harness import print_least, print_machine, timed
from benchmarks.scoring import Share
from careerdoc.fields import dates

OPEN_SET = Path(__file__).parent / "data" / "dates.jsonl"
WRITTEN = Path(__file__).with_name("date_ranges.toml")
_BETWEEN = (" \u2013 ", " - ", " to ", "\u2013", " bis ", " a ")


@dataclass(frozen=True, slots=True)
class LabelledRange:
    """A text and what it states, as `stated` writes it."""

    language: str
    text: str
    stated: str


def main() -> None:
    """Prints the share read right of each set, the speed on the open one, and both of others."""
    print_machine()
    building, apart = written_ranges()
    sets = {"open": open_ranges(), "written, for building": building, "written, kept apart": apart}
    for name, rows in sets.items():
        print(f"  {name:24} {exact(rows, read)!s:>24}")
    print_least("strings a second, open set", speed(sets["open"], dates.parse_date_range), 20_000, "a second")
    for name, other in _others():
        share, pace = exact(sets["open"], other), speed(sets["open"], other)
        print(f"  {name}: {share} of the open set, {pace:.0f} strings a second")


def open_ranges() -> list[LabelledRange]:
    """The labelled ranges of the accuracy benchmark."""
    rows = [json.loads(line) for line in OPEN_SET.read_text(encoding="utf-8").split("\n") if line]
    return [
        LabelledRange(
            row["lang"], row["text"], _written(row["start"], row["end"], row["current"], row["single"])
        )
        for row in rows
    ]


def written_ranges() -> tuple[list[LabelledRange], list[LabelledRange]]:
    """The rows written for building, and those that are measured only."""
    halves: tuple[list[LabelledRange], list[LabelledRange]] = ([], [])
    for language, block in tomllib.loads(WRITTEN.read_text(encoding="utf-8")).items():
        for turn, line in zip(count(), filter(None, block.split("\n")), strict=False):
            text, _, wanted = line.rpartition(" => ")
            halves[turn % 2].append(LabelledRange(language, text, wanted))
    return halves


def read(text: str) -> str:
    """What careerdoc reads."""
    stated = dates.parse_date_range(text)
    start, end = (str(date) if date else None for date in (stated.start, stated.end))
    return _written(start, end, stated.current, stated.single)


def exact(rows: Sequence[LabelledRange], reader: Callable[[str], str]) -> Share:
    """How many rows `reader` gives to the letter."""
    return Share(sum(reader(row.text) == row.stated for row in rows), len(rows))


def speed(rows: Sequence[LabelledRange], reader: Callable[[str], object]) -> float:
    """Strings in a second of CPU time."""
    timing = timed({"": lambda: [reader(row.text) for row in rows]})[""]
    return len(rows) / timing.median


def _written(start: str | None, end: str | None, current: bool | None, single: bool) -> str:
    if not start and not end:
        return "none"
    if single:
        return start or ""
    return f"{start or ''} / {'now' if current else end or ''}".strip()


def _others() -> Iterator[tuple[str, Callable[[str], str]]]:
    for name, path in (("dateutil", "dateutil.parser"), ("dateparser", "dateparser")):
        try:
            module = importlib.import_module(path)
        except ImportError:
            continue
        yield name, _halved(module.parse)


def _halved(parse: Callable[[str], object]) -> Callable[[str], str]:
    """A reader of ranges from one of dates: each side of the first dash by itself, its day dropped."""

    def one(text: str) -> str | None:
        try:
            date = parse(text)
        except (ValueError, OverflowError):
            return None
        return f"{date:%Y-%m}" if date else None

    def halved(text: str) -> str:
        for sign in _BETWEEN:
            left, found, right = text.partition(sign)
            if found:
                is_open = dates.is_present(right)
                return _written(one(left), None if is_open else one(right), is_open, False)
        return _written(one(text), None, None, True)

    return halved


if __name__ == "__main__":
    main()
