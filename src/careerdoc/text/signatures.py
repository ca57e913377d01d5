"""What the first bytes of an input say when it is no text at all."""

from __future__ import annotations

from careerdoc.model.issue import Issue, IssueCode

_COMPRESSED = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"PK\x03\x04", "ZIP, as Word, OpenDocument and EPUB files are"),
)
_UNSUPPORTED = (
    (b"%PDF-", "a PDF; extract its text first"),
    (b"{\\rtf", "rich text; save it as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as plain text first"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
)
_UTF16_OR_32_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CONTROL_BYTES = bytes(set(range(0x20)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"
_LARGEST_CONTROL_SHARE = 0.02
_SAMPLE = 65_536


def refusal(data: bytes) -> Issue | None:
    """Why `data` cannot be read as text: empty, compressed, a known binary format, or binary.

    NUL bytes alone are no reason while they are rare: some exports hold a few. Text in
    UTF-16 or UTF-32 is known by its byte order mark. None when the input looks like text.
    """
    if not data.strip(b" \t\r\n\xef\xbb\xbf\x00") and not data.count(0):
        return Issue(IssueCode.EMPTY_INPUT, "the input is empty")
    for start, name in _COMPRESSED:
        if data.startswith(start):
            return Issue(IssueCode.COMPRESSED_INPUT, f"the input is compressed ({name}); unpack it first")
    for start, name in _UNSUPPORTED:
        if data.startswith(start):
            return Issue(IssueCode.UNSUPPORTED_FORMAT, f"the input is {name}")
    if not data.startswith(_UTF16_OR_32_MARKS) and _is_binary(data[:_SAMPLE]):
        return Issue(IssueCode.BINARY_INPUT, "the input is binary, not text")
    return None


def _is_binary(sample: bytes) -> bool:
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    return controls > max(3, _LARGEST_CONTROL_SHARE * len(sample)) or controls == len(sample)
