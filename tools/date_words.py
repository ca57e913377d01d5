"""Writes the table of the words of dates in 29 languages, from Unicode CLDR as Babel holds it.

python -m tools.date_words --table FILE
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Literal

import babel
from babel import Locale
from babel.units import format_unit

_SOURCES = Path(__file__).with_suffix(".toml")
_UNITS = ("year", "month", "week", "day")
_LENGTHS: tuple[Literal["long", "short", "narrow"], ...] = ("long", "short", "narrow")
_COUNTS = (1, 2, 3, 5, 11, 1.5)
"""Numbers that between them need every form of a noun in these languages."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NOT_A_WORD = re.compile(r"\d|^duration-")
_MARKS = re.compile(r"[\u061c\u200b-\u200f]+")

_HEAD = """\
# Words of dates, folded (lower case, no final dot). Written by `python -m tools.date_words` from the Unicode
# Common Locale Data Repository as Babel {version} holds it; not to be changed by hand: words.toml adds to it.
# Source: Unicode CLDR, (c) Unicode, Inc., under the Unicode License v3 (https://www.unicode.org/license.txt).
"""


def tables() -> dict[str, dict[str, list[str]]]:
    """Section -> language -> its rows; twelve rows of months, one row of anything else."""
    sources: dict[str, list[str]] = tomllib.loads(_SOURCES.read_text(encoding="utf-8"))["locales"]
    # Babel 2.18 merges what a locale inherits into data that others share: in one process, the
    # Hebrew months turn up in every language that is read behind Hebrew.
    with Pool(maxtasksperchild=1) as pool:
        rows = dict(zip(sources, pool.map(_rows, sources.values(), chunksize=1), strict=True))
    sections = ("months", "weekdays", *(f"units.{unit}" for unit in _UNITS))
    return {section: {language: rows[language][section] for language in sources} for section in sections}


def _rows(names: Iterable[str]) -> dict[str, list[str]]:
    locales = [Locale.parse(name) for name in names]
    rows = {f"units.{unit}": [_row(_unit_words(locales, unit))] for unit in _UNITS}
    rows["months"] = [_row(_months(locales, month)) for month in range(1, 13)]
    # A letter alone is no weekday that anybody would know beside a date.
    rows["weekdays"] = [_row(word for word in _names(locales, "days", range(7)) if len(word.strip(".")) > 1)]
    return rows


def _months(locales: Iterable[Locale], month: int) -> Iterator[str]:
    return _names(locales, "months", (month,))


def _names(locales: Iterable[Locale], kind: str, keys: Iterable[int]) -> Iterator[str]:
    for locale in locales:
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                words: Mapping[int, str] = getattr(locale, kind)[form][width]
                yield from (words[key] for key in keys)


def _unit_words(locales: Iterable[Locale], unit: str) -> Iterator[str]:
    for locale in locales:
        for length in _LENGTHS:
            for count in _COUNTS:
                printed = format_unit(
                    count, f"duration-{unit}", length, locale=locale, numbering_system="latn"
                )
                yield _NUMBER.sub("", printed)


def _row(words: Iterable[str]) -> str:
    folded = dict.fromkeys(filter(None, map(_folded, words)))
    return ", ".join(word for word in folded if not _NOT_A_WORD.search(word))


def _folded(word: str) -> str:
    return " ".join(_MARKS.sub("", word).lower().replace("i\u0307", "i").split()).strip(" .")


def written(found: Mapping[str, Mapping[str, Sequence[str]]]) -> str:
    """The table as TOML: a literal string for each language, a line for each row."""
    parts = [_HEAD.format(version=babel.__version__)]
    for section, languages in found.items():
        parts.append(f"\n[{section}]\n")
        parts += (
            f"{language} = '''\n" + "\n".join(rows) + "\n'''\n"
            for language, rows in languages.items()
            if any(rows)
        )
    return "".join(parts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Writes the table that the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--table", type=Path, required=True, help="the file to write")
    chosen = parser.parse_args(arguments)
    chosen.table.write_text(written(tables()), encoding="utf-8")


if __name__ == "__main__":
    main()
