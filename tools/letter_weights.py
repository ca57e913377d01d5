"""From texts to the weights of characters: what is counted, what is kept, and how the table is written."""

from __future__ import annotations

import json
import lzma
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from careerdoc.text.repair.channels import UNDEFINED
from careerdoc.text.repair.spelling.letters import FILTERS, FIRST_CODE, STEPS_PER_NAT
from careerdoc.text.repair.spelling.scripts import LANGUAGES, symbol

_LONGEST = 4
_DISCOUNT = 0.9
"""What is taken from each count and left to what was never seen behind a context (absolute discounting)."""
_FEWEST = {1: 3, 2: 2, 3: 2, 4: 2}
_BLANK_OR_CONTROL = frozenset({*range(0x80, 0xA1), 0xAD})
_SELDOM_LOST = 0.4
_LOST_AT_TIMES = 0.8
"""How much a row matters against one with a character that loses a byte when it is read as windows-1252."""
_ASCII_ONLY = 0.1


@dataclass(frozen=True, slots=True)
class Weights:
    """Natural logarithms: of characters behind others, and what falling back from a context costs."""

    rows: dict[str, float]
    back_offs: dict[str, float]


def weights_of(lines: Iterable[str], thresholds: Mapping[int, float], rare_too: bool) -> Weights:
    """The weights of a language, of rows that gain at least a threshold by their length.

    `rare_too`: characters that were met only once count as well.
    """
    counts = counted(lines, 1 if rare_too else _FEWEST[1])
    chances = _chances(counts)
    total = sum(counts[1].values())
    kept: dict[int, set[str]] = {1: set(counts[1])}
    for size in range(_LONGEST, 1, -1):
        least = thresholds[size] * total / 1e6
        gains = _gains(counts, chances, size)
        kept[size] = {row for row in gains if gains[row] >= least and counts[size][row] >= _FEWEST[size]}
        kept[size].update(row[:-1] for row in kept.get(size + 1, ()))
    rows = {row: chances[row] for size in sorted(kept) for row in sorted(kept[size])}
    return Weights({row: math.log(chance) for row, chance in rows.items()}, _back_offs(rows, chances))


def folded(line: str) -> str:
    """A line as the table sees it: by `symbol`, marks and blanks at most twice and once in a row."""
    return re.sub(r"(.)\1{2,}", r"\1\1", re.sub(" +", " ", "".join(map(symbol, line))))


def counted(lines: Iterable[str], fewest: int) -> dict[int, Counter[str]]:
    """How often each row of one to four characters comes; characters rarer than `fewest` end a row."""
    text = [f" {folded(line)} " for line in lines]
    singles: Counter[str] = Counter()
    for line in text:
        singles.update(line)
    rare = dict.fromkeys((ord(one) for one, count in singles.items() if count < fewest), "\0")
    counts: dict[int, Counter[str]] = {size: Counter() for size in range(1, _LONGEST + 1)}
    for line in text:
        for part in line.translate(rare).split("\0"):
            for size, counter in counts.items():
                counter.update(map("".join, zip(*(part[at:] for at in range(size)), strict=False)))
    return counts


def _chances(counts: Mapping[int, Counter[str]]) -> dict[str, float]:
    """How likely the last character of each row is behind the others, all that is known joined."""
    total = sum(counts[1].values())
    chances = {row: count / total for row, count in counts[1].items()}
    for size in range(2, _LONGEST + 1):
        behind, kinds = _contexts(counts[size])
        for row, count in counts[size].items():
            context = row[:-1]
            left = _DISCOUNT * kinds[context] * chances[row[1:]]
            chances[row] = (count - _DISCOUNT + left) / behind[context]
    return chances


def _contexts(counts: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each context comes, and how many characters follow it."""
    behind: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for row, count in counts.items():
        behind[row[:-1]] += count
        kinds[row[:-1]] += 1
    return behind, kinds


def _gains(counts: Mapping[int, Counter[str]], chances: Mapping[str, float], size: int) -> dict[str, float]:
    """What the texts gain by each row, in nats, weighed by how much its characters matter."""
    behind, kinds = _contexts(counts[size])
    gains = {}
    for row, count in counts[size].items():
        left = _DISCOUNT * kinds[row[:-1]] / behind[row[:-1]]
        gains[row] = count * _importance(row) * math.log(chances[row] / (left * chances[row[1:]]))
    return gains


def _importance(row: str) -> float:
    if row[-2:].isascii():
        return 0.0 if row.isascii() and len(row) > 2 else _ASCII_ONLY
    return max(map(_matters, row))


def _matters(character: str) -> float:
    if character.isascii():
        return 0.0
    if not UNDEFINED.isdisjoint((character + character.upper()).encode("utf-8")):
        return 1.0
    return _SELDOM_LOST if _BLANK_OR_CONTROL.isdisjoint(character.encode("utf-8")) else _LOST_AT_TIMES


def _back_offs(rows: Mapping[str, float], chances: Mapping[str, float]) -> dict[str, float]:
    """What a context leaves to the characters that no row names, against what they have without it."""
    named: defaultdict[str, list[float]] = defaultdict(lambda: [1.0, 1.0])
    for row in rows:
        if len(row) > 1:
            left = named[row[:-1]]
            left[0] -= chances[row]
            left[1] -= chances[row[1:]]
    return {
        context: min(0.0, math.log(max(mine, 1e-4) / max(shorter, 1e-4)))
        for context, (mine, shorter) in named.items()
    }


def written(weights: Mapping[str, Weights]) -> bytes:
    """The table of all languages, as `careerdoc.text.repair.spelling.letters` reads it."""
    blocks = {}
    offset = 0
    parts = []
    for names in _blocks(weights):
        content = "\x01".join(_listed(weights[name]) for name in names).encode("utf-8")
        packed = lzma.compress(content, format=lzma.FORMAT_RAW, filters=FILTERS)
        for place, name in enumerate(names):
            blocks[name] = [offset, len(packed), place]
        offset += len(packed)
        parts.append(packed)
    head = json.dumps(blocks, separators=(",", ":"), sort_keys=True).encode()
    return len(head).to_bytes(4, "big") + head + b"".join(parts)


def _blocks(weights: Mapping[str, Weights]) -> list[list[str]]:
    """Languages of one script stand together: what they share is written once."""
    taken: set[str] = set()
    blocks = []
    for names in LANGUAGES.values():
        block = [name for name in names if name in weights and name not in taken]
        taken.update(block)
        blocks += [block] if block else []
    return blocks


def _listed(weights: Weights) -> str:
    """The characters, their weights; for each longer size how many follow each row, which, their weights."""
    rows = sorted((row for row in weights.rows if len(row) == 1), key=lambda row: (-weights.rows[row], row))
    code = {row: chr(FIRST_CODE + at) for at, row in enumerate(rows)}
    parts = ["".join(rows), _levels(weights.rows[row] for row in rows)]
    place = {row: at for at, row in enumerate(rows)}
    for size in range(2, _LONGEST + 1):
        longer = sorted(
            (row for row in weights.rows if len(row) == size),
            key=lambda row: (place[row[:-1]], code[row[-1]]),
        )
        follow = Counter(row[:-1] for row in longer)
        parts += (
            "".join(chr(FIRST_CODE + follow[row]) for row in rows),
            "".join(code[row[-1]] for row in longer),
            _levels(weights.rows[row] for row in longer),
            _levels(weights.back_offs[context] for context, _ in groupby(longer, key=lambda row: row[:-1])),
        )
        rows, place = longer, {row: at for at, row in enumerate(longer)}
    return "\0".join(parts)


def _levels(logarithms: Iterable[float]) -> str:
    return "".join(chr(FIRST_CODE + round(-one * STEPS_PER_NAT)) for one in logarithms)
