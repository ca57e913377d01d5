"""How many entries are read as they were meant out of YAML that is broken as people break it.

The shares of the faults are those that were counted in 204 data files of public repositories.
Run: python -m benchmarks.broken_yaml FOLDER [SEED [FAULTS IN EACH TEXT]]
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import yaml

from careerdoc.readers.keyed.formats.yaml import load_yaml
from careerdoc.readers.keyed.tree import Loaded, Mapping, Node, Sequence

Lines = list[str]
Fault = Callable[[Lines, random.Random], tuple[Lines, Lines] | None]

_FRONT = re.compile(r"\s*---\r?\n(?P<block>.*?)^(?:---|\.\.\.)\s*$", re.DOTALL | re.MULTILINE)
_KEYED = re.compile(r"(?P<lead>[ ]*(?:- +)?)(?P<key>[A-Za-z_-]+):[ ]+(?P<value>[^\s'\"\[{|>#*&].*)")
_TEXT_ITEM = re.compile(r"(?P<lead>[ ]*- +)(?P<value>[^\s'\"\[{|>#*&:][^:]*)")
_STRAYS = ("and more", "see the list", "TODO", "Lorem ipsum dolor sit amet,", "more to come...")
_VARIANTS = 12


def off_by_one(lines: Lines, chance: random.Random) -> tuple[Lines, Lines] | None:
    """A line, or an item with its lines, a column or two off."""
    number = chance.choice([at for at, line in enumerate(lines) if line.strip()] or [0])
    by = chance.choice([1, -1, 1, 2])
    last = number
    if chance.random() < 0.5:
        indent = _indent(lines[number])
        while last + 1 < len(lines) and _indent(lines[last + 1]) > indent:
            last += 1
    moved = [" " * by + line if by > 0 else line.removeprefix(" ") for line in lines[number : last + 1]]
    return [*lines[:number], *moved, *lines[last + 1 :]], lines


def stray(lines: Lines, chance: random.Random) -> tuple[Lines, Lines] | None:
    """A line of text that belongs to nothing."""
    number = chance.randrange(1, len(lines))
    text = " " * chance.choice([0, _indent(lines[number - 1])]) + chance.choice(_STRAYS)
    return [*lines[:number], text, *lines[number:]], [*lines[:number], "", *lines[number:]]


def colon(lines: Lines, chance: random.Random) -> tuple[Lines, Lines] | None:
    """A value with a colon and no quotes."""
    return _in_value(lines, chance, lambda value: value.replace(" ", ": ", 1) if " " in value else None)


def sign(lines: Lines, chance: random.Random) -> tuple[Lines, Lines] | None:
    """A value that begins with a sign of YAML."""
    form = chance.choice(["**{}**", "*{}* and more", "&{} and", "@{}", "`{}`", "%{}"])
    return _in_value(lines, chance, form.format)


def no_colon(lines: Lines, chance: random.Random) -> tuple[Lines, Lines] | None:
    """A key without its colon, or without the blank behind it."""
    found = _some(lines, chance, _KEYED)
    if found is None:
        return None
    number, parts = found
    gap = chance.choice([" ", ":"])
    broken = f"{parts['lead']}{parts['key']}{gap}{parts['value']}"
    return [*lines[:number], broken, *lines[number + 1 :]], lines


def tabs(lines: Lines, chance: random.Random) -> tuple[Lines, Lines] | None:
    """Lines with tabs for the blanks in front."""
    number = chance.choice([at for at, line in enumerate(lines) if line.startswith("  ")] or [0])
    last = number
    while last + 1 < len(lines) and lines[last + 1].startswith("  ") and chance.random() < 0.8:
        last += 1
    width = chance.choice([2, 4])
    spread = [
        re.sub(r"^ +", lambda blanks: "\t" * max(1, len(blanks[0]) // width), line)
        for line in lines[number : last + 1]
    ]
    return [*lines[:number], *spread, *lines[last + 1 :]], lines


def open_quote(lines: Lines, chance: random.Random) -> tuple[Lines, Lines] | None:
    """A quote that is never closed, or goes on behind its end."""
    found = _some(lines, chance, _KEYED)
    if found is None:
        return None
    number, parts = found
    written, meant = chance.choice(
        [('"{}', "{}"), ("'{}'s'", "{}'s"), ('"{}" and', '"{}" and'), ('"The "{}" of it"', 'The "{}" of it')]
    )
    value = parts["value"]
    return _both(lines, number, parts, written.format(value), meant.format(value))


FAULTS: tuple[tuple[Fault, int], ...] = (
    (off_by_one, 27),
    (stray, 12),
    (colon, 28),
    (no_colon, 20),
    (sign, 5),
    (tabs, 3),
    (open_quote, 5),
)


def _in_value(
    lines: Lines, chance: random.Random, change: Callable[[str], str | None]
) -> tuple[Lines, Lines] | None:
    found = _some(lines, chance, _KEYED if chance.random() < 0.7 else _TEXT_ITEM)
    value = change(found[1]["value"]) if found else None
    return _both(lines, found[0], found[1], value, value) if found and value else None


def _both(lines: Lines, number: int, parts: re.Match[str], written: str, meant: str) -> tuple[Lines, Lines]:
    key = f"{parts['key']}: " if "key" in parts.re.groupindex else ""
    quoted = "'" + meant.replace("'", "''") + "'"
    broken = [*lines[:number], f"{parts['lead']}{key}{written}", *lines[number + 1 :]]
    return broken, [*lines[:number], f"{parts['lead']}{key}{quoted}", *lines[number + 1 :]]


def _some(lines: Lines, chance: random.Random, form: re.Pattern[str]) -> tuple[int, re.Match[str]] | None:
    found = [(at, parts) for at, line in enumerate(lines) if (parts := form.fullmatch(line))]
    return chance.choice(found) if found else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" ")) if line.strip() else 1_000


def valid_blocks(folder: Path) -> Iterator[str]:
    """The YAML of each file in a folder that libyaml can read."""
    for path in sorted(folder.rglob("*")):
        if path.suffix not in {".md", ".mdx", ".yml", ".yaml"}:
            continue
        text = path.read_text(encoding="utf-8-sig", errors="replace")
        if path.suffix in {".md", ".mdx"}:
            front = _FRONT.match(text)
            text = front["block"] if front else ""
        if text.count("\n") > 3 and is_yaml(text):
            yield text


def is_yaml(text: str) -> bool:
    """Whether libyaml can read it."""
    try:
        yaml.load(text, Loader=yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError):
        return False
    return True


def entries_of(loaded: Loaded) -> Counter[str]:
    """The mappings that are items of lists, or the root where there is none, as JSON."""
    listed = list(_listed(loaded.root)) if loaded.root else []
    if not listed and isinstance(loaded.root, Mapping):
        listed = [loaded.root]
    return Counter(json.dumps(entry.typed, ensure_ascii=False, sort_keys=True) for entry in listed)


def _listed(node: Node) -> Iterator[Mapping]:
    if isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Mapping):
                yield item
            yield from _listed(item)
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from _listed(entry.value)


def broken_variants(blocks: list[str], seed: int, count: int = 1) -> Iterator[tuple[str, str, str]]:
    """The name of the fault, the text with it, and the text as it was meant; only what is no YAML.

    With a `count` above 1 each of so many parts of the text has a fault, and the name is "several".
    """
    chance = random.Random(seed)
    for block in blocks:
        lines = block.rstrip("\n").split("\n")
        for _ in range(_VARIANTS):
            cuts = (
                sorted(chance.sample(range(2, len(lines) - 1), count - 1)) if len(lines) > 3 + count else []
            )
            parts = [lines[start:end] for start, end in pairwise([0, *cuts, len(lines)])]
            faulty = [_with_fault(part, chance) for part in parts if part]
            broken = "\n".join(line for _, pair in faulty for line in pair[0])
            meant = "\n".join(line for _, pair in faulty for line in pair[1])
            if not is_yaml(broken) and is_yaml(meant):
                yield faulty[0][0] if count == 1 else "several", broken, meant


def _with_fault(lines: Lines, chance: random.Random) -> tuple[str, tuple[Lines, Lines]]:
    faults, weights = zip(*FAULTS, strict=True)
    (fault,) = chance.choices(faults, weights)
    pair = fault(lines, chance) if len(lines) > 1 else None
    return fault.__name__, pair or (lines, lines)


def main(arguments: list[str]) -> None:
    """Prints the share of entries that are read exactly, for each fault."""
    folder, seed, count = [*arguments, "1", "1"][:3] if len(arguments) < 3 else arguments
    blocks = list(valid_blocks(Path(folder)))
    told: Counter[tuple[str, str]] = Counter()
    seconds = 0.0
    for name, broken, meant in broken_variants(blocks, int(seed), int(count)):
        wanted = entries_of(load_yaml(meant))
        start = time.perf_counter()
        loaded = load_yaml(broken)
        seconds += time.perf_counter() - start
        found = entries_of(loaded) & wanted
        for kind in (name, "all"):
            told[kind, "texts"] += 1
            told[kind, "wanted"] += wanted.total()
            told[kind, "found"] += found.total()
            told[kind, "whole"] += found == wanted
    for kind in (*(fault.__name__ for fault, _ in FAULTS), "several", "all"):
        texts, wanted_count, found_count = (told[kind, part] for part in ("texts", "wanted", "found"))
        if texts:
            entries = f"entries {found_count}/{wanted_count} {found_count / wanted_count:.1%}"
            print(f"{kind:12} {texts:5} texts  {entries}  whole {told[kind, 'whole'] / texts:.1%}")
    print(f"{seconds / max(told['all', 'texts'], 1) * 1e3:.2f} ms a text")


if __name__ == "__main__":
    main(sys.argv[1:])
