"""Broken YAML mended line by line, each time with what lets the parser get farthest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from careerdoc.fields.keys import key_of
from careerdoc.model.limits import STANDARD, Limits
from careerdoc.readers.keyed.formats.limits import LimitError
from careerdoc.readers.keyed.formats.yaml.events import BrokenYamlError, Named, Passage, read_tree
from careerdoc.readers.keyed.formats.yaml.lines import Line, has_open_quote, line_of
from careerdoc.readers.keyed.formats.yaml.mends import (
    Mend,
    keys_beside,
    mended_at_once,
    rewritings_of,
    shifts_of,
    sure_mends_of,
    with_lines_below,
)
from careerdoc.readers.keyed.tree import Scalar

_ANCHOR = re.compile(r"(?<!\S)&([\w-]+)")
_KEY = re.compile(r"[ ]*(?:-[ ]{1,8}){0,4}(?P<key>[^\W\d_][\w-]{0,40}):(?=\s|$)")
MOST_MENDS = 60
"""Mends that may be tried with one part of a text."""
_CHARACTERS_EACH = 6
_CHARACTERS_EACH_OF_FEW = 100
_FEW = 4_000
_CHARACTERS_FREE = 20_000
_CHARACTERS_A_TRIAL = 300
"""As many characters could be parsed in the time that a trial takes beside its own."""
_HANDED_OVER = 16
"""So many characters are handed to the parser in the time in which it parses one."""


@dataclass(slots=True)
class Budget:
    """How much may still be tried: mends, and characters to be parsed.

    `names` are the anchors of the whole text, `keys` its keys, folded; `limits` bound what is read.
    """

    characters: int
    mends: int = MOST_MENDS
    names: dict[str, Named] = field(default_factory=dict)
    keys: frozenset[str] = frozenset()
    limits: Limits = STANDARD


@dataclass(slots=True)
class Mended:
    """The lines of a text as they are parsed; which of them were changed, which left out.

    `before` are the same lines without any mend.
    """

    lines: list[str]
    before: list[str] = field(init=False)
    changed: set[int] = field(default_factory=set)
    dropped: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.before = list(self.lines)

    def take(self, mend: Mend) -> None:
        """Takes other lines in place of those that stand there."""
        put(self.lines, mend)
        for number, text in mend:
            (self.changed if text else self.dropped).add(number)
        self.changed -= self.dropped


def put(lines: list[str], mend: Mend) -> None:
    """Puts other lines in place of those that stand there, a bare comment where one is left out.

    A comment ends a text of several lines, so that those below do not join those above.
    """
    for number, text in mend:
        lines[number] = text or "#"


def budget_for(lines: list[str], limits: Limits) -> Budget:
    """What may be tried with a text, in step with its length."""
    anchors = (found[1] for line in lines if "&" in line for found in _ANCHOR.finditer(line))
    names: dict[str, Named] = dict.fromkeys(anchors, (Scalar("", True, 0, 0), 0, 0))
    keys = frozenset(key_of(found["key"]) for line in lines if (found := _KEY.match(line)))
    return Budget(characters_for(lines), names=names, keys=keys, limits=limits)


def characters_for(lines: list[str]) -> int:
    """How many characters may be parsed to mend some lines: in step with their length."""
    length = sum(map(len, lines))
    return _CHARACTERS_FREE + _CHARACTERS_EACH * length + _CHARACTERS_EACH_OF_FEW * min(length, _FEW)


def mended(state: Mended, trouble: BrokenYamlError, budget: Budget) -> bool:
    """Whether the lines could be mended until libyaml reads them; `state` is as far as it went.

    False where no mend helps, or where the budget is used up.
    """
    found: BrokenYamlError | None = _mend_at_once(state, trouble, budget)
    while found is not None and budget.mends > 0 and budget.characters > 0:
        budget.mends -= 1
        following = _step(state, found, budget)
        if following is found:
            return False
        found = following
    return found is None


def _mend_at_once(state: Mended, trouble: BrokenYamlError, budget: Budget) -> BrokenYamlError | None:
    """Mends all lines that are surely faulty, unless that makes it worse; the trouble that is left."""
    at_once = mended_at_once(state.lines, min(trouble.lines))
    if not at_once:
        return trouble
    mend = tuple(at_once.items())
    found = _tried(state, mend, 0, budget)
    if found is not None and _place(found) < _place(trouble):
        return trouble
    state.take(mend)
    return found


def _place(trouble: BrokenYamlError) -> tuple[int, int]:
    return trouble.line, trouble.column


def _step(state: Mended, trouble: BrokenYamlError, budget: Budget) -> BrokenYamlError | None:
    """Takes the mend with which the parser gets farthest; the trouble it meets then, None if none."""
    start = _window(state.lines, min(trouble.lines))
    best: Mend = ()
    farthest = trouble
    for mend in _candidates(state.lines, trouble, budget.keys):
        found = _tried(state, mend, start, budget)
        if found is None:
            state.take(mend)
            return None
        if _place(found) > _place(farthest):
            best, farthest = mend, found
        if budget.characters <= 0:
            break
    state.take(best)
    return farthest


def _candidates(lines: list[str], trouble: BrokenYamlError, keys: frozenset[str]) -> Iterator[Mend]:
    """What may be meant: words first, then lines that belong to nothing, then columns, then the rest."""
    numbers = [number for number in _suspects(lines, trouble) if lines[number].strip()]
    for number in numbers:
        yield from sure_mends_of(lines, number, keys)
    for number in numbers:
        yield from keys_beside(lines, number)
    for number in numbers:
        yield from rewritings_of(lines, number)
    strays = [number for number in numbers if _is_stray(line_of(lines[number]))]
    yield from (((number, ""),) for number in strays)
    shifts = [shift for number in numbers for shift in shifts_of(lines, number)]
    yield from shifts
    for shift in shifts:
        whole = with_lines_below(lines, shift)
        if whole != shift:
            yield whole
    yield from (((number, ""),) for number in numbers if number not in strays)


def _is_stray(line: Line) -> bool:
    return not line.key and not line.is_item


def _suspects(lines: list[str], trouble: BrokenYamlError) -> list[int]:
    """The lines that may be at fault: that of the trouble, those of the last value, the one before."""
    before = trouble.line - 1
    while before >= 0 and not lines[before].strip():
        before -= 1
    known = trouble.lines if trouble.is_sure else dict.fromkeys((*trouble.lines, before))
    suspects = [number for number in known if 0 <= number < len(lines)]
    return sorted(suspects, key=lambda number: not _swallows_keys(lines, number))


def _swallows_keys(lines: list[str], number: int) -> bool:
    """Whether a quote is open on a line though the next one is a key."""
    line = line_of(lines[number])
    following = lines[number + 1] if number + 1 < len(lines) else ""
    return has_open_quote(line) and bool(line_of(following).key)


def _tried(state: Mended, mend: Mend, start: int, budget: Budget) -> BrokenYamlError | None:
    """Where the text from `start` on stops being YAML with one mend more."""
    lines = state.lines
    kept = tuple((number, lines[number]) for number, _ in mend)
    put(lines, mend)
    found = _trouble(state, budget, start)
    put(lines, kept)
    return found


def _trouble(state: Mended, budget: Budget, start: int) -> BrokenYamlError | None:
    """Where the lines from `start` on stop being YAML; a limit is none of the mending's troubles."""
    lines = state.lines
    text = "\n".join(lines[start:])
    names = budget.names if start else {}
    budget.characters -= _CHARACTERS_A_TRIAL + len(text) // _HANDED_OVER
    try:
        read_tree(Passage(text, lines, start, names=names, before=state.before, limits=budget.limits))
    except BrokenYamlError as error:
        budget.characters -= sum(map(len, lines[start : error.line + 1]))
        return error
    except LimitError:
        pass
    budget.characters -= len(text)
    return None


def _window(lines: list[str], number: int) -> int:
    """The line from which to parse: that of the last key of the whole text above, else the first."""
    first = next((text for text in lines if text.strip()), "")
    opens_list = first.startswith("-")
    for at in range(number - 1, 0, -1):
        text = lines[at]
        if opens_list and text.startswith("- "):
            return at
        if not opens_list and text[:1].isalpha() and line_of(text).key:
            return at
    return 0
