"""Text repair beside ftfy's, by kind of damage.

Run: python -m benchmarks.repair [invented|seen|unseen|open ROWS] [--kinds] [--seed N]
"""

from __future__ import annotations

import sys
import unicodedata
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import ftfy
from ftfy import fixes
from rapidfuzz.distance import Levenshtein

import careerdoc
from benchmarks.repair_cases import PARAGRAPHS, Case, clean_cases, damaged_cases, stored_cases
from benchmarks.texts import HALVES, Text, catalogue_texts, half, invented_sentences, missing_packages

Repair = Callable[[str], str]

TARGETS = {
    "single": 95.0,
    "multi": 98.0,
    "entity": 90.0,
    "mixed": 92.0,
    "nbsp": 97.0,
    "trailing Â": 100.0,
    "lossy": 75.0,
    "case": 45.0,
    "ws": 50.0,
    "multibyte": 40.0,
    "legacy": 70.0,
    "lost": 65.0,
    "escape": 60.0,
}
"""Least percentage of each group restored, white space aside."""

MOST_CHANGED = {"clean paragraphs": 0.0, "all clean": 0.3}
"""Greatest percentage of clean texts changed."""

_TRAILING = frozenset({"Acirc_line_end_multi", "Acirc_line_end_seed"})
_PER_KIND = 60
_MOST_CLEAN = 3000


@dataclass(slots=True)
class Restored:
    """How one system did on some cases; the shares and rates are percentages.

    `aside` counts white space, the shape of quotes, width and ligatures as equal; `worse` are
    cases that came out further from the truth than they went in.
    """

    cases: int = 0
    exact: int = 0
    aside: int = 0
    worse: int = 0
    changed: int = 0
    length: int = 0
    errors_before: int = 0
    errors_after: int = 0

    def add(self, case: Case, repaired: str) -> None:
        """Counts one case."""
        truth = folded(case.truth)
        before = Levenshtein.distance(folded(case.damaged), truth)
        after = Levenshtein.distance(folded(repaired), truth)
        self.cases += 1
        self.exact += repaired == case.truth
        self.aside += _spaces_aside(repaired) == _spaces_aside(case.truth)
        self.worse += after > before
        self.changed += repaired != case.damaged
        self.length += len(case.truth)
        self.errors_before += before
        self.errors_after += after

    def share(self, count: int) -> float:
        """The count in percent of the cases."""
        return 100 * count / self.cases

    def rate(self, errors: int) -> float:
        """The errors in percent of the characters of the truths."""
        return 100 * errors / self.length


@dataclass(frozen=True, slots=True)
class Measured:
    """What each system did, by the name of a group or of a kind."""

    systems: Mapping[str, Repair]
    rows: dict[str, dict[str, Restored]] = field(default_factory=dict)

    def add(self, names: Iterable[str], case: Case) -> None:
        """Lets every system repair the case, and counts it in each of the named rows."""
        for system, repair in self.systems.items():
            repaired = repair(case.damaged)
            for name in names:
                self.rows.setdefault(name, {}).setdefault(system, Restored()).add(case, repaired)


def by_ftfy(text: str) -> str:
    """What ftfy makes of the text where it is told to keep quotes, ligatures and width."""
    return ftfy.fix_text(
        text,
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        normalization="NFC",
    )


def by_careerdoc(text: str) -> str:
    """What `repair_text` makes of the text."""
    return careerdoc.repair_text(text).text


def folded(text: str) -> str:
    """The text with quotes straight and width and ligatures plain: a matter of style, no error."""
    plain = fixes.fix_character_width(fixes.fix_latin_ligatures(text))
    return unicodedata.normalize("NFC", fixes.uncurl_quotes(plain))


def groups_of(case: Case) -> list[str]:
    """The rows of the table that a case counts in."""
    if case.group == "clean":
        return ["all clean", *["clean paragraphs"] * (case.kind in PARAGRAPHS)]
    return [case.group, *["trailing Â"] * (case.kind in _TRAILING)]


def kinds_of(case: Case) -> list[str]:
    """The one row of the longer table that a case counts in."""
    return [f"{case.group}: {case.kind}"]


def measure(
    cases: Iterable[Case], systems: Mapping[str, Repair], rows: Callable[[Case], list[str]] = groups_of
) -> Measured:
    """What each system does with the cases, in rows by group."""
    measured = Measured(systems)
    for case in cases:
        measured.add(rows(case), case)
    return measured


def cases_of(draw: str, rows: Path | None, seed: int) -> list[Case]:
    """The cases of a draw: of the invented sentences, of one half of all texts, or stored ones."""
    if rows is not None:
        return list(stored_cases(rows))
    texts = _texts(draw)
    return [*damaged_cases(texts, _PER_KIND, seed), *clean_cases(texts, _MOST_CLEAN, seed)]


def main(arguments: Sequence[str] = ()) -> None:
    """Prints what careerdoc and ftfy restore of a draw, by group and, if asked for, by kind."""
    asked = _asked(arguments)
    cases = cases_of(asked.draw, asked.rows, asked.seed)
    print(
        f"Text repair, {len(cases)} cases of the draw {asked.draw}, in %; careerdoc {careerdoc.__version__}"
    )
    print(f"ftfy {ftfy.__version__} keeps quotes, ligatures and width; aside: white space and style aside")
    if asked.draw in HALVES and (missing := missing_packages()):
        print(f"no texts of {', '.join(missing)}, which are not installed: the figures are of a smaller draw")
    systems = {"careerdoc": by_careerdoc, "ftfy": by_ftfy}
    _print_restored(measure(cases, systems))
    if asked.kinds:
        _print_restored(measure(cases, systems, kinds_of))


def _asked(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.repair")
    parser.add_argument("draw", nargs="?", default="invented", choices=("invented", "seen", "unseen", "open"))
    parser.add_argument("rows", nargs="?", type=Path, help="the gzipped JSON lines of the draw `open`")
    parser.add_argument("--kinds", action="store_true", help="a row for each kind of damage, too")
    parser.add_argument("--seed", type=int, default=0, help="another draw from the same texts")
    asked = parser.parse_args(arguments)
    if (asked.draw == "open") != (asked.rows is not None):
        parser.error("the draw `open`, and no other, takes the path of its rows")
    return asked


def _texts(draw: str) -> tuple[Text, ...]:
    texts = (*invented_sentences(), *catalogue_texts())
    if draw == "seen":
        return half(texts, "seen")
    return half(texts, "unseen") if draw == "unseen" else invented_sentences()


def _spaces_aside(text: str) -> str:
    return folded(text).replace("\xa0", " ").replace("  ", " ").strip()


def _print_restored(measured: Measured) -> None:
    width = max(map(len, measured.rows))
    heads = "".join(f" | {system:>9}: exact aside error worse" for system in measured.systems)
    print(f"\n{'':{width}} {'n':>5} {'error':>6}{heads}")
    for name, restored in measured.rows.items():
        ours = restored["careerdoc"]
        cells = "".join(f" | {_cells(restored[system])}" for system in measured.systems)
        before = ours.rate(ours.errors_before)
        print(f"{name:{width}} {ours.cases:5} {before:6.1f}{cells}{_verdict(name, ours)}")


def _cells(restored: Restored) -> str:
    shares = (restored.share(count) for count in (restored.exact, restored.aside))
    kept = restored.rate(restored.errors_after), restored.share(restored.worse)
    return f"{'':10}" + "".join(f"{figure:6.1f}" for figure in (*shares, *kept))


def _verdict(name: str, restored: Restored) -> str:
    if name in TARGETS:
        least = TARGETS[name]
        return f" | at least {least:g}: {_word(restored.share(restored.aside) >= least)}"
    if name in MOST_CHANGED:
        most, changed = MOST_CHANGED[name], restored.share(restored.changed)
        return f" | {changed:.2f} changed, at most {most:g}: {_word(changed <= most)}"
    return ""


def _word(is_reached: bool) -> str:
    return "reached" if is_reached else "MISSED"


if __name__ == "__main__":
    main(sys.argv[1:])
