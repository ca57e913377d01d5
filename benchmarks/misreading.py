"""What text becomes when programs mix up charsets; None for a text to which that cannot happen."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from html.entities import codepoint2name
from urllib.parse import quote

C1 = re.compile(r"[\x80-\x9f]")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def read_as(encoded: bytes, charset: str) -> str:
    """The bytes in a single-byte charset of Windows or ISO; an undefined byte stays a control.

    Source: WHATWG Encoding Standard, indexes of the single-byte encodings.
    """
    return "".join(map(_characters(charset).__getitem__, encoded))


def misread(text: str, charset: str = "cp1252") -> str:
    """The text when its UTF-8 bytes are read as a single-byte charset."""
    return read_as(text.encode("utf-8", "surrogatepass"), charset)


def misread_multibyte(text: str, charset: str) -> str:
    """The text when its UTF-8 bytes are read as a charset of East Asia, U+FFFD for what is none."""
    return text.encode("utf-8").decode(charset, errors="replace")


def reread(text: str, written: str, read: str) -> str | None:
    """The text written in one legacy charset and read as another."""
    try:
        return read_as(text.encode(written), read)
    except UnicodeEncodeError:
        return None


def with_entities(text: str, opening: str = "&") -> str:
    """The text with a reference for each character beyond ASCII, by name where HTML 4 has one."""
    return NOT_ASCII.sub(lambda found: entity(found[0], opening), text)


def entity(character: str, opening: str = "&") -> str:
    """The reference to one character.

    >>> entity("é"), entity("★", "&amp;")
    ('&eacute;', '&amp;#9733;')
    """
    return f"{opening}{codepoint2name.get(ord(character), f'#{ord(character)}')};"


def with_numbers(text: str) -> str:
    """The text with a numeric reference for each character beyond ASCII."""
    return NOT_ASCII.sub(lambda found: f"&#{ord(found[0])};", text)


def with_windows_numbers(text: str) -> str:
    """The text with its quotes and dashes as references to windows-1252 bytes: `&#146;`."""
    return "".join(_WINDOWS_NUMBERS.get(character, character) for character in text)


def with_unicode_escapes(text: str) -> str:
    r"""The text with `\u00e9` for each character beyond ASCII, as JSON and Java write it."""
    return NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)


def with_quoted_printable(text: str) -> str:
    """The text with `=C3=A9` for each character beyond ASCII. Source: RFC 2045, 6.7."""
    return NOT_ASCII.sub(lambda found: quote(found[0]).replace("%", "="), text)


def with_percent(text: str) -> str:
    """The text with `%C3%A9` for each character beyond ASCII. Source: RFC 3986, 2.1."""
    return NOT_ASCII.sub(lambda found: quote(found[0]), text)


def undefined_as(text: str, mark: str) -> str | None:
    """The text misread as windows-1252, each of the five undefined bytes as `mark`."""
    mojibake = misread(text)
    return C1.sub(mark, mojibake) if C1.search(mojibake) else None


def controls_as(text: str, mark: str) -> str | None:
    """The text misread as latin-1, each C1 control as `mark`."""
    mojibake = misread(text, "latin-1")
    return C1.sub(mark, mojibake) if C1.search(mojibake) else None


def without_soft_hyphens(text: str) -> str | None:
    """The text misread as windows-1252, then rid of soft hyphens."""
    mojibake = misread(text)
    return mojibake.replace("\xad", "") if "\xad" in mojibake else None


def collapsed(text: str) -> str | None:
    """The text misread as windows-1252, each run of white space then one space."""
    mojibake = misread(text)
    return None if mojibake == text else " ".join(mojibake.split())


def collapsed_latin(text: str) -> str | None:
    """The text misread as latin-1, each run of white space, U+0085 too, then one space."""
    mojibake = misread(text, "latin-1")
    joined = " ".join(mojibake.split())
    return None if joined == mojibake else joined


def spaced(text: str) -> str | None:
    """The text misread as windows-1252, with no-break spaces then made spaces, `à` among them."""
    return misread(text).replace("\xa0", " ") if "à" in text else None


def spaced_and_collapsed(text: str) -> str | None:
    """The text misread as latin-1, with no-break spaces and spaces then made one space."""
    return re.sub("[ \xa0]+", " ", misread(text, "latin-1")) if "à " in text else None


def unaccented(text: str) -> str | None:
    """The text misread as windows-1252, its small letters then without accents."""
    mojibake = misread(text)
    return "".join(_bare(character) if character.islower() else character for character in mojibake)


def as_broken_utf8(text: str) -> str:
    """The text in windows-1252 read as UTF-8: U+FFFD for its quotes and accents, the rest gone."""
    return text.encode("cp1252", "ignore").decode("utf-8", "replace")


def with_surrogates(text: str) -> str:
    """The text with each character beyond U+FFFF as a pair of lone surrogates."""
    units = text.encode("utf-16-le")
    return "".join(chr(low | high << 8) for low, high in zip(units[::2], units[1::2], strict=True))


def _bare(character: str) -> str:
    return unicodedata.normalize("NFD", character)[0]


@cache
def _characters(charset: str) -> list[str]:
    return [_character(byte, charset) for byte in range(256)]


def _character(byte: int, charset: str) -> str:
    try:
        return bytes([byte]).decode(charset)
    except UnicodeDecodeError:
        return chr(byte)


_WINDOWS_NUMBERS = {_character(byte, "cp1252"): f"&#{byte};" for byte in range(0x80, 0xA0)}
