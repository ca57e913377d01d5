"""How much two texts say the same, line by line and as a whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from careerdoc.text.keys import fold, without_marks

SUBSTANTIAL = 200
"""Characters from which on a text is its own: shorter ones are the same by chance."""
_TELLING = 100
"""Characters from which on a part of a text is a long one."""
_LONG_PIECE = 40
_LONGEST_COMPARED = 20_000
"""Characters. The cost of `ratio` grows with the product of the lengths."""
_MOST_PLACES = 8
"""Places. Beyond them a beginning that a long text repeats is not looked for."""
_NEARLY_SAME = 0.95
_REPEATED_PAGE, _REPEATED_ROLE, _REPEATED_WHOLE, _PARTLY_REPEATED = 0.9, 0.5, 0.9, 0.5
_EXCERPT = 0.75
"""The least share of a page that its long lines make; the others are a menu, dates, a footer."""
_WORD = re.compile(r"\S+")
# "Issue 7", but not the digits of "ida7.example".
_NUMBER = re.compile(r"(?<![\w.-])\d+(?![\w-]|\.\w)")
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])\s+")
_CUT_OFF = re.compile(r"\s*(?:\.\.\.|…|\[\.\.\.\]|\[…\])$")
_CUT_SHORT = re.compile(r"\s?(?:\.\.\.|…|\[\.\.\.\]|\[…\]).{0,30}$")
"""Where a teaser ends, with what invites to read on."""
_END = 60
"""Characters in which a text's end tells that it is cut off."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text for comparing: its folded lines without marks and blanks, and all of them as one.

    `places` are the places of its words in `whole`, by the characters that begin there; empty
    for a text that is short enough to be searched.
    """

    lines: tuple[str, ...]
    whole: str
    distinct: frozenset[str] = field(compare=False, repr=False)
    places: Mapping[str, Sequence[int]] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Repetition:
    """How much of a page stands in a role's text: `similarity` 0 to 1, and what that means."""

    level: str
    similarity: float


def wording_of(*texts: str | None) -> Wording | None:
    """The wording of the texts one after the other; None without any word."""
    lines = tuple(line for text in texts if text for line in folded_lines(text) if line)
    return _wording(lines) if lines else None


def folded_lines(text: str) -> tuple[str, ...]:
    """Each line of `text` folded and without marks, in order; blank ones are empty."""
    return _folded_lines(text) if len(text) > _LONGEST_COMPARED else _known_folded_lines(text)


def _folded_lines(text: str) -> tuple[str, ...]:
    return tuple(fold(without_marks(line)) for line in text.split("\n"))


_known_folded_lines = lru_cache(maxsize=256)(_folded_lines)
"""Of texts that several records tell word for word, and that are compared more than once."""


def pieces_of(wording: Wording) -> Iterator[str]:
    """The lines and sentences of at least 40 characters; hardly two texts share one by chance.

    Sentences are those of the whole text, so that wrapped lines do not matter.
    """
    yield from (line for line in wording.lines if len(line) >= _LONG_PIECE)
    yield from (piece for piece in _SENTENCE_END.split(wording.whole) if len(piece) >= _LONG_PIECE)


def has_pieces(wording: Wording | None) -> bool:
    """Whether a text holds a line or sentence that hardly two texts share by chance."""
    return wording is not None and next(pieces_of(wording), None) is not None


def text_level(left: Wording, right: Wording) -> str | None:
    """How two texts of one kind agree; None when they do not, or are too short to tell."""
    shorter, longer = sorted((left, right), key=lambda wording: (len(wording.whole), wording.whole))
    if len(shorter.whole) < _LONG_PIECE:
        return None
    is_substantial = len(shorter.whole) >= SUBSTANTIAL
    if shorter.whole == longer.whole:
        return "same" if is_substantial else "same but short"
    if is_substantial and (level := _substantial_level(shorter, longer)) is not None:
        return level
    if not _stands_in(_CUT_OFF.sub("", shorter.whole), longer):
        return None
    return "long part of the other" if len(shorter.whole) >= _TELLING else "part of the other"


def _substantial_level(shorter: Wording, longer: Wording) -> str | None:
    # Two issues of a series can differ in nothing but the line with their number.
    others = (line for line in shorter.lines if not _holds(longer, line))
    if _is_excerpt(shorter, longer):
        is_numbered = any(_NUMBER.search(line) for line in others if len(line) < _LONG_PIECE)
        if is_numbered:
            return "mostly repeated"
        long_lines = [line for line in longer.lines if len(line) >= _LONG_PIECE]
        return "repeated" if _share_found(long_lines, shorter) >= _REPEATED_PAGE else "excerpt"
    if _similarity(shorter, longer, _NEARLY_SAME) >= _NEARLY_SAME:
        return "nearly same"
    return "mostly repeated" if _share_found(shorter.lines, longer) >= _REPEATED_PAGE else None


def is_cut_off(text: str) -> bool:
    """Whether a text ends as a teaser does, with what invites to read on or not."""
    return _CUT_SHORT.search(text[-_END:]) is not None


def is_part_of(part: str, whole: str) -> bool:
    """Whether the words of `part`, cut off or not, stand in `whole` one after the other."""
    smaller, larger = wording_of(part), _recent_wording(whole)
    return smaller is None or (larger is not None and _stands_in(_CUT_OFF.sub("", smaller.whole), larger))


def lines_not_in(text: str, *others: str | None) -> list[str]:
    """The lines of `text`, as given, whose words the other texts do not hold; no blank ones."""
    wording = wording_of(*others) or _wording(())
    pairs = zip(text.split("\n"), folded_lines(text), strict=True)
    return [line for line, folded in pairs if folded and not _holds(wording, folded)]


def repetition(page: Wording, role: Wording) -> Repetition | None:
    """How the page repeats the role's text; None where it does so by less than half.

    An excerpt is a page of which all that tells anything stands in the text, cut off or not.
    """
    if page.whole == role.whole and has_pieces(page):
        return Repetition("repeated", 1.0)
    page_share = _share_found(page.lines, role)
    is_substantial = min(len(page.whole), len(role.whole)) >= SUBSTANTIAL
    if is_substantial and page_share >= _REPEATED_PAGE and _share_found(role.lines, page) >= _REPEATED_ROLE:
        return Repetition("repeated", page_share)
    similarity = _similarity(page, role, _REPEATED_WHOLE)
    if is_substantial and similarity >= _REPEATED_WHOLE:
        return Repetition("repeated", similarity)
    if is_substantial and _is_excerpt(page, role):
        return Repetition("excerpt", 1.0)
    return Repetition("partly repeated", page_share) if page_share >= _PARTLY_REPEATED else None


def _is_excerpt(page: Wording, text: Wording) -> bool:
    lines = [line for line in page.lines if len(line) >= _LONG_PIECE]
    length = sum(map(len, lines))
    pieces = [piece for line in lines for piece in _SENTENCE_END.split(line) if len(piece) >= _LONG_PIECE]
    tells_enough = len(pieces) > 1 and length >= max(SUBSTANTIAL, _EXCERPT * len(page.whole))
    return tells_enough and all(_stands_in(_CUT_SHORT.sub("", line), text) for line in lines)


def _wording(lines: tuple[str, ...]) -> Wording:
    whole = " ".join(lines)
    return Wording(
        lines, whole, frozenset(lines), _places_in(whole) if len(whole) > _LONGEST_COMPARED else {}
    )


_recent_wording = lru_cache(maxsize=1)(wording_of)
"""Of a text that is asked about many times in a row."""


def _places_in(whole: str) -> dict[str, list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for word in _WORD.finditer(whole):
        known = places[whole[word.start() : word.start() + _LONG_PIECE]]
        if len(known) < _MOST_PLACES:
            known.append(word.start())
    return dict(places)


def _similarity(left: Wording, right: Wording, at_least: float) -> float:
    """0 to 1; 0 also where it is below `at_least`, which is found out at less cost."""
    if max(len(left.whole), len(right.whole)) <= _LONGEST_COMPARED:
        return float(ratio(left.whole, right.whole, score_cutoff=at_least * 100)) / 100
    return min(_share_found(left.lines, right), _share_found(right.lines, left))


def _share_found(lines: Iterable[str], wording: Wording) -> float:
    """The share of the lines' characters that stand in the wording, whatever its line breaks."""
    total = found = 0
    for line in lines:
        total += len(line)
        found += len(line) if _holds(wording, line) else 0
    return found / total if total else 0.0


def _holds(wording: Wording, line: str) -> bool:
    # A long line may be wrapped elsewhere; a short one is found inside any text by chance.
    return line in wording.distinct or (len(line) >= _LONG_PIECE and _stands_in(line, wording))


def _stands_in(text: str, wording: Wording) -> bool:
    if not wording.places or len(text) < _LONG_PIECE:
        return text in wording.whole
    places = wording.places.get(text[:_LONG_PIECE], ())
    return any(wording.whole.startswith(text, place) for place in places)
