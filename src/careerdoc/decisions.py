"""What a person decided of pairs of records: the same fact, or two."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from careerdoc.connected import homes
from careerdoc.errors import OptionError, SourceError
from careerdoc.model.issue import IssueCode
from careerdoc.model.records import AnyRecord
from careerdoc.model.result import Review

_WORDS = ("same", "different")
_SHOWN = (
    *("title", "organization", "institution", "degree", "field_of_study"),
    *("start", "end", "published", "url"),
)
"""Fields of a record by which a person tells what it is."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs of ids of which a person said that they are the same fact, or that they are different.

    An id is that of a record or of a member of one. What is said of an id holds for every
    sighting that has it; ids that no record has are passed over.

    Raises:
        OptionError: for what is no pair of ids, and for a pair that is decided both ways, also
            through other pairs.
    """

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()

    def __post_init__(self) -> None:
        for pair in (*self.same, *self.different):
            _ordered(pair)
        home_of = homes(sorted(self.same))
        for left, right in sorted(self.different):
            if left == right or home_of.get(left, left) == home_of.get(right, right):
                raise OptionError("decisions", f"{left} and {right} are said to be the same and different")

    @classmethod
    def of(cls, same: Iterable[tuple[str, str]] = (), different: Iterable[tuple[str, str]] = ()) -> Decisions:
        """The decisions on these pairs, whichever id of a pair comes first."""
        return cls(frozenset(map(_ordered, same)), frozenset(map(_ordered, different)))


def read_decisions(path: str | os.PathLike[str]) -> Decisions:
    """The decisions in a file: TOML where its name ends so, else JSON Lines.

    TOML holds `same` and `different`, each a list of pairs of ids; a line of JSON holds `left`,
    `right` and `decision`, which is "same" or "different", or null for a pair to decide yet: so
    what `merge --review` wrote can be filled in and given back.

    Raises:
        SourceError: when the file cannot be read.
        OptionError: when it holds something else, or a pair that is decided both ways.
    """
    name = os.fspath(path)
    try:
        with open(name, encoding="utf-8-sig") as file:
            text = file.read()
    except UnicodeDecodeError as error:
        raise SourceError(name, IssueCode.NOT_FOUND, "not UTF-8") from error
    except OSError as error:
        raise SourceError(name, IssueCode.NOT_FOUND, str(error.strerror)) from error
    except ValueError as error:  # a NUL or half a character in the path
        raise SourceError(name, IssueCode.NOT_FOUND, "this is no path") from error
    return _of_toml(text, name) if name.lower().endswith(".toml") else _of_lines(text, name)


def review_lines(reviews: Iterable[Review], records: Iterable[AnyRecord]) -> Iterator[str]:
    """A line of JSON for each pair of the records to decide, with both in short and an empty decision."""
    told = {record.id: _in_short(record) for record in records}
    for review in reviews:
        if review.left not in told or review.right not in told:
            continue
        line = {
            "left": review.left,
            "right": review.right,
            "decision": None,
            "score": review.score,
            "reasons": review.reasons,
            "left_record": told[review.left],
            "right_record": told[review.right],
        }
        yield json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n"


def _in_short(record: AnyRecord) -> dict[str, Any]:
    values = {name: getattr(record, name, None) for name in _SHOWN}
    names = dict.fromkeys(source.name for source in record.sources)
    told = {name: str(value) for name, value in values.items() if value is not None}
    return told | ({"sources": list(names)} if names else {})


def _of_toml(text: str, path: str) -> Decisions:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OptionError("decisions", f"{path} is no TOML: {error}") from error
    if unknown := sorted(tables.keys() - set(_WORDS)):
        raise OptionError("decisions", f"{path} holds {', '.join(unknown)}; it may hold same and different")
    pairs = {word: tuple(_pairs(tables.get(word, []), f"{path}: {word}")) for word in _WORDS}
    return Decisions.of(pairs["same"], pairs["different"])


def _pairs(rows: Any, place: str) -> Iterator[tuple[str, str]]:
    for row in rows if isinstance(rows, list) else [None]:
        if not isinstance(row, list) or len(row) != 2 or not all(isinstance(one, str) for one in row):
            raise OptionError("decisions", f"{place} must be a list of pairs of ids")
        yield row[0], row[1]


def _of_lines(text: str, path: str) -> Decisions:
    pairs: dict[str, list[tuple[str, str]]] = {word: [] for word in _WORDS}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and (decided := _decided(line, f"{path}:{number}")) is not None:
            pairs[decided[0]].append(decided[1])
    return Decisions.of(pairs["same"], pairs["different"])


def _decided(line: str, place: str) -> tuple[str, tuple[str, str]] | None:
    """The decision of one line and its pair; None where none was made yet."""
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise OptionError("decisions", f"{place} is no JSON") from error
    match values:
        case {"left": str(left), "right": str(right), "decision": word}:
            pass
        case _:
            raise OptionError("decisions", f"{place} must hold the ids left and right, and a decision")
    if word is not None and word not in _WORDS:
        raise OptionError("decisions", f"{place}: the decision is same, different or null, not {word!r}")
    return None if word is None else (word, (left, right))


def _ordered(pair: tuple[str, str]) -> tuple[str, str]:
    if not isinstance(pair, tuple | list) or len(pair) != 2 or not all(isinstance(one, str) for one in pair):
        raise OptionError("decisions", f"{pair!r} is no pair of ids")
    return (pair[0], pair[1]) if pair[0] <= pair[1] else (pair[1], pair[0])


NO_DECISIONS = Decisions()
