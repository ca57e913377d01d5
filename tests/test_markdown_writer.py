"""Records as files with front matter, and the same records read back from them."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import is_normalized

import frontmatter
import pytest
from hypothesis import example, given, settings, strategies as st
from pydantic import JsonValue

import careerdoc
from careerdoc import Education, OptionError, Options, OutputError, PartialDate, Person, Post, Role
from careerdoc.model.records import (
    AnyRecord,
    Conflict,
    Evidence,
    LoggedRepair,
    OtherValue,
    SourceReference,
    record_to_json,
)
from careerdoc.model.result import ParsedDocument, ParseResult
from careerdoc.writers import writer_for
from careerdoc.writers.file_names import file_names
from careerdoc.writers.markdown import write_files
from tests.cli_process import ROLE, messages, records, run

WHOLE = Options(provenance="full", merge=False)
TRAPS = [
    "NO",
    "y",
    "1e3",
    "1.5e-7",
    "0o7",
    "012",
    "0x1f",
    "12:30",
    "1_000",
    "2019",
    "2019-06",
    "2019-06-30",
    "2019-06-30T10:00:00Z",
    "~",
    "=",
    "<<",
    "null",
    "true",
    ".nan",
    "-.inf",
    " x ",
    "a: b",
    "a #b",
    "#",
    "- a",
    "? a",
    "[a",
    "{a: b}",
    '["a"]',
    "&a",
    "*a",
    "!a",
    "%a",
    "@a",
    "`a",
    "'",
    '"',
    "\\",
    "---",
    "...",
    "a\n---\nb",
    "a\n...\nb",
    "\n",
    "a\n",
    "\na",
    " a\nb",
    "a \nb",
    "a\n\n\n  b",
    "\ta",
    "a\tb\nc",
    "a\rb",
    "a\r\nb",
    "a\x85b",
    "a\u2028b\u2029c",
    "\xa0",
    "\u3000a",
    "a\n- \xa0b",
    "- \xa0\n---",
    "\ufeffa",
    "\ufffe",
    "a\x00b\x1b[1m",
    "🎓 études",
    "👩‍🚀\nnext",
    "हिन्दी",
    "word " * 500,
    "x" * 3_000,
    "{{ site.title }}",
    "<!-- c -->",
    "schema: careerdoc/1",
    "IngÃ©nieure Â",
    "~{<:Ky2;S{#,NpJ)l6HK!#~}",
]
TEXT = st.one_of(st.sampled_from(TRAPS), st.text(max_size=40))
OPTIONAL_TEXT = st.none() | TEXT
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-9, 9)
JSON_VALUE = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
DATES = st.none() | st.dates().flatmap(
    lambda day: st.sampled_from(
        [PartialDate(day.year), PartialDate(day.year, day.month), PartialDate(day.year, day.month, day.day)]
    )
)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45)), timezone(timedelta(hours=-3))])
MOMENTS = DATES | st.datetimes(timezones=ZONES)
LINES = st.none() | st.integers(1, 10**6)
SOURCES = st.builds(
    SourceReference, name=TEXT, reader=OPTIONAL_TEXT, line=LINES, url=OPTIONAL_TEXT, joined=OPTIONAL_TEXT
)
REPAIRS = st.builds(
    LoggedRepair,
    line=st.integers(1, 9),
    span_before=st.just((0, 1)),
    span_after=st.just((0, 2)),
    before=TEXT,
    after=TEXT,
    reason=TEXT,
    certainty=st.just("exact"),
)
EVIDENCE = st.builds(
    Evidence,
    source=st.integers(0, 9),
    line=st.integers(1, 9),
    raw=TEXT,
    repairs=st.lists(REPAIRS, max_size=1).map(tuple),
    confidence=st.floats(0, 1),
)
OTHERS = st.lists(st.builds(OtherValue, value=JSON_VALUE, source=LINES), max_size=2).map(tuple)
COMMON: dict[str, Any] = {
    "id": st.from_regex(r"[a-z]+-[0-9a-f]{16}", fullmatch=True) | TEXT.filter(bool),
    "owner": OPTIONAL_TEXT,
    "owner_name": OPTIONAL_TEXT,
    "language": OPTIONAL_TEXT,
    "extra": st.dictionaries(TEXT, JSON_VALUE, max_size=3),
    "leftover": TEXTS,
    "sources": st.lists(SOURCES, max_size=2).map(tuple),
    "members": TEXTS,
    "conflicts": st.lists(st.builds(Conflict, field=TEXT, chosen=JSON_VALUE, others=OTHERS), max_size=1).map(
        tuple
    ),
    "evidence": st.dictionaries(TEXT, st.lists(EVIDENCE, max_size=2).map(tuple), max_size=2),
    "confidence": st.floats(0, 1),
}
FLAGS = st.none() | st.booleans()
ROLES = st.builds(
    Role,
    **COMMON,
    title=OPTIONAL_TEXT,
    organization=OPTIONAL_TEXT,
    location=OPTIONAL_TEXT,
    work_mode=st.sampled_from([None, "remote"]),
    start=DATES,
    end=DATES,
    current=FLAGS,
    description=OPTIONAL_TEXT,
    highlights=TEXTS,
    content=OPTIONAL_TEXT,
    technologies=TEXTS,
)
STUDIES = st.builds(
    Education,
    **COMMON,
    institution=OPTIONAL_TEXT,
    degree=OPTIONAL_TEXT,
    start=DATES,
    grade=OPTIONAL_TEXT,
    description=OPTIONAL_TEXT,
    url=OPTIONAL_TEXT,
)
POSTS = st.builds(
    Post,
    **COMMON,
    title=OPTIONAL_TEXT,
    source_id=OPTIONAL_TEXT,
    authors=st.lists(st.builds(Person, name=OPTIONAL_TEXT, email=OPTIONAL_TEXT), max_size=2).map(tuple),
    published=MOMENTS,
    updated=MOMENTS,
    summary=OPTIONAL_TEXT,
    content=OPTIONAL_TEXT,
    content_html=OPTIONAL_TEXT,
    tags=TEXTS,
    is_full=FLAGS,
    word_count=st.none() | st.integers(0),
)
RECORDS = st.one_of(ROLES, STUDIES, POSTS)
WINDOWS_NAMES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?")


def nested(levels: int) -> Any:
    value: Any = "deep"
    for _ in range(levels):
        value = {"in": value}
    return value


def read_back(stored: Iterable[AnyRecord]) -> list[AnyRecord]:
    """What a folder of the records' files gives, without a complaint about any."""
    with TemporaryDirectory() as folder:
        careerdoc.write(ParseResult(records=tuple(stored)), folder, to="markdown")
        result = careerdoc.parse(folder, options=WHOLE)
    assert not result.issues
    return sorted(result.records, key=sorting_key)


def sorting_key(record: AnyRecord) -> str:
    return json.dumps(record_to_json(record))


def document(text: str, name: str = "role.md") -> ParsedDocument:
    (read,) = careerdoc.parse_bytes(text.encode(), name=name, options=WHOLE).documents
    return read


@given(st.lists(RECORDS, min_size=1, max_size=4))
@example([Role(id="role-1", extra={"deep": nested(60), "many": list(range(30_000)), "great": 10**30})])
@example([Role(id="role-1", title="a"), Role(id="role-1", title="a"), Role(id="role-1", title="a")])
def test_a_folder_gives_the_same_records_back(stored: list[AnyRecord]) -> None:
    assert read_back(stored) == sorted(stored, key=sorting_key)


@pytest.mark.parametrize("text", TRAPS)
def test_a_trap_survives_wherever_it_stands(text: str) -> None:
    extra: dict[str, JsonValue] = {text: text, "a": {text: [text]}}
    stored: list[AnyRecord] = [
        Role(id="role-1", title=text, content=text, highlights=(text,), extra=extra),
        Education(id="education-1", institution=text, description=text),
        Post(id="post-1", title=text, content=text, summary=text, tags=(text, text)),
    ]
    assert read_back(stored) == sorted(stored, key=sorting_key)


@settings(max_examples=50)
@given(RECORDS)
def test_other_programs_read_the_same_texts(record: AnyRecord) -> None:
    """PyYAML follows YAML 1.1, this package YAML 1.2: no text of a file may differ between them."""
    ((_, text),) = write_files(ParseResult(records=(record,)))
    metadata, _ = frontmatter.parse(text)
    for name in ("title", "organization", "institution", "degree", "owner", "highlights", "tags", "members"):
        value = record_to_json(record).get(name)
        assert (metadata.get(name) or None) == (value or None)


GOLDEN = Role(
    id="role-0123456789abcdef",
    title="Site Reliability Engineer",
    organization="Æther & Søn",
    start=PartialDate(2019, 6),
    end=PartialDate(2021),
    current=False,
    description="Kept the *lights* on.\nSlept well: mostly.",
    highlights=("Moved 400 jobs", "yes"),
    content="# On call\n- 24/7, for *all* of 東京\n- no pager\n\n1. Calm",
    extra={"team": None, "rank": 1.0, "batch": 1e-7},
    sources=(SourceReference(name="cv/role.md", reader="frontmatter", line=1, end_line=9),),
    members=("role-1", "role-2"),
)
GOLDEN_TEXT = """\
---
schema: careerdoc/1
kind: role
id: role-0123456789abcdef
title: Site Reliability Engineer
organization: Æther & Søn
start: 2019-06
end: '2021'
current: false
description: |-
  Kept the *lights* on.
  Slept well: mostly.
highlights:
- Moved 400 jobs
- 'yes'
extra:
  team: null
  rank: 1.0
  batch: 1e-07
sources:
- name: cv/role.md
  reader: frontmatter
  line: 1
  end_line: 9
members:
- role-1
- role-2
confidence: 1.0
---

\\# On call\\
\\- 24/7, for \\*all\\* of 東京\\
\\- no pager

1\\. Calm
"""


def test_a_file_is_readable() -> None:
    (written,) = write_files(ParseResult(records=(GOLDEN,)))
    assert written == ("roles/2019-06-æther-søn-site-reliability-engineer.md", GOLDEN_TEXT)
    assert document(GOLDEN_TEXT).layout == "careerdoc/1"


def test_what_no_body_shows_stays_in_the_head() -> None:
    role = Role(id="role-1", content="a\x00b")
    ((_, text),) = write_files(ParseResult(records=(role,)))
    assert text.endswith('content: "a\\0b"\nconfidence: 1.0\n---\n')


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("title: Site", "title: Chief Site", {"title": "Chief Site Reliability Engineer"}),
        ("members:\n- role-1\n- role-2\n", "", {"members": ()}),
        ("current: false\n", "current:\n", {"current": None}),
        ("end: '2021'", "end: 2020", {"end": PartialDate(2020)}),
        ("- 'yes'", "- 42", {"highlights": ("Moved 400 jobs", "42")}),
        ("extra:\n", "mood: good\nextra:\n", {"extra": {**GOLDEN.extra, "mood": "good"}}),
        ("\\# On call", "Off *duty*", {"content": (GOLDEN.content or "").replace("# On call", "Off *duty*")}),
        ("\n", "\r\n", {}),
        ("---\n\n", "---\n\n\n\n", {}),
    ],
)
def test_a_file_that_was_edited_by_hand_is_still_that_record(
    old: str, new: str, changed: dict[str, Any]
) -> None:
    assert old in GOLDEN_TEXT
    read = document(GOLDEN_TEXT.replace(old, new))
    assert read.records == (GOLDEN.model_copy(update=changed),)
    assert (read.status, read.issues) == ("ok", ())


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("start: 2019-06", "start: June 2019", "start"),
        ("current: false", "current: perhaps", "current"),
        ("kind: role", "kind: job", "kind"),
        ("sources:\n", "sources: {}\nold_sources:\n", "sources"),
        ("extra:\n", "team: blue\nextra:\n", "extra"),
        ("current: false\n", "current: false\ncontent: more\n", "content"),
        ("highlights:\n", "highlights: [a, b: c]\nothers:\n", "highlights"),
    ],
)
def test_a_file_that_is_no_record_any_more_is_read_like_any_other(old: str, new: str, field: str) -> None:
    assert old in GOLDEN_TEXT
    read = document(GOLDEN_TEXT.replace(old, new))
    (record,) = read.records
    assert isinstance(record, Role)
    assert (record.id != GOLDEN.id, record.start) == (True, PartialDate(2019, 6))
    (issue,) = (issue for issue in read.issues if issue.code == "malformed-record")
    assert (issue.field, issue.source, issue.line) == (field, "role.md", 2)


def test_another_schema_is_no_record_of_this_one() -> None:
    read = document(GOLDEN_TEXT.replace("careerdoc/1", "careerdoc/9"))
    assert [record.extra["schema"] for record in read.records] == ["careerdoc/9"]
    assert "malformed-record" not in {issue.code for issue in read.issues}


def test_comments_and_lines_above_are_told() -> None:
    read = document("role.md\n" + GOLDEN_TEXT.replace("end: '2021'", "end: '2021' # or so"))
    assert read.records == (GOLDEN,)
    assert [(issue.line, issue.raw) for issue in read.issues] == [(1, "role.md"), (9, "end: '2021' # or so")]


def test_a_record_without_an_id_gets_one() -> None:
    (record,) = document(GOLDEN_TEXT.replace("id: role-0123456789abcdef\n", "")).records
    assert re.fullmatch("role-[0-9a-f]{16}", record.id)
    assert record.model_copy(update={"id": GOLDEN.id}) == GOLDEN


def test_records_of_files_are_merged_with_others() -> None:
    other = "---\ntitle: Site Reliability Engineer\ncompany: Æther & Søn\nstart: 2019-06\n---\n"
    inputs = [("role.md", GOLDEN_TEXT), ("other.md", other)]
    (role,) = careerdoc.parse_sources(careerdoc.Source(name, text.encode()) for name, text in inputs).roles
    assert [source.name for source in role.sources] == ["cv/role.md", "other.md"]


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (Post(title="The Title!", published=PartialDate(2021, 3, 4)), "posts/2021-03-04-the-title.md"),
        (
            Post(title="A", published=datetime(2021, 3, 4, 23, tzinfo=timezone(timedelta(hours=-8)))),
            "posts/2021-03-04-a.md",
        ),
        (Post(id="post-1"), "posts/post-1.md"),
        (Post(title="..."), "posts/post.md"),
        (Post(title="AUX"), "posts/aux-post.md"),
        (Post(title="com¹"), "posts/com¹-post.md"),
        (Post(title="../../etc/passwd"), "posts/etc-passwd.md"),
        (Education(institution="Université", degree="M.Sc."), "education/université-m-sc.md"),
        (Role(organization="東京 Works", start=PartialDate(2019)), "roles/2019-東京-works.md"),
        (Role(title="हिन्दी अनुवादक"), "roles/हिन्दी-अनुवादक.md"),
        (Role(title="Cafe\u0301 Ⅷ"), "roles/café-ⅷ.md"),
        (Role(title="word " * 30), f"roles/{'-'.join(['word'] * 12)}.md"),
        (Role(title="字" * 90), f"roles/{'字' * 60}.md"),
    ],
)
def test_names(record: AnyRecord, name: str) -> None:
    assert list(file_names([record], ".md")) == [name]


def test_equal_names_are_numbered() -> None:
    titles = ["a", "a", "A!", "a 2", "a"]
    posts = [Post(title=title) for title in titles]
    assert list(file_names(posts, "")) == ["posts/a", "posts/a-2", "posts/a-3", "posts/a-2-2", "posts/a-4"]


@given(st.lists(RECORDS, max_size=5))
def test_names_are_safe_everywhere(stored: list[AnyRecord]) -> None:
    names = list(file_names(stored, ".md"))
    assert names == list(file_names(stored, ".md"))
    assert len({name.casefold() for name in names}) == len(names) == len(stored)
    for name in names:
        folder, base = name.split("/")
        assert folder in {"roles", "education", "posts"}
        assert re.fullmatch(r"[^\s\\/:*?\"<>|.\x00-\x1f]+\.md", base)
        assert len(base.encode()) <= 255
        assert not WINDOWS_NAMES.fullmatch(base)
        assert is_normalized("NFC", base)


def test_write_takes_a_folder(tmp_path: Path) -> None:
    result = ParseResult(records=(GOLDEN,))
    (tmp_path / "there").mkdir()
    for folder, to in (("new", "markdown"), (f"deep/er{os.sep}", None), ("there", None)):
        careerdoc.write(result, os.path.join(tmp_path, folder), to=to)
        (file,) = (tmp_path / folder / "roles").iterdir()
        assert file.read_text(encoding="utf-8") == GOLDEN_TEXT
    careerdoc.write(ParseResult(), tmp_path / "none", to="markdown")
    assert list((tmp_path / "none").iterdir()) == []


def test_files_of_the_same_name_are_replaced_and_others_stay(tmp_path: Path) -> None:
    careerdoc.write(ParseResult(records=(GOLDEN,)), tmp_path, to="markdown")
    (tmp_path / "roles" / "mine.md").write_text("mine")
    changed = GOLDEN.model_copy(update={"content": "New."})
    careerdoc.write(ParseResult(records=(changed,)), tmp_path, to="markdown")
    mine, written = sorted(
        (tmp_path / "roles").iterdir(), reverse=True, key=lambda path: path.name == "mine.md"
    )
    assert mine.read_text() == "mine"
    assert written.read_text(encoding="utf-8").endswith("---\n\nNew.\n")


def test_a_suffix_counts_before_a_folder(tmp_path: Path) -> None:
    (tmp_path / "out.json").mkdir()
    assert writer_for(tmp_path / "out.json").name == "json"
    assert writer_for(tmp_path).name == "markdown"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("before")
    with pytest.raises(OptionError, match="is a file; markdown is written to a folder, such as out/"):
        careerdoc.write(ParseResult(records=(GOLDEN,)), tmp_path / "out.txt", to="markdown")
    assert (tmp_path / "out.txt").read_text() == "before"


@pytest.mark.parametrize("path", ["out.txt/in", "nul\0/", "a/" * 3_000], ids=["file", "nul", "deep"])
def test_a_folder_that_cannot_be_made_is_an_output_error(path: str, tmp_path: Path) -> None:
    (tmp_path / "out.txt").write_text("before")
    with pytest.raises(OutputError):
        careerdoc.write(ParseResult(records=(GOLDEN,)), os.path.join(tmp_path, path), to="markdown")


@pytest.mark.parametrize("arguments", [["-t", "markdown", "-o", "out"], ["-o", "out/"]])
def test_the_command_line_writes_a_folder_that_reads_back(folder: Path, arguments: list[str]) -> None:
    process = run(folder, "parse", ".", "--provenance", "full", *arguments)
    assert (process.returncode, process.stdout) == (0, b"")
    assert messages(process)[-1].startswith("3 inputs: 2 roles, 0 education, 1 post;")
    names = sorted(path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("*.md"))
    assert names[0] == "posts/2021-03-28-on-iron.md"
    assert names[2] == "roles/2019-06-東京-works-smith-of-ærlige-ord.md"
    stored = records(run(folder, "parse", "out", "--provenance", "full"))
    told = records(run(folder, "parse", "role.md", "feed.xml", "profile.txt", "--provenance", "full"))
    assert len(stored) == 3
    assert {one["id"]: one | {"sources": []} for one in stored} == {
        one["id"]: one | {"sources": []} for one in told
    }


def test_merge_writes_a_folder(folder: Path) -> None:
    stored = run(folder, "parse", "role.md").stdout
    process = run(folder, "merge", "-t", "markdown", "-o", "out", stdin=stored)
    assert process.returncode == 0
    assert records(run(folder, "parse", "out")) == records(run(folder, "parse", "role.md"))


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["-t", "markdown"], "name it with --output DIR"),
        (["-t", "markdown", "-o", "-"], "name it with --output DIR"),
        (["-t", "markdown", "-o", "role.md"], "such as out/"),
    ],
)
def test_wrong_use_names_the_way_out(folder: Path, arguments: list[str], named: str) -> None:
    process = run(folder, "parse", "role.md", *arguments)
    assert (process.returncode, process.stdout) == (2, b"")
    assert named in messages(process)[0]
    assert (folder / "role.md").read_text(encoding="utf-8") == ROLE


def test_a_folder_that_cannot_be_written_is_74(folder: Path) -> None:
    process = run(folder, "parse", "role.md", "-t", "markdown", "-o", "role.md/out")
    assert process.returncode == 74
    assert messages(process)[-1].startswith("careerdoc: role.md/out: ")


@pytest.mark.skipif(sys.platform == "win32", reason="a folder where a file should be")
def test_a_file_that_cannot_be_written_is_74(folder: Path) -> None:
    (folder / "out").mkdir()
    (folder / "out" / "roles").write_text("no folder")
    process = run(folder, "parse", "role.md", "-o", "out")
    assert process.returncode == 74
    assert messages(process)[-1].startswith("careerdoc: out")


def test_help_and_formats_name_it(folder: Path) -> None:
    assert "  markdown     Markdown with front matter" in run(folder, "formats").stdout.decode()
    for command in ("parse", "merge"):
        assert "markdown" in run(folder, command, "--help").stdout.decode()


def test_items_of_one_key_beside_others_come_back(tmp_path: Path) -> None:
    record = Education(
        id="education-1",
        institution="Fell",
        extra={"odd": [False, {";": None}], "odder": ["a", {"b: c": "d"}], "texts": [{"Of lamps": "oil"}]},
    )
    careerdoc.write(careerdoc.merge([record]), f"{tmp_path}/out/")
    assert careerdoc.parse(f"{tmp_path}/out/").records == (record,)
