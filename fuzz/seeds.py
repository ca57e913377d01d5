"""What fuzzing starts from: the inputs of all fixtures, as they are or in the form that a target takes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from careerdoc import Options, Source
from careerdoc.pipeline import collect, parse_source
from careerdoc.text.decode import decode
from careerdoc.writers import json, jsonl
from tests.fixture_cases import FIXTURES, all_cases

_FULL = Options(provenance="full", merge=False)
_LONGEST_LINE = 200
"""Characters. No longer line is a date, or a line around one."""


def seeds_of(target: str) -> tuple[bytes, ...]:
    """The inputs that a target starts from, each once."""
    if target == "dates":
        return _lines()
    return _records() if target == "records" else _inputs()


def write_seeds(target: str, folder: Path) -> None:
    """Puts the seeds of a target into `folder`, each named by what it holds."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds_of(target):
        (folder / sha256(seed).hexdigest()[:16]).write_bytes(seed)


@cache
def _inputs() -> tuple[bytes, ...]:
    paths = [case.input for case in all_cases()] + sorted((FIXTURES / "samples").glob("*.txt"))
    return tuple(dict.fromkeys(path.read_bytes() for path in paths))


def _lines() -> tuple[bytes, ...]:
    """Lines with a number in them, which may state a date."""
    lines = (line.strip() for data in _inputs() for line in decode(data).text.split("\n"))
    found = (line for line in lines if len(line) <= _LONGEST_LINE and any(map(str.isdecimal, line)))
    return tuple(dict.fromkeys(line.encode("utf-8") for line in found))


def _records() -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(_written()))


def _written() -> Iterator[bytes]:
    """The records of each input, in both forms that read back; then those of all, merged."""
    results = [collect([parse_source(Source("input", data), _FULL)], _FULL) for data in _inputs()]
    for result in results:
        if result.records:
            yield jsonl.write(result).encode("utf-8")
            yield json.write(result).encode("utf-8")
