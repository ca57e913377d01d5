"""Accuracy and speed on front matter. Run: python -m benchmarks front_matter [FOLDER] [--errors]"""

from __future__ import annotations

import html
import json
import re
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import careerdoc
from benchmarks.harness import Cache, bounded_caches, print_least, timed
from benchmarks.scoring import Facts, Label, Share, paired
from careerdoc import Options

FOLDER = Path(__file__).parent / "data" / "frontmatter"
STORED = ("open", "built", "apart")
"""The folders of labelled files, measured apart; see benchmarks/data/README.md."""
UNSEEN = "apart"
"""The folder of which only figures are shown: nobody looks at its texts, nor at what was read wrong."""
LEAST_ACCURACY = 98.0
LEAST_SPEED = 1500.0
"""Documents a second, from bytes to records, on one core."""

_UNORDERED = {"tags", "technologies"}
_MOMENTS = {"published", "updated"}
_TAG = re.compile(r"<[^>]+>")
_EMPHASIS = re.compile(r"(?<!\w)[*_]+|[*_]+(?!\w)")
_MARKDOWN = frozenset({".md", ".mdx"})
_UNMERGED = Options(merge=False)

Record = Mapping[str, Any]
Reads = Callable[["LabelledFile"], Sequence[Record]]


@dataclass(frozen=True, slots=True)
class LabelledFile:
    """One input, the path it is given under, its records by kind, and the issues that it calls for."""

    id: str
    path: str
    content: bytes
    labels: Mapping[str, Sequence[Label]]
    codes: frozenset[str]

    @property
    def is_markdown(self) -> bool:
        """Whether it is a markdown file, which holds front matter and not data alone."""
        return PurePosixPath(self.path).suffix in _MARKDOWN


@dataclass(frozen=True, slots=True)
class Accuracy:
    """`kinds`: files that gave just the kinds of record they hold, each as often.

    `fields`: labelled fields that are right, those labelled as absent too; `values`: the
    same without them. Every field of a record that was not read is wrong.
    """

    kinds: Share
    fields: Share
    values: Share


def main(arguments: Sequence[str] = ()) -> None:
    """Prints the accuracy on one folder or on all, beside a plain reading of the keys, and the speed."""
    parser = ArgumentParser(prog="benchmarks front_matter")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what was read wrong")
    chosen = parser.parse_args(arguments)
    folders = [chosen.folder] if chosen.folder else [FOLDER / name for name in STORED]
    for folder in folders:
        files = labelled_files(folder)
        _print_accuracy(f"{folder.name}: {len(files)} front matter and data files", files)
        if chosen.errors and folder.name != UNSEEN:
            print(*errors(files), sep="\n")
    _print_speed([file for folder in folders for file in labelled_files(folder)])


def labelled_files(folder: Path) -> list[LabelledFile]:
    """The files of a folder with their labels, by name."""
    return [_labelled_file(path) for path in sorted(folder.glob("[a-z][0-9][0-9].json"))]


def by_careerdoc(file: LabelledFile) -> Sequence[Record]:
    """The records that careerdoc reads."""
    records = careerdoc.parse_bytes(file.content, name=file.path, options=_UNMERGED).records
    return [record.model_dump(mode="json") for record in records]


def by_python_frontmatter(file: LabelledFile) -> Sequence[Record]:
    """One record of the keys as python-frontmatter gives them, its kind by the commonest keys."""
    import frontmatter
    import yaml

    try:
        keys = dict(frontmatter.loads(file.content.decode("utf-8")).metadata)
    except (ValueError, TypeError, yaml.YAMLError):  # no UTF-8, dates that cannot be, keys that are numbers
        return []
    lower = {str(key).casefold(): str(value) for key, value in keys.items()}
    if "school" in lower or "degree" in lower:
        return [_plain_education(lower)]
    if "company" in lower:
        return [_plain_role(lower)]
    return [_plain_post(lower)] if "title" in lower and "date" in lower else []


def _plain_role(keys: Mapping[str, str]) -> Record:
    named = {"organization": "company", "title": "title", "location": "location", "url": "url"}
    dates = {"start": "startdate", "end": "enddate", "description": "description"}
    return {"kind": "role"} | {field: keys.get(key) for field, key in (named | dates).items()}


def _plain_education(keys: Mapping[str, str]) -> Record:
    named = {"institution": "school", "degree": "degree", "field_of_study": "field", "location": "location"}
    dates = {"start": "startdate", "end": "enddate", "grade": "gpa"}
    return {"kind": "education"} | {field: keys.get(key) for field, key in (named | dates).items()}


def _plain_post(keys: Mapping[str, str]) -> Record:
    named = {"title": "title", "published": "date", "summary": "description", "language": "lang"}
    return {"kind": "post"} | {field: keys.get(key) for field, key in named.items()}


def measure(files: Iterable[LabelledFile], reads: Reads = by_careerdoc) -> Accuracy:
    """How the records of the files are read, each given under the path of its label."""
    kinds: list[bool] = []
    fields: list[tuple[bool, bool]] = []
    for file in files:
        records = reads(file)
        kinds.append(_has_right_kinds(file, Counter(record["kind"] for record in records)))
        fields += [
            (right, label.facts[name] is not None) for label, name, right, _ in _checked(file, records)
        ]
    stated = [right for right, is_stated in fields if is_stated]
    return Accuracy(
        kinds=Share(sum(kinds), len(kinds)),
        fields=Share(sum(right for right, _ in fields), len(fields)),
        values=Share(sum(stated), len(stated)),
    )


def errors(files: Iterable[LabelledFile]) -> Iterator[str]:
    """What was read wrong, and the issues that are missing."""
    for file in files:
        result = careerdoc.parse_bytes(file.content, name=file.path, options=_UNMERGED)
        records = [record.model_dump(mode="json") for record in result.records]
        read = Counter(record["kind"] for record in records)
        if not _has_right_kinds(file, read):
            yield f"{file.id}: read {dict(read)} in {result.documents[0].layout}"
        for label, name, right, facts in _checked(file, records):
            if not right and facts:
                yield f"{file.id}: {name} is {facts.get(name)!r}, not {label.facts[name]!r}"
        if missing := file.codes - {issue.code.value for issue in result.issues}:
            yield f"{file.id}: no issue {', '.join(sorted(missing))}"


def missing_issues(files: Iterable[LabelledFile]) -> int:
    """How many of the issues that the labels call for are not told."""
    count = 0
    for file in files:
        result = careerdoc.parse_bytes(file.content, name=file.path, options=_UNMERGED)
        count += len(file.codes - {issue.code.value for issue in result.issues})
    return count


def _labelled_file(path: Path) -> LabelledFile:
    label = json.loads(path.read_text(encoding="utf-8"))
    labels: dict[str, list[Label]] = {"role": [], "education": [], "post": []}
    for record in label["records"]:
        labels[record["kind"]].append(_label(record))
    content = path.with_name(label["file"]).read_bytes()
    return LabelledFile(label["id"], label["path"], content, labels, frozenset(label["issues"]))


def _label(record: Record) -> Label:
    others = {name: (_plain(name, value),) for name, value in _alternatives(record)}
    known = {name: value for name, value in record.items() if not name.endswith("_alt")}
    return Label(_plain_facts(known), others, known.get("optional", False))


def _alternatives(record: Record) -> Iterator[tuple[str, Any]]:
    return ((key.removesuffix("_alt"), value) for key, value in record.items() if key.endswith("_alt"))


def _plain_facts(record: Record) -> Facts:
    return {name: _plain(name, value) for name, value in record.items() if name not in {"kind", "optional"}}


def _plain(name: str, value: Any) -> str | None:
    """A value of any type as text without entities, tags and emphasis; equal values alike."""
    if value is None or value == []:
        return None
    if isinstance(value, list):
        lines = [_plain(name, part) or "" for part in value]
        return "\n".join(sorted(lines) if name in _UNORDERED else lines)
    if isinstance(value, dict):
        return " | ".join(f"{key}: {_plain('', value[key])}" for key in sorted(value))
    if name in _MOMENTS and "T" in value:
        return datetime.fromisoformat(value).isoformat()
    return " ".join(_EMPHASIS.sub("", _TAG.sub("", html.unescape(str(value)))).split())


def _has_right_kinds(file: LabelledFile, read: Counter[str]) -> bool:
    """A record that is optional may be there or not."""
    wanted = Counter({kind: len(labels) for kind, labels in file.labels.items()})
    needed = {kind: sum(not label.optional for label in labels) for kind, labels in file.labels.items()}
    return Counter(needed) <= read <= wanted


def _checked(file: LabelledFile, records: Sequence[Record]) -> Iterator[tuple[Label, str, bool, Facts]]:
    """Each field of each label that counts: whether it is right, and the record that was read."""
    for kind, labels in file.labels.items():
        read = [_plain_facts(record) for record in records if record["kind"] == kind]
        for label, facts in paired(labels, read, _agreement):
            if not label.optional:
                yield from ((label, name, _is_same(name, label, facts), facts) for name in label.facts)


def _agreement(label: Label, facts: Facts) -> float:
    return sum(wanted is not None and _is_same(name, label, facts) for name, wanted in label.facts.items())


def _is_same(name: str, label: Label, facts: Facts) -> bool:
    accepted = (label.facts[name], *label.alternatives.get(name, ()))
    return bool(facts) and facts.get(name) in accepted


def _print_accuracy(title: str, files: Sequence[LabelledFile]) -> None:
    print(f"\n{title}")
    for name, reads in (("careerdoc", by_careerdoc), ("python-frontmatter", by_python_frontmatter)):
        read = measure(files, reads)
        print(f"  {name:19} kinds {read.kinds}, fields {read.fields}, values {read.values}")
    read = measure(files)
    print_least("kinds right", 100 * read.kinds.value, LEAST_ACCURACY, "%")
    print_least("fields right", 100 * read.fields.value, LEAST_ACCURACY, "%")
    print(f"  issues that labels call for and are not told: {missing_issues(files)}")


def _print_speed(files: Sequence[LabelledFile]) -> None:
    """Prints documents a second; markdown files and data files apart, for data files hold many records."""
    sets = {"markdown": [one for one in files if one.is_markdown]}
    sets["data files"] = [one for one in files if not one.is_markdown]
    for name, chosen in sets.items():
        _each(by_bytes, chosen)  # what is used first is imported first
        caches = bounded_caches()
        readers = {
            "careerdoc": partial(_each_at_first_sight, chosen, caches),
            "careerdoc, once more": partial(_each, by_bytes, chosen),
            "python-frontmatter alone": partial(_each, by_keys_alone, chosen),
        }
        timings = timed(readers)
        size = sum(len(file.content) for file in chosen) / len(chosen)
        print(f"\nDocuments a second, bytes to records: {len(chosen)} {name} of {size:.0f} bytes on average")
        for reader, timing in timings.items():
            print(f"  {reader:25} {len(chosen) / timing.median:9.0f}")
        if name == "markdown":
            print_least("markdown a second", len(chosen) / timings["careerdoc"].median, LEAST_SPEED, "files")


def _each(reads: Callable[[LabelledFile], object], files: Sequence[LabelledFile]) -> None:
    for file in files:
        reads(file)


def _each_at_first_sight(files: Sequence[LabelledFile], caches: Collection[Cache]) -> None:
    """Reads each file as if none of its texts had been met before; tables stay loaded."""
    for cache in caches:
        cache.cache_clear()
    _each(by_bytes, files)


def by_keys_alone(file: LabelledFile) -> object:
    """What python-frontmatter gives of a file, or that it cannot read it."""
    import frontmatter
    import yaml

    try:
        return frontmatter.loads(file.content.decode("utf-8"))
    except (ValueError, TypeError, yaml.YAMLError):
        return None


def by_bytes(file: LabelledFile) -> object:
    """What careerdoc makes of the bytes of a file."""
    return careerdoc.parse_bytes(file.content, name=file.path, options=_UNMERGED)


if __name__ == "__main__":
    main(sys.argv[1:])
