"""How often bytes without a label are read right. Run: python -m benchmarks.detection [FILE]

FILE holds rows of family, encoding, language, length class, text and bytes in hexadecimal, as JSON in
gzip. Without one the labelled set that lies beside the project is taken, where there is one.
"""

from __future__ import annotations

import gzip
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import chardet

from benchmarks.scoring import Share
from careerdoc.text.decode import decode

TEXTS = Path(__file__).with_name("detection_texts.toml")
OPEN_SET = Path(__file__).parent.parent.parent / "shared" / "open" / "text" / "detect_open.json.gz"
SHORT = 60
"""Characters of a short text, cut at a space where it has one."""
CP1252_BYTES = [byte for byte in range(0x80, 0x100) if bytes([byte]).decode("cp1252", "ignore")]


@dataclass(frozen=True, slots=True)
class Sample:
    """Bytes, the text that they are, and what they are counted under."""

    family: str
    length: str
    text: str
    data: bytes


def main() -> None:
    """Prints the share of exact texts by length and family, beside chardet's, and of stray bytes."""
    print(f"chardet {chardet.__version__}")
    _print_shares("Invented texts", invented_samples())
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else OPEN_SET
    if path.exists():
        _print_shares("Labelled set", open_samples(path))
    print(f"\nOne stray byte in UTF-8 text: {stray_bytes()} exact")


def invented_samples() -> list[Sample]:
    """Each invented text, whole and cut short, in each encoding that it is met in."""
    rows = tomllib.loads(TEXTS.read_text(encoding="utf-8"))["text"]
    return [
        Sample(row["language"], length, text, text.encode(encoding))
        for row in rows
        for length, text in (("short", shortened(row["text"])), ("medium", row["text"]))
        for encoding in row["encodings"]
    ]


def open_samples(path: Path) -> list[Sample]:
    """The rows of a labelled set."""
    rows = json.loads(gzip.decompress(path.read_bytes()))
    return [Sample(family, length, text, bytes.fromhex(data)) for family, _, _, length, text, data in rows]


def shortened(text: str) -> str:
    """The first words of a text, of one without spaces half as many characters."""
    cut = text[:SHORT]
    return cut.rpartition(" ")[0] if " " in cut else cut[: SHORT // 2]


def exact_texts(samples: Iterable[Sample], read: Callable[[bytes], str | None]) -> Share:
    """How many of the samples `read` gives to the letter."""
    right = [read(sample.data) == sample.text for sample in samples]
    return Share(sum(right), len(right))


def stray_bytes() -> Share:
    """How many invented texts in UTF-8 are read right with one byte of windows-1252 in their middle."""
    right: list[bool] = []
    for text in sorted({sample.text for sample in invented_samples() if not sample.text.isascii()}):
        middle = len(text) // 2
        before, after = text[:middle], text[middle:]
        for byte in CP1252_BYTES:
            stray = bytes([byte])
            read = decode(before.encode() + stray + after.encode()).text
            right.append(read == before + stray.decode("cp1252") + after)
    return Share(sum(right), len(right))


def careerdoc_text(data: bytes) -> str | None:
    """What careerdoc reads."""
    return decode(data).text


def chardet_text(data: bytes) -> str | None:
    """What the encoding that chardet names gives; None where it names none or that cannot read it."""
    encoding = chardet.detect(data)["encoding"]
    try:
        return data.decode(encoding) if encoding else None
    except UnicodeDecodeError:
        return None


def _print_shares(title: str, samples: Sequence[Sample]) -> None:
    print(f"\n{title}: {len(samples)} inputs, text exact{'careerdoc':>16} {'chardet':>22}")
    groups = {**_grouped(samples, "length"), **_grouped(samples, "family")}
    for name, group in groups.items():
        ours, theirs = exact_texts(group, careerdoc_text), exact_texts(group, chardet_text)
        print(f"  {name:16} {ours!s:>24} {theirs!s:>24}")


def _grouped(samples: Iterable[Sample], by: str) -> Mapping[str, list[Sample]]:
    groups: dict[str, list[Sample]] = defaultdict(list)
    for sample in samples:
        groups[getattr(sample, by)].append(sample)
    return groups


if __name__ == "__main__":
    main()
