"""Accuracy and speed on profiles. Run: python -m benchmarks profiles [FOLDER] [--generated N] [--errors]"""

from __future__ import annotations

import json
import sys
import time
import tomllib
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any

import careerdoc
from benchmarks.harness import print_machine
from benchmarks.profile_scoring import EDUCATION, ROLE, Document, Error, Score, score, scores_by
from careerdoc import DateRange, Options
from careerdoc.fields.wordings import entries
from tests.profile_families import FAMILIES, written

FOLDER = Path(__file__).parent / "data" / "profiles"
"""Where the folders of labelled profiles are."""
STORED = ("open", "built", "apart")
"""The folders of labelled profiles, measured apart; see their READMEs."""
UNSEEN = "apart"
"""The folder of which only figures are shown: nobody looks at its texts, nor at what was read wrong."""
HOSTILE = {"months": "Jan Jan", "digits": "1234567890" * 12, "dashes": "-" * 120, "dotted numbers": "1." * 60}
"""Lines that cost much where the time to read them grows faster than they do."""
HOSTILE_LINES = 10_000

_DATED = ("start", "end", "current")
_TIMED_SEEDS = range(2, 60)
_TIMED_LINES = range(55, 66)
_LINES_ABOVE = 2


@dataclass(frozen=True, slots=True)
class LabelledProfile:
    """A text and what it tells."""

    text: str
    label: Document

    @property
    def name(self) -> str:
        """The name under which the text is given."""
        return f"{self.label['id']}.txt"


Reader = Callable[[LabelledProfile], Document]


def stored_profiles(folder: Path) -> list[LabelledProfile]:
    """The profiles `<id>.txt` of the folder with their labels `<id>.json`, by name."""
    paths = sorted(path for path in folder.glob("*.json") if path.with_suffix(".txt").is_file())
    return [_stored(path) for path in paths]


def generated_profiles(seeds: Iterable[int]) -> list[LabelledProfile]:
    """The invented profiles of every layout family that belong to the seeds."""
    profiles = (written(family, seed) for family, seed in product(FAMILIES, seeds))
    return [LabelledProfile(profile.text, profile.gold) for profile in profiles]


def by_careerdoc(profile: LabelledProfile) -> Document:
    """What careerdoc reads, nothing merged, in the form of a label."""
    content = profile.text.encode("utf-8")
    result = careerdoc.parse_bytes(content, name=profile.name, options=Options(merge=False))
    roles = [_facts(role.model_dump(mode="json"), ROLE) for role in result.roles]
    education = [_facts(school.model_dump(mode="json"), EDUCATION) for school in result.education]
    return {"roles": roles, "education": education}


def by_baseline(profile: LabelledProfile) -> Document:
    """The date line and the two lines above it: the organization and, above that, the title."""
    told: dict[str, list[dict[str, Any]]] = {"roles": [], "education": []}
    section = "roles"
    above: list[str] = []
    for line in filter(None, map(str.strip, profile.text.split("\n"))):
        section = _headings().get(line.rstrip(":").casefold(), section)
        dates = _dates_of(line)
        if dates is None:
            above.append(line)
            continue
        name, title = [*above[::-1][:_LINES_ABOVE], None, None][:_LINES_ABOVE]
        names = ("institution", "degree") if section == "education" else ("organization", "title")
        told[section].append(dict(zip(names, (name, title), strict=True)) | dates)
    return told


def read_by(reader: Reader, profiles: Iterable[LabelledProfile]) -> dict[str, Document]:
    """What the reader makes of each profile, by id."""
    return {str(profile.label["id"]): reader(profile) for profile in profiles}


def main(arguments: Sequence[str] = ()) -> None:
    """Prints speed and growth, then a block of figures for each folder beside those of the baseline."""
    parser = ArgumentParser(prog="python -m benchmarks profiles", description=__doc__)
    parser.add_argument(
        "folder", type=Path, nargs="?", help="of <id>.txt and <id>.json, in place of the stored"
    )
    parser.add_argument("--generated", type=int, metavar="N", help="N invented profiles a family instead")
    parser.add_argument("--by", choices=("family", "lang", "id"), default="family", help="how to group")
    parser.add_argument(
        "--errors", action="store_true", help=f"each wrong value, too; never those of {UNSEEN}"
    )
    given = parser.parse_args(arguments)
    print_machine()
    if given.generated is not None:
        _report("generated", generated_profiles(range(given.generated)), given.by, with_errors=given.errors)
        return
    if given.folder is None:
        _print_speed()
        _print_growth()
    for folder in [given.folder] if given.folder else [FOLDER / name for name in STORED]:
        name = folder.resolve().name
        _report(name, stored_profiles(folder), given.by, with_errors=given.errors and name != UNSEEN)


def _report(name: str, profiles: Sequence[LabelledProfile], by: str, *, with_errors: bool) -> None:
    labels = [profile.label for profile in profiles]
    read, naive = (read_by(reader, profiles) for reader in (by_careerdoc, by_baseline))
    print(f"\nProfiles, {name}: {len(profiles)} documents")
    _print_fields(score(labels, read), score(labels, naive))
    _print_groups(scores_by(by, labels, read), scores_by(by, labels, naive))
    if with_errors:
        _print_errors(score(labels, read).errors)


def _print_speed() -> None:
    """Tables are loaded before; words that were met are remembered, so one profile again is read faster."""
    read_by(by_careerdoc, generated_profiles(range(_TIMED_SEEDS.start)))
    timed = [
        profile for profile in generated_profiles(_TIMED_SEEDS) if profile.text.count("\n") in _TIMED_LINES
    ]
    once = len(timed) / _seconds(lambda: read_by(by_careerdoc, timed))
    again = len(timed) / _seconds(lambda: read_by(by_careerdoc, timed[:1] * len(timed)))
    print(f"\nProfiles of {_TIMED_LINES.start} to {_TIMED_LINES.stop - 1} lines, documents a CPU second")
    print(f"  {len(timed)} different ones, each read once: {once:.0f}")
    print(f"  one of them, read {len(timed)} times: {again:.0f}")


def _print_growth() -> None:
    """The lines follow a profile, for alone they look like data and another reader takes them."""
    profile = written("linkedin-web", 0).text
    print(f"\n{HOSTILE_LINES} hostile lines at the end of a profile, CPU seconds")
    for name, line in HOSTILE.items():
        content = profile.encode() + f"\n{line}".encode() * HOSTILE_LINES
        print(f"  {name:14} {_seconds(partial(careerdoc.parse_bytes, content, name='hostile.txt')):.2f}")


def _seconds(task: Callable[[], object]) -> float:
    before = time.process_time()
    task()
    return max(time.process_time() - before, 1e-9)


def _stored(path: Path) -> LabelledProfile:
    label = json.loads(path.read_text(encoding="utf-8"))
    return LabelledProfile(path.with_suffix(".txt").read_bytes().decode("utf-8"), label)


def _facts(record: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    facts = {name: record.get(name) for name in (*names, *_DATED)}
    prose = (record.get("description"), *record.get("highlights", ()))
    return facts | {"description": "\n".join(filter(None, prose)) or None}


@cache
def _headings() -> dict[str, str]:
    """A folded heading and the kind of records below it."""
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    sections = {"education": "education", "experience": "roles"}
    return {word: sections[name] for name, row in table.items() for word in entries(row)}


def _dates_of(line: str) -> dict[str, Any] | None:
    """The dates of a line that is a range, with a duration behind it or none."""
    ranges: Iterator[DateRange] = map(
        careerdoc.parse_date_range, (line, *line.split(" · ")[:1], line.split(" (")[0])
    )
    for found in ranges:
        if not found.single and (found.start or found.end):
            ends = {"start": found.start, "end": found.end}
            told = {name: None if date is None else str(date) for name, date in ends.items()}
            return told | {"current": found.current is True}
    return None


def _print_fields(ours: Score, naive: Score) -> None:
    print(f"  {'':26} {'precision':>9} {'recall':>9} {'F1':>9} {'baseline':>9}")
    names = (
        f"{kind}.{name}" for kind, fields in (("role", ROLE), ("education", EDUCATION)) for name in fields
    )
    for name in names:
        print(f"  {name:26} {ours.fields[name]} {naive.fields[name].f1:9.4f}")
    for kind in ("role", "education"):
        print(f"  {f'{kind} found':26} {ours.found[kind]} {naive.found[kind].f1:9.4f}")
        print(f"  {f'{kind} exact':26} {ours.exact[kind]} {naive.exact[kind].f1:9.4f}")
    print(f"  {'core':26} {ours.core} {naive.core.f1:9.4f}")


def _print_groups(ours: Mapping[str, Score], naive: Mapping[str, Score]) -> None:
    print(f"\n  {'':30} {'core':>9} {'roles':>9} {'education':>9} {'invented':>9} {'baseline':>9}")
    for name, group in ours.items():
        exact = f"{group.exact['role'].f1:9.4f} {group.exact['education'].f1:9.4f}"
        invented = group.found["role"].invented + group.found["education"].invented
        print(f"  {name:30} {group.core.f1:9.4f} {exact} {invented:9} {naive[name].core.f1:9.4f}")


def _print_errors(errors: Sequence[Error]) -> None:
    print("\ndocument, field, labelled, read")
    for error in errors:
        print(f"  {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
