"""Bytes to text: which encoding they are in, and what could not be read."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from careerdoc.errors import OptionError, check_type
from careerdoc.model.document import Decoded
from careerdoc.model.issue import Issue
from careerdoc.text.decode.guess import detected, guess, read_as
from careerdoc.text.decode.labels import codec_of, label_in_text, windows_relative
from careerdoc.text.decode.plausible import oddity, share_of_misfits
from careerdoc.text.decode.report import guessed, lie, replacing, unknown
from careerdoc.text.decode.utf8 import balance, read_strict, read_tolerant, without_strays
from careerdoc.text.decode.wide import encoding_without_mark, read_wide

__all__ = ["decode"]

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# ISO-2022 shifts to another set by ESC and "$" or "(", HZ by "~{": every byte stays ASCII, so
# such text is UTF-8 too, and only these marks tell. Source: RFC 1468, RFC 1557, RFC 1843.
_SHIFT = re.compile(rb"\x1b[$(]|~\{")
_SHIFTING = re.compile(r"iso2022_.*|hz")
_LARGEST_SHARE_OF_RARE = 0.3
_WIDE = re.compile(r"utf-(?:16|32).*")


def decode(data: bytes, declared: str | None = None, *, override: str | None = None) -> Decoded:
    """The text of `data`, the encoding used, and issues for all that was guessed or replaced.

    Tried in order: the caller's `override`; a byte order mark; ISO-2022 or HZ where ASCII bytes
    hold their shifts and the label (without one, a detector) names them; UTF-8, which wins over any
    label; UTF-16 and UTF-32 that give text of one script; UTF-8 with a few stray bytes or cut off
    inside its last character; the label, `declared` or in the text's first bytes, where the bytes
    fit it; the encoding that fits best by a detector and by the text it gives. Stray bytes are read
    as windows-1252 and logged as repairs. A label that lies, or that names no encoding, is an issue;
    an `override` is obeyed whatever the bytes are. Never raises on any bytes.

    Raises:
        OptionError: when `data` is not bytes, `declared` no text, or `override` no known encoding.

    >>> decode(b"Caf\\xc3\\xa9 \\x96 caf\\xc3\\xa9 caf\\xc3\\xa9").text
    'Café – café café'
    """
    check_type("data", data, bytes, "not bytes")
    check_type("declared", declared, str | None, "not the name of an encoding")
    check_type("override", override, str | None, "not the name of an encoding")
    if override is not None:
        return _overridden(data, override)
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            return _with_label(read_wide(data[len(mark) :], encoding), declared)
    if data.startswith(codecs.BOM_UTF8):
        body = data.removeprefix(codecs.BOM_UTF8)
        label = declared or label_in_text(body)
        return _with_label(_by_bytes(body, "utf-8") or _by_label(body, label), label)
    label = declared or label_in_text(data)
    return _with_label(_by_bytes(data, label) or _by_label(data, label), label)


def _overridden(data: bytes, override: str) -> Decoded:
    encoding = codec_of(override)
    if encoding is None:
        raise OptionError("override", f"{override!r} is no encoding that is read")
    for mark, marked in ((codecs.BOM_UTF8, "utf-8"), *_WIDE_MARKS):
        if marked.startswith(encoding) and data.startswith(mark):
            return replacing(data.removeprefix(mark), marked)
    return replacing(data, encoding)


def _by_bytes(data: bytes, label: str | None) -> Decoded | None:
    """The text where the bytes prove their encoding, whatever the label says; else None."""
    if shifting := _as_shifting(data, label):
        return shifting
    has_nul = b"\0" in data
    wide = encoding_without_mark(data, label) if has_nul else None
    if wide is None and (text := read_strict(data)) is not None:
        return Decoded(text, "utf-8")
    if not has_nul:
        wide = encoding_without_mark(data, label)
    if wide is not None:
        decoded = read_wide(data, wide)
        return decoded if label else replace(decoded, issues=(guessed(wide), *decoded.issues))
    weighed = balance(data)
    labelled = codec_of(label) == "utf-8" and weighed.fits_label
    return read_tolerant(data) if weighed.is_sure or labelled else None


def _by_label(data: bytes, label: str | None) -> Decoded:
    """The text by the label where the bytes fit it, else by the best guess.

    UTF-8 with about as many stray bytes as characters is taken where those characters are less odd.
    """
    other = _as_labelled(data, codec_of(label)) or guess(data)
    if balance(data).is_possible and oddity(without_strays(data)) <= oddity(other.text):
        return read_tolerant(data)
    return other


def _as_labelled(data: bytes, encoding: str | None) -> Decoded | None:
    """The text in the label's encoding, or in that of Windows where only this leaves no controls."""
    if encoding is None or _WIDE.fullmatch(encoding):
        return None
    for candidate in (encoding, windows_relative(encoding)):
        if candidate and (text := read_as(data, candidate)) is not None:
            return Decoded(text, candidate)
    return None


def _as_shifting(data: bytes, label: str | None) -> Decoded | None:
    """The text of ISO-2022 or HZ bytes; None where nothing but the marks speaks for them."""
    if not (b"\x1b" in data or b"~{" in data) or not data.isascii() or not _SHIFT.search(data):
        return None
    named = codec_of(label)
    encoding = named or detected(data)
    if encoding is None or not _SHIFTING.fullmatch(encoding):
        return None
    if named:
        return replacing(data, encoding)
    text = read_as(data, encoding)
    if text is None or not _is_shifted(text):
        return None
    return Decoded(text, encoding, issues=(guessed(encoding),))


def _is_shifted(text: str) -> bool:
    """Whether the text holds what its encoding is for, and not by chance.

    No text holds ESC by chance, but a detector takes "see ~{this~} one" for HZ, which gives rare
    ideographs.
    """
    beyond = "".join(character for character in text if character > "\x7f")
    return bool(beyond) and share_of_misfits(beyond) <= _LARGEST_SHARE_OF_RARE


def _with_label(decoded: Decoded, label: str | None) -> Decoded:
    """The same with an issue where the label says another encoding; ASCII is the same in most."""
    lies = unknown(label) or _lies(decoded, label)
    return replace(decoded, issues=(*lies, *decoded.issues)) if lies else decoded


def _lies(decoded: Decoded, label: str | None) -> tuple[Issue, ...]:
    named = codec_of(label)
    if named is None or decoded.encoding.startswith(named) or _is_same_wide(named, decoded.encoding):
        return ()
    if decoded.encoding == "utf-8":
        ascii_alike = decoded.text.isascii() and not _WIDE.fullmatch(named)
        return () if ascii_alike else lie(label, "the bytes are UTF-8")
    return lie(label, "the bytes do not fit it")


def _is_same_wide(named: str, encoding: str) -> bool:
    """A byte order mark may turn "utf-16" round: the standard's label means little-endian."""
    return named[:6] == encoding[:6] and _WIDE.fullmatch(named) is not None
