"""Labels of encodings: which codec reads what is written under a label."""

from __future__ import annotations

import codecs
import re
from functools import cache

from careerdoc.text.tables import table

_LABEL_IN_TEXT = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,200}?charset)\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_LABEL_REACH = 1_024
"""A label in the text stands within its first bytes (HTML standard, "prescan a byte stream")."""


def codec_of(label: str | None) -> str | None:
    """The codec for a label; None where there is none, or it names no encoding that is read.

    Only codecs of the table count: others, such as utf-7, idna or unicode_escape, turn plain
    text into something else. White space around a label, its case and "_" for "-" are no matter.

    >>> codec_of("ISO_8859-1"), codec_of("x-sjis"), codec_of("utf-7")
    ('cp1252', 'cp932', None)
    """
    if label is None:
        return None
    known = _codecs()
    plain = label.strip(" \t\n\f\r").lower()
    return known.get(plain) or known.get(plain.replace("_", "-")) or known.get(_python_name(plain))


def windows_relative(encoding: str) -> str | None:
    """The code page of Windows for the same languages; text is often labelled with its ISO relative."""
    relative: str | None = table(__package__, "labels")["windows_relatives"].get(encoding)
    return relative


def label_in_text(data: bytes) -> str | None:
    """The label in an XML declaration or an HTML `meta`; None where the first bytes hold none."""
    found = _LABEL_IN_TEXT.search(data[:_LABEL_REACH])
    return found[1].decode("ascii") if found else None


@cache
def _codecs() -> dict[str, str]:
    sections = table(__package__, "labels")
    return {
        label: codec
        for section in ("standard", "beyond")
        for codec, labels in sections[section].items()
        for label in (codec, *labels)
    }


def _python_name(label: str) -> str:
    """Python knows more spellings of its codecs: "latin", "cp1252", "euckr"."""
    try:
        return codecs.lookup(label).name
    except (LookupError, ValueError):  # a label with a NUL is a ValueError
        return ""
