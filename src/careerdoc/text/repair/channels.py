"""How characters come out when their UTF-8 bytes are read wrongly and a part of them is lost."""

from __future__ import annotations

import re
import unicodedata
from codecs import charmap_build, charmap_decode, charmap_encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from careerdoc.text.repair.spelling.letters import letters_of
from careerdoc.text.repair.spelling.scripts import LANGUAGES, characters_tried

UNDEFINED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})
"""The bytes that windows-1252 leaves without a character. Source: WHATWG, index-windows-1252."""

_EAST_ASIAN = tuple(dict.fromkeys(name for script in ("han", "kana", "hangul") for name in LANGUAGES[script]))
"""Languages with so many characters that all of them are tried only where the text shows signs."""


@dataclass(frozen=True, slots=True)
class Channel:
    """One way in which text is damaged: the encoding it was read as and what was lost after that."""

    encoding: str
    loss: str = "none"


@dataclass(frozen=True, slots=True)
class Sounding:
    """What a damaged piece may have been: each character with what assuming it costs."""

    longest: int
    pieces: dict[str, tuple[tuple[str, float], ...]]
    merged: dict[str, tuple[tuple[str, float], ...]]
    """The like for pieces whose last character became a blank and one with the blank behind it."""
    starts: frozenset[str]
    before_blank: frozenset[str]
    """What stands inside a piece before a blank."""


def sloppy(encoded: bytes, encoding: str) -> str | None:
    """The text of bytes in a single-byte encoding, undefined ones as C1 controls; None if it cannot be."""
    if encoding == "latin-1":
        return encoded.decode("latin-1")
    if encoding.startswith("cp125"):
        return charmap_decode(encoded, "strict", _shown(encoding))[0]
    try:
        return encoded.decode(encoding)
    except UnicodeDecodeError:
        return None


def shown_for(encoding: str, first: int, last: int) -> str:
    """What the bytes from `first` up to `last` show as, as a part of a class of characters."""
    shown = (sloppy(bytes([byte]), encoding) or "" for byte in range(first, last))
    return re.escape("".join(shown))


def encoded(text: str, encoding: str) -> bytes | None:
    """The bytes that `sloppy` reads as `text`; None if there are none."""
    try:
        if encoding.startswith("cp125"):
            return _encoder(encoding)(text)[0]
        return text.encode(encoding)
    except UnicodeEncodeError:
        return None


@cache
def _shown(encoding: str) -> str:
    """What each byte of an encoding shows as."""
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in range(256))


@cache
def _encoder(encoding: str) -> Callable[[str], tuple[bytes, int]]:
    known = charmap_build(_shown(encoding))
    return lambda text: charmap_encode(text, "strict", known)


def _dropping(lost: str) -> Callable[[str], Iterator[str]]:
    dropped = dict.fromkeys(map(ord, lost))
    return lambda read: iter((read.translate(dropped),))


def _replacing(lost: str, mark: str) -> Callable[[str], Iterator[str]]:
    replaced = dict.fromkeys(map(ord, lost), mark)
    return lambda read: iter((read.translate(replaced),))


def _blank(read: str) -> Iterator[str]:
    found = read.translate(_TO_BLANK)
    if found != read:
        yield found


def _bare(read: str) -> Iterator[str]:
    yield "".join(one for one in unicodedata.normalize("NFD", read) if unicodedata.category(one) != "Mn")


def _holed(read: str) -> Iterator[str]:
    """With every choice of its bytes lost, but for those that leave nothing of a long one."""
    yield read
    for lost in range(1, 1 << len(read)):
        yield "".join("\ufffd" if lost >> at & 1 else one for at, one in enumerate(read))


def _titled(read: str) -> Iterator[str]:
    yield read.title()
    yield read[:1].lower() + ("x" + read).title()[1:][1:]


_UNDEFINED_TEXT = "".join(map(chr, sorted(UNDEFINED)))
_CONTROLS_TEXT = "".join(map(chr, range(0x80, 0xA0)))
_TO_BLANK = dict.fromkeys((0xA0, 0x85, 0x1C, 0x1D, 0x1E, 0x1F), " ")
_LOSSES: dict[str, Callable[[str], Iterator[str]]] = {
    "none": lambda read: iter((read,)),
    "undefined dropped": _dropping(_UNDEFINED_TEXT),
    "controls dropped": _dropping(_CONTROLS_TEXT),
    "undefined \ufffd": _replacing(_UNDEFINED_TEXT, "\ufffd"),
    "undefined ?": _replacing(_UNDEFINED_TEXT, "?"),
    "controls \ufffd": _replacing(_CONTROLS_TEXT, "\ufffd"),
    "controls ?": _replacing(_CONTROLS_TEXT, "?"),
    "soft hyphen": _dropping("\u00ad"),
    "small": lambda read: iter((read.lower(),)),
    "capital": lambda read: iter((read.upper(),)),
    "title": _titled,
    "bare": _bare,
    "holes": _holed,
}
COST_OF_PIECE = -0.5
"""What assuming costs that characters are one misread, as a natural logarithm."""
_COSTS = {"none": COST_OF_PIECE, "blank": -1.5, "soft hyphen": -1.5}
"""What assuming a loss costs; the rarer, the more."""
_COST_OF_OTHERS = -1.0
_WITH_BLANK = ("cp1252", "latin-1")
"""Encodings in which a byte shows as a no-break space that somebody may have made a blank."""


@cache
def sounding(channel: Channel, east_asian: bool) -> Sounding:
    """What every damaged piece may have been under `channel`, with `east_asian` characters or without."""
    pieces: dict[str, dict[str, float]] = {}
    for character in _characters(east_asian):
        for read, meant, cost in _images(character, channel):
            found = pieces.setdefault(read, {})
            found[meant] = max(cost, found.get(meant, cost))
    if channel.loss == "holes":
        pieces = {read: _fewest(read, meant) for read, meant in pieces.items()}
    listed = {read: tuple(found.items()) for read, found in pieces.items()}
    return Sounding(
        max(map(len, pieces), default=0),
        listed,
        {read[:-1]: found for read, found in listed.items() if read[-1] == " " and read not in (" ", "Â ")},
        frozenset(read[0] for read in pieces),
        frozenset(
            before for read in pieces if " " in read for before, after in pairwise(read) if after == " "
        ),
    )


def _images(character: str, channel: Channel) -> Iterator[tuple[str, str, float]]:
    """How `character` may come out: what shows, the character meant by that, what assuming it costs."""
    whole = sloppy(character.encode("utf-8"), channel.encoding)
    if whole is None:
        return
    yield whole, character, _COSTS["none"]
    if channel.encoding in _WITH_BLANK and (character.isalpha() or character == "\u00a0"):
        for read in _blank(whole):
            yield read, character, _COSTS["blank"]
    for read in _LOSSES[channel.loss](whole):
        if len(read) < 1 or (read.isascii() and (channel.loss != "bare" or len(read) < 2)):
            continue
        for meant in _cases(character, channel.loss, changed=read != whole):
            yield read, meant, _COSTS.get(channel.loss, _COST_OF_OTHERS)


def _cases(character: str, loss: str, changed: bool) -> Iterator[str]:
    """The cases that `character` may have had: the loss of case took them with it."""
    if loss == "capital":
        meant = {character, character.upper()}
    elif loss in ("small", "title") and changed:
        meant = {character.lower(), character.upper()} if loss == "title" else {character.lower()}
    else:
        meant = {character}
    return (one for one in sorted(meant) if len(one) == 1)


# Marks that any language may have, where nothing of a character is left.
_COMMON = frozenset("’“”–—…„«»•\u00a0€‘‹›·°")


def _fewest(read: str, meant: dict[str, float]) -> dict[str, float]:
    """Where nothing of the bytes is left, only letters of Western alphabets and common marks are tried."""
    if read.strip("\ufffd"):
        return meant
    return {
        one: cost
        for one, cost in meant.items()
        if one in _COMMON or (one.isalpha() and (one < "\u0180" or "\u0218" <= one < "\u021c"))
    }


@cache
def _characters(east_asian: bool) -> str:
    known = {one for one in characters_tried() if unicodedata.category(one) not in ("Cn", "Cc")}
    if east_asian:
        for language in _EAST_ASIAN:
            known.update(one for one in letters_of(language).single if not one.isascii())
    return "".join(sorted(known))
