"""Lines that belong to the page around a profile: menus, buttons, logos, footers, counters."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from careerdoc.fields import organizations
from careerdoc.fields.wordings import entries, key
from careerdoc.text.tables import table

Noise = Literal["nav", "cookies", "footer", "logo", "more", "page", "counter", "button", "foreign"]
"""Why a line says nothing of a career. "foreign" heads matter about other people or pages."""

_SURE = 0.9
"""Score of a name with a legal form, whose dot ends no sentence."""
_LONGEST = 160
"""Characters of the longest line that can be noise."""
_LONGEST_PAGE = 7
"""Characters of the longest number of a page."""
_LONGEST_NAME = 9
"""Words that the open slot of a wording takes."""
_INDEXED = 2
"""Characters by which wordings with a slot are found in languages without blanks."""
_BULLETS = "•‣▪◦·*-"
_UNPARTED = "\u0e00"
"""Thai, and the first of the letters of which some languages write words without blanks between."""
_OPEN, _NUMBER = "*", "#"


def noise_of(line: str) -> Noise | None:
    """The reason that a whole line is chrome of the page; None for a line that may say something.

    Whether a menu's word such as "Contact" heads a section instead, the lines around it tell.
    """
    if len(line) > _LONGEST:
        return None
    plain = key(line)
    if not plain:
        return None
    if (found := _whole().get(plain)) is not None:
        return found
    found = _fitting(plain, line)
    if found is None and " " in plain and max(plain) >= _UNPARTED:
        found = _whole().get(plain.replace(" ", "")) or _fitting(plain.replace(" ", ""), line)
    return found or _by_signs(line)


def _fitting(plain: str, line: str) -> Noise | None:
    """The reason of the first wording with a slot that the text fits."""
    for reason, wording in _candidates(plain):
        if _fits(plain, wording) and (reason != "logo" or _is_cased(line)):
            return reason
    return None


def _candidates(plain: str) -> list[tuple[Noise, tuple[str, ...]]]:
    """The wordings with slots that start or end like the text."""
    starts, ends = _slotted()
    found = [*starts.get(plain.partition(" ")[0], ()), *ends.get(plain.rpartition(" ")[2], ())]
    if plain[0].isdigit():
        found += [row for row in ends.get("", ()) if row[1][-2] in plain]
    if max(plain) >= _UNPARTED:
        for length in range(1, _INDEXED + 1):
            found += [*starts.get(plain[:length], ()), *ends.get(plain[-length:], ())]
    return found


def _fits(plain: str, wording: tuple[str, ...]) -> bool:
    """Whether a text is made of a wording's pieces, where a slot takes a number or some words."""
    position = 0
    for index, piece in enumerate(wording):
        if piece == _NUMBER:
            end = position
            while end < len(plain) and (plain[end].isdigit() or _is_between_digits(plain, end)):
                end += 1
            if end == position:
                return False
            position = end
        elif piece == _OPEN:
            following = wording[index + 1] if index + 1 < len(wording) else ""
            end = plain.rfind(following) if following else len(plain)
            if end <= position or plain.count(" ", position, end) >= _LONGEST_NAME:
                return False
            position = end
        elif plain.startswith(piece, position):
            position += len(piece)
        else:
            return False
    return position == len(plain)


def _is_between_digits(plain: str, index: int) -> bool:
    return plain[index] == " " and plain[index - 1].isdigit() and plain[index + 1 : index + 2].isdigit()


def _is_cased(line: str) -> bool:
    """Whether all words are written like a name's, so that the line is no task of somebody's work."""
    if line.lstrip()[:1] in _BULLETS or (line.endswith(".") and not organizations.recognize(line) >= _SURE):
        return False
    small = sum(word[0].islower() and len(word) > 4 and word.islower() for word in line.split())
    return small <= 1


def _by_signs(line: str) -> Noise | None:
    """The reason of a line that signs and numbers make noise of: "- 2 -", "2/4", "© 2025"."""
    stripped = line.strip()
    if stripped[:1] in "©℗(" and (stripped[0] != "(" or stripped[:3].casefold() == "(c)"):
        return "footer"
    if len(stripped) > _LONGEST_PAGE or not any(map(str.isdigit, stripped)):
        return None
    bare = stripped.strip("-–— ")
    if bare.isdigit() and len(bare) <= 3 and stripped != bare:
        return "page"
    before, slash, after = stripped.partition("/")
    is_page = bool(slash) and before.strip().isdigit() and after.strip().isdigit()
    return "page" if is_page and 1 <= int(before) <= int(after) <= 99 else None


@cache
def _whole() -> dict[str, Noise]:
    return {key(wording): reason for reason, wording in _wordings() if not _is_slotted(wording)}


@cache
def _slotted() -> tuple[dict[str, list[tuple[Noise, tuple[str, ...]]]], ...]:
    """The wordings with slots by how they start, and those that start with a slot by how they end."""
    starts: dict[str, list[tuple[Noise, tuple[str, ...]]]] = {}
    ends: dict[str, list[tuple[Noise, tuple[str, ...]]]] = {}
    for reason, wording in _wordings():
        if _is_slotted(wording):
            pieces = _pieces(wording)
            is_open = pieces[0] in {_OPEN, _NUMBER}
            by, sign = (ends, _end_of(pieces)) if is_open else (starts, _start_of(pieces[0]))
            by.setdefault(sign, []).append((reason, pieces))
    return starts, ends


def _end_of(pieces: tuple[str, ...]) -> str:
    """The last word of the last piece, or its last characters where words are not parted."""
    if pieces[-1] in {_OPEN, _NUMBER}:
        return ""
    _, blank, word = pieces[-1].rpartition(" ")
    return word if blank else word[-_INDEXED:]


def _start_of(piece: str) -> str:
    word, blank, _ = piece.partition(" ")
    return word if blank else word[:_INDEXED]


def _wordings() -> list[tuple[Noise, str]]:
    blocks = table(__package__, "noise")
    return [
        (reason, wording)
        for reason in get_args(Noise)
        for block in blocks[reason].values()
        for wording in entries(block)
    ]


def _is_slotted(wording: str) -> bool:
    return _OPEN in wording or _NUMBER in wording


def _pieces(wording: str) -> tuple[str, ...]:
    """The literal pieces and slots of a wording; literal ones as keys with the blanks at their ends."""
    pieces: list[str] = []
    for piece in wording.replace(_OPEN, f"\n{_OPEN}\n").replace(_NUMBER, f"\n{_NUMBER}\n").split("\n"):
        if piece in {_OPEN, _NUMBER}:
            pieces.append(piece)
        elif plain := key(piece):
            pieces.append(" " * (piece[0] == " ") + plain + " " * (piece[-1] == " "))
        elif piece.strip() == "" and piece:
            pieces.append(" ")
    return tuple(pieces)
