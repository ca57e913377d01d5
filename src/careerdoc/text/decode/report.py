"""The issues of decoding: what was guessed, replaced, dropped, or labelled wrongly."""

from __future__ import annotations

from careerdoc.model.document import Decoded
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.text.decode.labels import codec_of


def replacing(data: bytes, encoding: str, issues: tuple[Issue, ...] = ()) -> Decoded:
    """The text with U+FFFD for what cannot be read, and an issue with the first such line."""
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, issues=issues + replaced(text, encoding, text.count("\ufffd")))


def replaced(text: str, encoding: str, lost: int) -> tuple[Issue, ...]:
    """The issue for `lost` places that became U+FFFD in `text`; none for none."""
    if not lost:
        return ()
    message = f"{lost} characters could not be read as {encoding}; U+FFFD stands for each"
    return (_at(IssueCode.REPLACED_BYTES, message, text, text.index("\ufffd")),)


def mixed(text: str, first: int, strays: int) -> Issue:
    """The issue for so many stray bytes in UTF-8 text, the first of them at the offset `first`."""
    message = f"{strays} bytes are no UTF-8 inside UTF-8 text; read as windows-1252"
    return _at(IssueCode.ENCODING_MIXED, message, text, first)


def cut_short(rest: bytes, text: str) -> tuple[Issue, ...]:
    """The issue for the bytes `rest` of a last character that is not whole; none for none."""
    if not rest:
        return ()
    message = f"the text ends inside a character; its bytes {rest.hex(' ')} are dropped"
    return (Issue(IssueCode.TRUNCATED, message, line=_line_of(text, len(text)), raw=rest.hex(" ")),)


def guessed(encoding: str) -> Issue:
    """The issue for an encoding that no label named."""
    return Issue(IssueCode.ENCODING_GUESSED, f"no label fits, read as {encoding}")


def lie(label: str | None, truth: str) -> tuple[Issue, ...]:
    """The issue for a label beside which the `truth` is another; none without a label."""
    if label is None:
        return ()
    return (Issue(IssueCode.ENCODING_LIE, f"the label says {label!r}, but {truth}", raw=quoted(label)),)


def unknown(label: str | None) -> tuple[Issue, ...]:
    """The issue for a label that names no encoding that is read; none for one that does."""
    return () if codec_of(label) else lie(label, "no encoding that is read has this name")


def _at(code: IssueCode, message: str, text: str, offset: int) -> Issue:
    start = max(text.rfind(end, 0, offset) for end in "\r\n") + 1
    ends = [found for end in "\r\n" if (found := text.find(end, offset)) >= 0]
    line = text[start : min(ends, default=len(text))]
    return Issue(code, message, line=_line_of(text, offset), raw=quoted(line))


def _line_of(text: str, offset: int) -> int:
    before = text[:offset]
    return 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
