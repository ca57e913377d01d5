"""The likeliest reading of a damaged line, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from careerdoc.text.repair.channels import Channel, encoded, sounding
from careerdoc.text.repair.spelling.likelihood import Likelihood

_WIDTH = 4
"""Readings of a word that are kept side by side."""
_MOST_MEANINGS = 8
"""Characters that are tried for one piece."""
_REMEMBERED = 20_000
"""Words whose readings are remembered."""
_LONG = 64
"""Characters of a word that are judged together; a longer one is cut before what starts a character."""
_PART = re.compile(r".{32,64}?(?=[\u00c2-\u00f4])|.{1,64}", re.DOTALL)
_LEAST_GAIN = 1.0
"""What a word's reading must gain over the word as it stands, as a natural logarithm."""
_COST_OF_CASE = -1.0
"""What assuming costs that a capital was small before somebody wrote words with capitals."""
_COST_OF_PICTURE = -0.5
"""What assuming costs that characters stand for one that nothing is lost of."""

Trail = tuple["Piece", "Trail"] | None
States = dict[str, tuple[float, Trail]]


class Piece(NamedTuple):
    """Characters `start` to `end` of a line stand for `meant`; `cost` is the price of assuming so."""

    start: int
    end: int
    meant: str
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line may have been: how much likelier that is, as a natural logarithm, and where it differs."""

    gain: float
    pieces: tuple[Piece, ...]
    cost: float
    """What assuming the pieces costs."""

    def text(self, line: str) -> str:
        """The line as it is meant."""
        found: list[str] = []
        taken = 0
        for piece in self.pieces:
            found += (line[taken : piece.start], piece.meant)
            taken = piece.end
        return "".join(found) + line[taken:]


class Decoder:
    """Reads lines that were damaged in one way, under one choice of languages."""

    def __init__(self, channel: Channel, likelihood: Likelihood, east_asian: bool) -> None:
        self.channel = channel
        self.likelihood = likelihood
        self._sounding = sounding(channel, east_asian)
        self._titled = channel.loss == "title"
        self._shortened: dict[str, Sequence[tuple[str, float]]] = {}
        self._known: dict[tuple[str, str, str], Reading] = {}

    def read(self, line: str) -> Reading:
        """The likeliest reading of `line`; the words of the line that gain too little stay as they are."""
        gain = 0.0
        pieces: list[Piece] = []
        for start, word in self._damaged_words(line):
            before = line[max(0, start - 2) : start]
            end = start + len(word)
            found = self._word(before if before.isascii() else _neutral(before), word, line[end : end + 1])
            if found.gain >= _LEAST_GAIN:
                gain += found.gain
                pieces += (
                    Piece(start + one.start, start + one.end, one.meant, one.cost) for one in found.pieces
                )
        return _reading(gain, pieces)

    def _damaged_words(self, line: str) -> Iterator[tuple[int, str]]:
        """The words that are not all ASCII, each with its place; long ones in parts."""
        for word in self._words.finditer(line):
            if word[0].isascii():
                continue
            for part in _PART.finditer(word[0]) if len(word[0]) > _LONG else (word,):
                yield (word.start() + part.start() if part is not word else word.start()), part[0]

    @cached_property
    def _words(self) -> re.Pattern[str]:
        """Words, with the blanks that may be a part of a damaged character."""
        inside = "".join(map(re.escape, sorted(self._sounding.before_blank)))
        return re.compile(rf"(?:[^\t\n ]|(?<=[{inside}]) )+" if inside else r"[^\t\n ]+")

    def _word(self, before: str, word: str, after: str) -> Reading:
        key = (before, word, after)
        found = self._known.get(key)
        if found is None:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            found = self._known[key] = self._likeliest(before, word, after)
        return found

    def _likeliest(self, before: str, word: str, after: str) -> Reading:
        start = ("  " + before)[-2:]
        ahead: dict[int, States] = {0: {start: (0.0, None)}}
        for at in range(len(word)):
            states = ahead.pop(at, None)
            if states:
                self._advance(_best(states), list(self._options(word, at)), ahead)
        # What stands behind a word that was cut is as damaged as the word, and tells nothing.
        end = (after or " ") if after.isascii() else ""
        score, trail = max(
            (
                (score + self.likelihood.of_text("", context, end), trail)
                for context, (score, trail) in ahead[len(word)].items()
            ),
            key=lambda state: state[0],
        )
        return _reading(score - self.likelihood.of_text(word, start, end), _pieces(trail))

    def _advance(self, states: States, options: list[Piece], ahead: dict[int, States]) -> None:
        windows = self.likelihood.windows
        for context, (score, trail) in states.items():
            last = context[1]
            for option in options:
                reached = score + option.cost + windows[context + option.meant]
                there = ahead.setdefault(option.end, {})
                key = last + option.meant
                if key not in there or reached > there[key][0]:
                    there[key] = (reached, (option, trail) if option.cost else trail)

    def _options(self, word: str, at: int) -> Iterator[Piece]:
        here = word[at]
        yield Piece(at, at + 1, here)
        if self._titled and here.isupper() and len(here.lower()) == 1:
            yield Piece(at, at + 1, here.lower(), _COST_OF_CASE)
        if here in self._sounding.starts:
            for size in range(1, min(self._sounding.longest, len(word) - at) + 1):
                for meant, cost in self._fitting(word, at, size):
                    yield Piece(at, at + size, meant, cost)
        if not here.isascii():
            yield from self._exact(word, at)

    def _fitting(self, word: str, at: int, size: int) -> Iterator[tuple[str, float]]:
        """What the next `size` characters of the word may stand for where they stand."""
        read = word[at : at + size]
        for meant, cost in self._meanings(read):
            if not self._titled or _fits_title(word[at - 1 : at], meant):
                yield meant, cost
        if word[at + size : at + size + 1] in " ":
            yield from self._sounding.merged.get(read, ())

    def _meanings(self, read: str) -> Sequence[tuple[str, float]]:
        """What `read` may stand for; of many characters only the likeliest."""
        found = self._sounding.pieces.get(read, ())
        if len(found) <= _MOST_MEANINGS:
            return found
        if read not in self._shortened:
            alone = self.likelihood.alone
            ranked = sorted(found, key=lambda meaning: -meaning[1] - alone(meaning[0]))
            self._shortened[read] = ranked[:_MOST_MEANINGS]
        return self._shortened[read]

    def _exact(self, word: str, at: int) -> Iterator[Piece]:
        """The character beyond the alphabets, such as a picture, of which nothing is lost here."""
        for size in (4, 3):
            part = word[at : at + size]
            if len(part) < size or part in self._sounding.pieces:
                continue
            content = encoded(part, self.channel.encoding)
            meant = content.decode("utf-8", "ignore") if content else ""
            if len(meant) == 1 and len(meant.encode()) == size and meant.isprintable():
                yield Piece(at, at + size, meant, _COST_OF_PICTURE)
                return


def _fits_title(before: str, meant: str) -> bool:
    """Whether words that begin with a capital have the letter `meant` behind `before`."""
    return meant == meant.swapcase() or meant.islower() == before.isalpha()


def _neutral(before: str) -> str:
    """What stands for two characters that may be damaged: a letter, and the blank there may be behind it."""
    return f"a{before[-1]}" if before[-1].isascii() else ""


def _reading(gain: float, pieces: Sequence[Piece]) -> Reading:
    return Reading(gain, tuple(pieces), sum(piece.cost for piece in pieces))


def _best(states: States) -> States:
    if len(states) <= _WIDTH:
        return states
    return dict(sorted(states.items(), key=lambda state: -state[1][0])[:_WIDTH])


def _pieces(trail: Trail) -> list[Piece]:
    found: list[Piece] = []
    while trail is not None:
        piece, trail = trail
        found.append(piece)
    return found[::-1]
