"""The bytes of a feed that may still be quoted, and what stands for others in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from careerdoc.model.document import Lines

# References that XML does not know itself. In content expat reports them; in attributes it would put
# in what the document type declares, or leave them out without a word.
_OTHER_REFERENCE = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);|#)(?=[^\W\d][\w:.-]*;)")
AMPERSAND = "\U0010ffff"
"""Stands for the "&" of such a reference and for a bare one: no character, so that no text means it."""
_STAND_IN = re.compile(f"{AMPERSAND}|&#(?:0*1114111|[xX]0*10[fF]{{4}});")


def keeping_references(text: str) -> str:
    """`text` with a stand-in for the "&" of references that XML does not know, which `Window` gives back.

    What would be taken for the stand-in becomes U+FFFD.
    """
    if AMPERSAND in text or "1114111;" in text or "FFFF;" in text or "ffff;" in text:
        text = _STAND_IN.sub("\ufffd", text)
    return _OTHER_REFERENCE.sub(AMPERSAND, text)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the feed: its line from 1 and its offset in bytes."""

    line: int
    offset: int


class Window:
    """The bytes of a feed that may still be quoted; those before them are let go.

    In what is quoted the characters that `stands_for` names are given back as what they stand for.
    """

    def __init__(self, stands_for: dict[int, str]) -> None:
        self._kept = bytearray()
        self._start = 0
        self._stands_for = stands_for

    @property
    def end(self) -> int:
        """The offset behind all bytes that were taken."""
        return self._start + len(self._kept)

    def take(self, piece: bytes, needed_from: int) -> None:
        """Adds `piece`, and lets go of what stands before the offset `needed_from`."""
        self._kept += piece
        if needed_from > self._start:
            del self._kept[: needed_from - self._start]
            self._start = needed_from

    def between(self, start: int, end: int) -> bytes:
        """The bytes between two offsets, as far as they are kept."""
        return bytes(self._kept[max(0, start - self._start) : max(0, end - self._start)])

    def find(self, sign: bytes, start: int) -> int:
        """The offset of the first `sign` from `start` on; -1 without one."""
        place = self._kept.find(sign, max(0, start - self._start))
        return place + self._start if place >= 0 else -1

    def quote(self, start: Mark, end: int) -> Lines:
        """The text from a place to an offset, as it was given, with its lines."""
        text = self.between(start.offset, end).decode("utf-8", "ignore").rstrip()
        return Lines(start.line, start.line + text.count("\n"), self.as_given(text))

    def end_of_element(self, start: int, here: int) -> int:
        """The offset behind the element that began at `start` and whose end the parser tells `here`."""
        element = self.between(start, here)
        if element.endswith(b"/>") and element.rfind(b"<") == 0:
            return here
        return self.find(b">", here) + 1

    def as_given(self, text: str) -> str:
        """A text that the parser took, without its stand-ins."""
        if AMPERSAND in text:
            text = text.replace(AMPERSAND, "&")
        return text.translate(self._stands_for) if self._stands_for else text
