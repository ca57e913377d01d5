"""UTF-8, also where single bytes of windows-1252 stray in it or it ends inside a character."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

from careerdoc.model.document import Decoded, Repair
from careerdoc.model.issue import Issue
from careerdoc.text.decode.report import cut_short, mixed, replaced

STRAY_SHARE = 3
"""Text is surely UTF-8 when its multibyte characters are at least this many times its stray bytes."""

# `surrogateescape` (PEP 383) marks each byte that is no UTF-8 as U+DC00 plus the byte. Some such
# bytes are UTF-8 of another kind: a character as two surrogates (CESU-8, Unicode Technical Report
# 26), half of one, or a character in more bytes than it needs.
_PAIR = "\udced[\udca0-\udcaf][\udc80-\udcbf]\udced[\udcb0-\udcbf][\udc80-\udcbf]"
_NO_CHARACTER = (
    "\udced[\udca0-\udcbf][\udc80-\udcbf]|[\udcc0\udcc1][\udc80-\udcbf]"
    "|\udce0[\udc80-\udc9f][\udc80-\udcbf]|\udcf0[\udc80-\udc8f][\udc80-\udcbf]{2}"
)
_DAMAGE = re.compile(f"(?P<pair>{_PAIR})|(?P<none>{_NO_CHARACTER})|[\udc80-\udcff]")


_ESCAPED_RUN = re.compile("[\udc80-\udcff]+")
_PAIR_OF_BYTES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_BYTES_OF_A_PAIR = 6


@dataclass(frozen=True, slots=True)
class Balance:
    """How many characters of several bytes speak for UTF-8, and how many stray bytes against it.

    `cut` counts the bytes of a last character that is not whole; they are no strays.
    """

    multibyte: int
    strays: int
    cut: int

    @property
    def is_sure(self) -> bool:
        """Whether nothing but UTF-8 with a few strays gives such bytes."""
        return self.multibyte > 0 and self.multibyte >= STRAY_SHARE * self.strays

    @property
    def is_possible(self) -> bool:
        """Whether UTF-8 is worth a comparison with another reading."""
        return self.multibyte >= max(self.strays, 1)

    @property
    def fits_label(self) -> bool:
        """Whether it is UTF-8 if its label says so; one byte at the end of ASCII is a letter, not cut."""
        return self.multibyte >= self.strays and (self.multibyte > 0 or self.cut > 1)


def balance(data: bytes) -> Balance:
    """What in the bytes is UTF-8 and what is not."""
    cut = len(_cut_character(data))
    data = data[: len(data) - cut]
    known = without_strays(data)
    pairs = len(_PAIR_OF_BYTES.findall(data))
    multibyte = len(known) - len(known.encode("ascii", "ignore"))
    strays = len(data) - len(known.encode("utf-8")) - _BYTES_OF_A_PAIR * pairs
    return Balance(multibyte + pairs, strays, cut)


def without_strays(data: bytes) -> str:
    """What in the bytes is UTF-8, and nothing else."""
    return data.decode("utf-8", "ignore")


def read_strict(data: bytes) -> str | None:
    """The text of bytes that are UTF-8 throughout; None for others."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def read_tolerant(data: bytes) -> Decoded:
    """UTF-8 text with stray bytes read as windows-1252, each of them a repair.

    A character written as two surrogates is joined, which is a repair, too. What is UTF-8 by its
    form and yet no character (half a pair, a longer form than needed) becomes U+FFFD. The bytes of
    a last character that is not whole are dropped. An issue tells of each of these but the pairs.
    """
    rest = _cut_character(data)
    marked = data[: len(data) - len(rest)].decode("utf-8", "surrogateescape")
    pieces: list[str] = []
    repairs: list[Repair] = []
    end = removed = 0
    for found in _damage(marked):
        raw = found.group().encode("utf-8", "surrogateescape")
        repairs.append(_repair(raw, found.lastgroup, found.start() - removed))
        pieces += (marked[end : found.start()], repairs[-1].after)
        end = found.end()
        removed += len(raw) - 1
    text = "".join((*pieces, marked[end:]))
    return Decoded(text, "utf-8", tuple(repairs), _issues(text, repairs) + cut_short(rest, text))


def _damage(marked: str) -> Iterator[re.Match[str]]:
    for run in _ESCAPED_RUN.finditer(marked):
        yield from _DAMAGE.finditer(marked, *run.span())


def _issues(text: str, repairs: list[Repair]) -> tuple[Issue, ...]:
    strays = [repair for repair in repairs if repair.certainty == "inferred"]
    lost = sum(repair.after == "\ufffd" for repair in strays)
    if not strays:
        return ()
    return (mixed(text, strays[0].span_after[0], len(strays)), *replaced(text, "utf-8", lost))


def _repair(raw: bytes, form: str | None, offset: int) -> Repair:
    if form == "pair":
        after = raw.decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass").decode("utf-16")
        reason = f"decode:cesu-8-{raw.hex()}"
    else:
        after = "\ufffd" if form == "none" else raw.decode("cp1252", "replace")
        reason = f"decode:stray-byte-{raw.hex()}"
    span = (offset, offset + 1)
    return Repair(span, span, "\ufffd", after, reason, "exact" if form == "pair" else "inferred")


def _cut_character(data: bytes) -> bytes:
    """The first bytes of a last character that is not whole; as many as are left over."""
    tail = data[-3:].lstrip(bytes(range(0x80)))
    for start in range(len(tail)):
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            decoder.decode(tail[start:])
        except UnicodeDecodeError:
            continue
        if pending := decoder.getstate()[0]:
            return bytes(pending)
    return b""
