"""Accuracy on the labelled dates and front matter of benchmarks/data. Run: python -m benchmarks.accuracy"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import careerdoc
from benchmarks.scoring import Facts, Label, Share, paired

CORPUS = Path(__file__).parent / "data"

_UNORDERED = {"tags", "technologies"}
_MOMENTS = {"published", "updated"}
_TAG = re.compile(r"<[^>]+>")
_EMPHASIS = re.compile(r"(?<!\w)[*_]+|[*_]+(?!\w)")


@dataclass(frozen=True, slots=True)
class DateAccuracy:
    """`exact`: ranges of which start, end, current and single are all right."""

    exact: Share


@dataclass(frozen=True, slots=True)
class FrontMatterAccuracy:
    """`kinds`: files that gave just the kinds of record they hold, each as often.

    `fields`: labelled fields that are right, those labelled as absent too; `values`: the
    same without them. Every field of a record that was not read is wrong.
    """

    kinds: Share
    fields: Share
    values: Share


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One input, the name it is given under, and its records by kind."""

    name: str
    content: bytes
    labels: Mapping[str, Sequence[Label]]

    @property
    def is_yaml_front_matter(self) -> bool:
        """Whether it is markdown that opens with the fence of a YAML head."""
        fenced = re.match(rb"(?:\xef\xbb\xbf)?---\r?\n", self.content)
        return fenced is not None and self.name.endswith((".md", ".mdx"))


def main() -> None:
    """Prints both measurements."""
    print(f"careerdoc {careerdoc.__version__}, corpus {corpus_digest()[:16]}")
    print(f"\nDates: exact {measure_dates().exact}")
    texts = front_matter_texts()
    _print_front_matter("Front matter and data files", texts)
    _print_front_matter("YAML front matter alone", [text for text in texts if text.is_yaml_front_matter])


def measure_dates() -> DateAccuracy:
    """How `parse_date_range` reads the ranges; a label's `current` says whether it goes on."""
    lines = (CORPUS / "dates.jsonl").read_text(encoding="utf-8").split("\n")
    ranges = [json.loads(line) for line in lines if line]
    return DateAccuracy(Share(sum(map(_is_exact_range, ranges)), len(ranges)))


def measure_front_matter(texts: Iterable[LabelledText]) -> FrontMatterAccuracy:
    """How the records of the files are read, each given under the path of its label."""
    kinds: list[bool] = []
    fields: list[tuple[bool, bool]] = []
    for text in texts:
        records = careerdoc.parse_bytes(text.content, name=text.name).records
        kinds.append(_has_right_kinds(text, Counter(record.kind for record in records)))
        for kind, labels in text.labels.items():
            values = (record.model_dump(mode="json") for record in records if record.kind == kind)
            fields += _checked(labels, list(map(_plain_facts, values)))
    stated = [right for right, is_stated in fields if is_stated]
    return FrontMatterAccuracy(
        kinds=Share(sum(kinds), len(kinds)),
        fields=Share(sum(right for right, _ in fields), len(fields)),
        values=Share(sum(stated), len(stated)),
    )


def front_matter_texts() -> list[LabelledText]:
    """The front matter and data files with their labels, by name."""
    return [_front_matter_text(path) for path in sorted((CORPUS / "frontmatter").glob("f??.json"))]


def corpus_digest() -> str:
    """SHA-256 over the name and the content of every file of the corpus, in order of names."""
    digest = hashlib.sha256()
    for path in sorted(path for path in CORPUS.rglob("*") if path.is_file()):
        digest.update(path.relative_to(CORPUS).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _is_exact_range(label: Mapping[str, object]) -> bool:
    read = careerdoc.parse_date_range(str(label["text"]))
    ends = [None if date is None else str(date) for date in (read.start, read.end)]
    wanted = [label[name] for name in ("start", "end", "current", "single")]
    return [*ends, read.current is True, read.single] == wanted


def _front_matter_text(path: Path) -> LabelledText:
    label = json.loads(path.read_text(encoding="utf-8"))
    labels: dict[str, list[Label]] = {"role": [], "education": [], "post": []}
    for record in label["records"]:
        labels[record["kind"]].append(_front_matter_label(record))
    return LabelledText(label["path"], path.with_name(label["file"]).read_bytes(), labels)


def _front_matter_label(record: Mapping[str, Any]) -> Label:
    others = {name: (_plain(name, value),) for name, value in _alternatives(record)}
    known = {name: value for name, value in record.items() if not name.endswith("_alt")}
    return Label(_plain_facts(known), others, known.get("optional", False))


def _alternatives(record: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((key.removesuffix("_alt"), value) for key, value in record.items() if key.endswith("_alt"))


def _plain_facts(record: Mapping[str, Any]) -> Facts:
    return {name: _plain(name, value) for name, value in record.items() if name not in {"kind", "optional"}}


def _plain(name: str, value: Any) -> str | None:
    """A value of any type as text without entities, tags and emphasis; equal values alike."""
    if value is None or value == []:
        return None
    if isinstance(value, list):
        lines = [_plain(name, part) or "" for part in value]
        return "\n".join(sorted(lines) if name in _UNORDERED else lines)
    if isinstance(value, dict):
        return " | ".join(f"{key}: {_plain(key, value[key])}" for key in sorted(value))
    if name in _MOMENTS and "T" in value:
        return datetime.fromisoformat(value).isoformat()
    return " ".join(_EMPHASIS.sub("", _TAG.sub("", html.unescape(str(value)))).split())


def _has_right_kinds(text: LabelledText, read: Counter[str]) -> bool:
    """A record that is optional may be there or not."""
    wanted = Counter({kind: len(labels) for kind, labels in text.labels.items()})
    needed = {kind: sum(not label.optional for label in labels) for kind, labels in text.labels.items()}
    return Counter(needed) <= read <= wanted


def _checked(labels: Sequence[Label], records: Sequence[Facts]) -> Iterator[tuple[bool, bool]]:
    """For each field of each label: whether it is right, and whether the label states a value."""
    for label, facts in paired(labels, records, _agreement):
        if not label.optional:
            yield from ((_is_same(name, label, facts), label.facts[name] is not None) for name in label.facts)


def _agreement(label: Label, facts: Facts) -> float:
    return sum(wanted is not None and _is_same(name, label, facts) for name, wanted in label.facts.items())


def _is_same(name: str, label: Label, facts: Facts) -> bool:
    accepted = (label.facts[name], *label.alternatives.get(name, ()))
    return bool(facts) and facts[name] in accepted


def _print_front_matter(title: str, texts: Sequence[LabelledText]) -> None:
    read = measure_front_matter(texts)
    print(f"\n{title}: {len(texts)} files")
    print(f"  kinds right: {read.kinds}")
    print(f"  fields right: {read.fields}")
    print(f"  fields right where the label has a value: {read.values}")


if __name__ == "__main__":
    main()
