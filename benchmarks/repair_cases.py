"""The cases of the repair benchmark: damaged and clean texts beside what they should become.

Run on stored cases to see which of them the kinds of damage make again:
python -m benchmarks.repair_cases ROWS
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.damage import KINDS, Kind, Sample
from benchmarks.texts import Text, clean_controls

LANGUAGES = frozenset(
    {
        *("ar", "cs", "da", "de", "el", "en", "es", "fr", "hr", "hu", "it"),
        *("ja", "ko", "nb", "pl", "pt", "ro", "ru", "sv", "tr", "vi", "zh"),
    }
)
"""The languages that damage is done to; clean paragraphs come in all that there are."""

PARAGRAPHS = frozenset({"clean_para", "clean_para_typo", "clean_para_upper"})
"""The kinds of clean case that are whole paragraphs, and no controls that look damaged."""

_ENDS = (" ❤️", " ✔", " →", " •", " ½", " £5", " …", " 👍🏽", " ✨", " — a", " “b”", " – c")
_SHARE_WITH_AN_END = 0.25
_MOST_LINES = 6
_SENTENCES = (1, 1, 2, 3)
"""How many make up a text of one line, each as likely."""
_TRIES = 40


@dataclass(frozen=True, slots=True)
class Case:
    """What to repair and what should come out; a clean case has the same on both sides."""

    group: str
    kind: str
    truth: str
    damaged: str


def damaged_cases(texts: Sequence[Text], per_kind: int, seed: int = 0) -> Iterator[Case]:
    """Up to `per_kind` cases of each kind, no two alike, the languages of a kind in like shares."""
    by_language: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        by_language[text.language].append(text.content)
    for kind in KINDS:
        samples = _samples(kind, by_language, per_kind, Random(f"{seed} {kind.name}"))
        yield from (Case(kind.group, kind.name, sample.truth, sample.damaged) for sample in samples)


def clean_cases(texts: Sequence[Text], most: int, seed: int = 0) -> Iterator[Case]:
    """Up to `most` paragraphs, a third of them once more in capitals, then the controls."""
    chosen = Random(f"{seed} clean").sample(texts, min(most, len(texts)))
    paragraphs = [("clean_para", text.content) for text in chosen]
    capitals = [("clean_para_upper", text.content.upper()) for text in chosen[::3]]
    controls = [(f"clean_{name}", control) for name, listed in clean_controls().items() for control in listed]
    for kind, content in (*paragraphs, *capitals, *controls):
        yield Case("clean", kind, content, content)


def stored_cases(path: Path) -> Iterator[Case]:
    """The cases of a gzipped file of JSON lines with group, kind, truth and damaged."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            yield Case(row["group"], row["kind"], row["truth"], row["damaged"])


def _samples(kind: Kind, contents: Mapping[str, Sequence[str]], most: int, chance: Random) -> list[Sample]:
    wanted = kind.languages & LANGUAGES or LANGUAGES
    languages = sorted(wanted & set(contents))
    found: dict[Sample, None] = {}
    for _ in range(most * _TRIES if languages else 0):
        text = _drawn(contents[chance.choice(languages)], kind, chance)
        if sample := kind.damage(text, chance):
            found[sample] = None
        if len(found) == most:
            break
    return list(found)


def _drawn(contents: Sequence[str], kind: Kind, chance: Random) -> str:
    sentences = chance.randint(3, _MOST_LINES) if kind.of_lines else chance.choice(_SENTENCES)
    chosen = chance.sample(contents, min(sentences, len(contents)))
    end = chance.choice(_ENDS) if chance.random() < _SHARE_WITH_AN_END else ""
    return ("\n" if kind.of_lines else " ").join(chosen) + end


def reproduced(cases: Iterable[Case]) -> dict[str, tuple[int, int]]:
    """By kind without chance: how many cases the kind makes again of their truths, of how many.

    The truth of a kind that changes case no longer tells the case that its text had; what the
    truth in small letters gives counts as well.
    """
    kinds = {kind.name: kind for kind in KINDS if not kind.by_chance}
    counts: dict[str, tuple[int, int]] = {}
    for case in cases:
        if kind := kinds.get(case.kind):
            again, of = counts.get(case.kind, (0, 0))
            counts[case.kind] = again + _is_made_again(kind, case), of + 1
    return counts


def main(arguments: Sequence[str]) -> None:
    """Prints for each file of stored cases the share that the kinds make again, by kind."""
    for path in arguments:
        for name, (again, of) in reproduced(stored_cases(Path(path))).items():
            print(f"{name:26} {100 * again / of:6.1f} % of {of}")


def _is_made_again(kind: Kind, case: Case) -> bool:
    texts = (case.truth, case.truth.lower()) if kind.group == "case" else (case.truth,)
    samples = (kind.damage(text, Random(0)) for text in texts)
    return any(sample is not None and sample.damaged == case.damaged for sample in samples)


if __name__ == "__main__":
    main(sys.argv[1:])
