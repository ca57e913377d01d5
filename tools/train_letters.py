"""Writes the table of letters that damaged text is read with, from unpacked packages.

python -m tools.train_letters FOLDER... --leave-out-unseen --table FILE
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from careerdoc.text.repair.spelling.scripts import LANGUAGES
from tools.letter_texts import Line, collected
from tools.letter_weights import Weights, weights_of, written

_FEWEST_CHARACTERS = 2000
_EAST_ASIAN = frozenset({"zh", "zht", "ja", "ko"})

# What rows of two, three and four characters must gain to be kept, in nats in a million characters:
# what the table spends on each script, chosen by how many lost letters of held-out text it tells.
_THRESHOLDS = {
    **{name: {2: 30.0, 3: 40.0, 4: 80.0} for name in LANGUAGES["latin"]},
    **{name: {2: 25.0, 3: 200.0, 4: 1e9} for name in ("zh", "zht")},
    **{name: {2: 10.0, 3: 60.0, 4: 150.0} for name in ("ja", "ko")},
}
_OTHER_THRESHOLDS = {2: 12.0, 3: 60.0, 4: 120.0}


def trained(lines: Mapping[str, Sequence[Line]]) -> bytes:
    """The table of the languages that have enough text; the same lines give the same bytes."""
    weights = {
        language: _weights(language, found)
        for language, found in sorted(lines.items())
        if sum(len(line.content) for line in found) >= _FEWEST_CHARACTERS
    }
    return written(weights)


def _weights(language: str, lines: Sequence[Line]) -> Weights:
    thresholds = _THRESHOLDS.get(language, _OTHER_THRESHOLDS)
    return weights_of((line.content for line in lines), thresholds, rare_too=language in _EAST_ASIAN)


def report(lines: Mapping[str, Sequence[Line]]) -> str:
    """How many characters each kind of source gives for each language, as a table."""
    counts = {language: Counter[str]() for language in sorted(lines)}
    for language, found in lines.items():
        for line in found:
            counts[language][line.source] += len(line.content)
    sources = sorted({source for count in counts.values() for source in count})
    rows = [["language", *sources, "all"]]
    rows += (
        [language, *(str(count[source]) for source in sources), str(count.total())]
        for language, count in counts.items()
    )
    return "\n".join(" ".join(cell.rjust(12) for cell in row) for row in rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads the folders that the command line names, prints what they hold and writes the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="holds unpacked packages")
    parser.add_argument("--table", type=Path, required=True, help="the file to write")
    parser.add_argument(
        "--leave-out-unseen", action="store_true", help="no text of the unseen half of benchmarks.texts"
    )
    chosen = parser.parse_args(arguments)
    lines = collected(chosen.folders, chosen.leave_out_unseen)
    table = trained(lines)
    chosen.table.write_bytes(table)
    print(report(lines))
    print(f"{len(table)} bytes")


if __name__ == "__main__":
    main()
