"""UTF-16 and UTF-32 without a byte order mark, known by the text that the bytes give."""

from __future__ import annotations

from careerdoc.model.document import Decoded
from careerdoc.text.decode.labels import codec_of
from careerdoc.text.decode.plausible import share_of_misfits
from careerdoc.text.decode.report import cut_short, replacing

_UNITS = {"utf-32-le": 4, "utf-32-be": 4, "utf-16-le": 2, "utf-16-be": 2}
_SAMPLE = 2_048
_LARGEST_SHARE_OF_MISFITS = 0.05
_LEAST_CHARACTERS = 2
# Every script but the East Asian ones has characters below U+2000, which give control bytes.
# Without any, only a longer run of frequent East Asian characters is no chance.
_LEAST_WITHOUT_CONTROLS = 12
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r\x1b"))


def encoding_without_mark(data: bytes, label: str | None = None) -> str | None:
    """The UTF-16 or UTF-32 that gives text of one script without controls; None if none does.

    A `label` that names one makes any length of text enough.
    """
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    least = _LEAST_CHARACTERS if controls else _LEAST_WITHOUT_CONTROLS
    if (codec_of(label) or "").startswith(("utf-16", "utf-32")):
        least = 1
    for encoding, unit in _UNITS.items():
        text = sample[: len(sample) - len(sample) % unit].decode(encoding, "replace")
        if len(text) >= least and share_of_misfits(text) <= _LARGEST_SHARE_OF_MISFITS:
            return encoding
    return None


def read_wide(data: bytes, encoding: str) -> Decoded:
    """The text of UTF-16 or UTF-32 bytes; bytes after the last whole unit are dropped with an issue."""
    rest = data[len(data) - len(data) % _UNITS[encoding] :]
    whole = replacing(data[: len(data) - len(rest)], encoding)
    return Decoded(whole.text, encoding, issues=whole.issues + cut_short(rest, whole.text))
