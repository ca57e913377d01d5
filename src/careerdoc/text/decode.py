"""Bytes to text: which encoding they are in, and what could not be read."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from careerdoc.errors import check_type
from careerdoc.model.document import Decoded, Repair, split_lines
from careerdoc.model.issue import Issue, IssueCode, quoted

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LABEL_IN_TEXT = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,200}?charset)\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_LABEL_REACH = 1_024
"""A label in the text stands within its first bytes (HTML standard, "prescan a byte stream")."""

# Encodings that a label or a guess may name. Codecs such as utf-7, idna or unicode_escape
# turn plain text into something else, so a label that names one of them is a lie.
_ALLOWED = re.compile(
    r"utf-?(8|16|32)|ascii|iso8859-\d+|cp(125\d|874|932|949|866)|mac-(roman|cyrillic)|koi8-[rut]"
    r"|shift_?jis.*|euc_?(jp|kr|jis.*)|big5.*|gb(k|2312|18030)|iso2022_(jp|kr).*|hz|johab|tis-620"
)
# Labels under which text is written with a larger set than the label's own.
# Source: WHATWG Encoding Standard, section 4.2 "Names and labels".
_LARGER_SET = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# ISO-2022 shifts to another set by ESC and "$" or "(", HZ by "~{": every byte stays ASCII, so
# such text is UTF-8 too, and only these marks tell. Source: RFC 1468, RFC 1557, RFC 1843.
_SHIFT = re.compile(rb"\x1b[$(]|~\{")
_SHIFTING = re.compile(r"iso2022_.*|hz")
_STRAY_SHARE = 3
"""Text is UTF-8 when its multibyte characters are at least this many times its stray bytes."""


# `surrogateescape` (PEP 383) marks each byte that is no UTF-8 as U+DC00 plus the byte.
_STRAY = re.compile("[\udc80-\udcff]")
_READ_STRAY = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`, the encoding used, and issues for all that was guessed or replaced.

    Tried in order: byte order mark, ISO-2022 or HZ where ASCII bytes hold their shifts and the
    label (without one, a detector) names them, UTF-8 (which wins over any other label), UTF-8
    with a few stray bytes or cut off inside its last character, the declared label, a label in
    the text's first bytes, the guess of a detector, windows-1252. Stray bytes are read as
    windows-1252 and logged as repairs. Never raises on any bytes.

    Raises:
        OptionError: when `data` is not bytes or `declared` no text.

    >>> decode(b"Caf\\xc3\\xa9 \\x96 caf\\xc3\\xa9 caf\\xc3\\xa9").text
    'Café – café café'
    """
    check_type("data", data, bytes, "not bytes")
    check_type("declared", declared, str | None, "not the name of an encoding")
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _replacing(data[len(mark) :], encoding, ())
    label = declared or _label_in_text(data)
    if found := _as_shifting(data, label) or _as_utf8(data, label):
        return found
    if label is None:
        return _guessed(data, ())
    return _by_label(data, label) or _guessed(data, (_lie(label, "the bytes do not fit it"),))


def _as_shifting(data: bytes, label: str | None) -> Decoded | None:
    """The text of ISO-2022 or HZ bytes; None where nothing but the marks speaks for them."""
    if not _SHIFT.search(data) or not data.isascii():
        return None
    named = _encoding_of_label(label)
    encoding = named or _detected(data)
    if encoding is None or not _SHIFTING.fullmatch(encoding):
        return None
    if named:
        return _replacing(data, encoding, ())
    guessed = _by_label(data, encoding)
    if guessed is None or not _is_shifted(guessed):
        return None
    return replace(guessed, issues=(_guess(encoding),))


def _is_shifted(guessed: Decoded) -> bool:
    """Whether the text holds what its encoding is for, and not by chance.

    No text holds ESC by chance, but a detector takes "see ~{this~} one" for HZ: there, most
    letters must be Chinese.
    """
    beyond = sum(1 for character in guessed.text if character > "\x7f")
    if guessed.encoding != "hz":
        return beyond > 0
    return beyond > sum(1 for character in guessed.text if character.isascii() and character.isalpha())


def _as_utf8(data: bytes, label: str | None) -> Decoded | None:
    marked = data.decode("utf-8", "surrogateescape")
    strays = [stray.start() for stray in _STRAY.finditer(marked)]
    if not strays:
        lies = () if marked.isascii() else _lies_about_utf8(label)
        return Decoded(marked, "utf-8", issues=lies)
    multibyte = sum(1 for character in marked if character > "\x7f") - len(strays)
    at_end = strays[0] == len(marked) - len(strays)
    if at_end and (multibyte or _encoding_of_label(label) == "utf-8") and _is_cut_character(data):
        whole = marked[: strays[0]]
        return Decoded(whole, "utf-8", issues=(_cut_short(data[-len(strays) :], whole),))
    if multibyte < _STRAY_SHARE * len(strays):
        return None
    text = marked.translate(_READ_STRAY)
    return Decoded(text, "utf-8", _stray_repairs(marked, text, strays), (_mixed(text, strays),))


def _is_cut_character(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(data)
    except UnicodeDecodeError:
        return False
    return bool(decoder.getstate()[0])


def _encoding_of_label(label: str | None) -> str | None:
    """The codec for a label; None where the label is unknown or names no character set."""
    if label is None:
        return None
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):  # a label with a NUL is a ValueError
        return None
    if not _ALLOWED.fullmatch(name):
        return None
    return _LARGER_SET.get(name, name)


def _label_in_text(data: bytes) -> str | None:
    found = _LABEL_IN_TEXT.search(data[:_LABEL_REACH])
    return found[1].decode("ascii") if found else None


def _by_label(data: bytes, label: str) -> Decoded | None:
    encoding = _encoding_of_label(label)
    if encoding is None:
        return None
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes, lies: tuple[Issue, ...]) -> Decoded:
    encoding = _detected(data) or "cp1252"
    return _replacing(data, encoding, (*lies, _guess(encoding)))


def _detected(data: bytes) -> str | None:
    import chardet  # 40 ms to import, and most documents are UTF-8

    return _encoding_of_label(chardet.detect(data)["encoding"])


def _guess(encoding: str) -> Issue:
    return Issue(IssueCode.ENCODING_GUESSED, f"no label fits, read as {encoding}")


def _replacing(data: bytes, encoding: str, issues: tuple[Issue, ...]) -> Decoded:
    """The text with U+FFFD for what cannot be read, and an issue with the first such line."""
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost:
        place = text.index("\ufffd")
        message = f"{lost} characters could not be read as {encoding}; U+FFFD stands for each"
        line = _line_of(text, place)
        issues += (Issue(IssueCode.REPLACED_BYTES, message, line=line, raw=_line_at(text, place)),)
    return Decoded(text, encoding, issues=issues)


def _stray_repairs(marked: str, text: str, strays: list[int]) -> tuple[Repair, ...]:
    return tuple(
        Repair(
            span_before=(stray, stray + 1),
            span_after=(stray, stray + 1),
            before="\ufffd",
            after=text[stray],
            reason=f"decode:stray-byte-{ord(marked[stray]) - 0xDC00:02x}",
            certainty="inferred",
        )
        for stray in strays
    )


def _mixed(text: str, strays: list[int]) -> Issue:
    message = f"{len(strays)} bytes are no UTF-8 inside UTF-8 text; read as windows-1252"
    line = _line_of(text, strays[0])
    return Issue(IssueCode.ENCODING_MIXED, message, line=line, raw=_line_at(text, strays[0]))


def _cut_short(rest: bytes, text: str) -> Issue:
    message = f"the text ends inside a character; its bytes {rest.hex(' ')} are dropped"
    return Issue(IssueCode.TRUNCATED, message, line=_line_of(text, len(text)), raw=rest.hex(" "))


def _lies_about_utf8(label: str | None) -> tuple[Issue, ...]:
    if label is None or _encoding_of_label(label) == "utf-8":
        return ()
    return (_lie(label, "the bytes are UTF-8"),)


def _lie(label: str, truth: str) -> Issue:
    return Issue(IssueCode.ENCODING_LIE, f"the label says {label!r}, but {truth}", raw=label)


def _line_of(text: str, offset: int) -> int:
    return len(split_lines(text[:offset] + "x"))


def _line_at(text: str, offset: int) -> str:
    return quoted(split_lines(text)[_line_of(text, offset) - 1].text)
