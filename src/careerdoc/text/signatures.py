"""What the first bytes of an input say when it is no text at all."""

from __future__ import annotations

import re

from careerdoc.model.issue import Issue, IssueCode
from careerdoc.text.decode.wide import encoding_without_mark

# Whole signatures: the first letters alone may open a text ("Rar! she cried", "BZhang").
_COMPRESSED = (
    (rb"\x1f\x8b\x08", "gzip"),
    (rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", "bzip2"),
    (rb"\xfd7zXZ\x00", "xz"),
    (rb"\x28\xb5\x2f\xfd", "zstd"),
    (rb"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (rb"Rar!\x1a\x07", "RAR"),
    (rb"PK\x03\x04", "ZIP, as Word, OpenDocument and EPUB files are"),
)
# A GIF's screen descriptor holds a control, unlike a text about GIF89a.
_UNSUPPORTED = (
    (rb"%PDF-\d\.\d", "a PDF; extract its text first"),
    (rb"\{\\rtf\d", "rich text; save it as plain text first"),
    (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file; save it as plain text first"),
    (rb"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (rb"\xff\xd8\xff", "a JPEG picture"),
    (rb"(?s)GIF8[79]a.{0,6}[\x00-\x08\x0e-\x1f]", "a GIF picture"),
)
_FIRST_BYTES = b"\x1fB\xfd\x287RP%{\xd0\x89\xffG"
"""With which the signatures begin."""
_UTF16_OR_32_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"
# ISO-2022-KR opens with this designator and then shifts by two controls. Source: RFC 1557.
_KOREAN_SHIFTS = b"\x1b$)C"
_SHIFTS = b"\x0e\x0f"
_LARGEST_CONTROL_SHARE = 0.02
_SAMPLE = 65_536


def refusal(data: bytes) -> Issue | None:
    """Why `data` cannot be read as text: empty, compressed, a known binary format, or binary.

    NUL bytes alone are no reason while they are rare: some exports hold a few. Text in UTF-16 or
    UTF-32 is known by its byte order mark, or by what it gives. None when the input looks like text.
    """
    if not data.strip(b" \t\r\n\xef\xbb\xbf") or data in _UTF16_OR_32_MARKS:
        return Issue(IssueCode.EMPTY_INPUT, "the input is empty")
    if data[0] in _FIRST_BYTES:
        return _known_format(data) or _binary(data)
    return _binary(data)


def _known_format(data: bytes) -> Issue | None:
    for signature, name in _COMPRESSED:
        if re.match(signature, data):
            return Issue(IssueCode.COMPRESSED_INPUT, f"the input is compressed ({name}); unpack it first")
    for signature, name in _UNSUPPORTED:
        if re.match(signature, data):
            return Issue(IssueCode.UNSUPPORTED_FORMAT, f"the input is {name}")
    return None


def _binary(data: bytes) -> Issue | None:
    if (
        not data.startswith(_UTF16_OR_32_MARKS)
        and _is_binary(data[:_SAMPLE])
        and not encoding_without_mark(data)
    ):
        return Issue(IssueCode.BINARY_INPUT, "the input is binary, not text")
    return None


def _is_binary(sample: bytes) -> bool:
    shifts = _SHIFTS if sample.startswith(_KOREAN_SHIFTS) else b""
    text = sample.translate(None, shifts)
    controls = len(text) - len(text.translate(None, _CONTROL_BYTES))
    return controls > max(3, _LARGEST_CONTROL_SHARE * len(sample)) or controls == len(sample)
