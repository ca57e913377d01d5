"""What each writer makes of a result, and files that are written whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import stat
import sys
from dataclasses import replace
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from rich.cells import cell_len

import careerdoc
from careerdoc.errors import OutputError, UnknownFormatError
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.model.partial_date import PartialDate
from careerdoc.model.records import (
    AnyRecord,
    Conflict,
    Education,
    Evidence,
    OtherValue,
    Person,
    Post,
    Role,
    SourceReference,
    record_from_json,
    record_to_json,
)
from careerdoc.model.result import ParsedDocument, ParseResult, Review
from careerdoc.pipeline import read_records
from careerdoc.sources import from_bytes
from careerdoc.writers import (
    WRITERS,
    csv as csv_writer,
    documents,
    json as json_writer,
    jsonl,
    table,
    write,
    writer_for,
    writer_named,
)
from careerdoc.writers.base import one_line
from careerdoc.writers.whole_file import whole_file

ROLE = Role(
    id="role-1",
    owner="ada",
    title="Engineer [bold]",
    organization="Æther 東京",
    location="Oslo",
    start=PartialDate(2019),
    current=False,
    highlights=("one", "two; three"),
    extra={"team": None, "tags": ["", 0, False, None]},
    leftover=("odd line",),
    sources=(
        SourceReference(name="cv/role.md", reader="frontmatter", line=1, end_line=7),
        SourceReference(name="b/x.txt"),
    ),
    members=("role-2", "role-3"),
    conflicts=(Conflict(field="end", chosen=None, others=(OtherValue(value=None, source=0),)),),
    evidence={"title": (Evidence(source=0, line=2, raw=""),)},
    confidence=0.0,
)
UNTITLED = Role(
    id="role-4",
    start=PartialDate(2018),
    end=PartialDate(2019),
    description="Facebook Reels: feed delivery infrastructure for a billion people, written anew twice",
)
STUDY = Education(
    id="education-1", institution="Universitetet i Oslo", degree="MSc", field_of_study="Physics", current=True
)
POST = Post(
    id="post-1",
    title="Ærlig talt",
    url="https://example.org/a",
    authors=(Person(name="Ada", email="ada@example.org"), Person(url="https://example.org/ada")),
    published=datetime.fromisoformat("2021-03-28T10:00:00+02:00"),
    is_full=False,
    word_count=0,
)
RECORDS: tuple[AnyRecord, ...] = (ROLE, UNTITLED, STUDY, POST)
ISSUE = Issue(IssueCode.BAD_DATE, "no date", "cv/role.md", line=3, raw="soon")
DOCUMENT = ParsedDocument("cv/role.md", "ok", "frontmatter", "utf-8", (ROLE,), (ISSUE,))
RESULT = ParseResult(
    records=RECORDS,
    sightings=RECORDS,
    reviews=(Review("role-1", "role-4", 1.5, ("title: same (1.5)",)),),
    issues=(ISSUE,),
    documents=(DOCUMENT, ParsedDocument("none.md", "failed")),
)


def written(name: str, result: ParseResult) -> str:
    write_text = writer_named(name).write
    assert write_text is not None
    return write_text(result)


def null_or_empty(values: Any) -> bool:
    return values is None or values in ("", [], {})


def test_jsonl_holds_one_record_a_line_that_reads_back() -> None:
    text = jsonl.write(RESULT)
    assert text.endswith("\n")
    lines = text.removesuffix("\n").split("\n")
    assert tuple(record_from_json(json.loads(line)) for line in lines) == RECORDS
    assert lines[0].startswith('{"schema": "careerdoc/1", "kind": "role", "id": "role-1"')
    assert "Æther 東京" in lines[0]


def test_json_reads_back_to_the_same_records() -> None:
    values = json.loads(json_writer.write(RESULT))
    assert list(values) == ["schema", "roles", "education", "posts", "reviews", "issues"]
    stored = (*values["roles"], *values["education"], *values["posts"])
    assert tuple(record_from_json(one) for one in stored) == RECORDS


def test_json_leaves_out_what_is_unknown_but_keeps_false_and_zero() -> None:
    values = json.loads(json_writer.write(RESULT))
    role, post = values["roles"][0], values["posts"][0]
    assert (role["current"], role["confidence"]) == (False, 0.0)
    assert (post["is_full"], post["word_count"]) == (False, 0)
    assert not [
        name for record in (role, post, *values["issues"]) for name in record if null_or_empty(record[name])
    ]
    assert role["sources"] == [
        {"name": "cv/role.md", "reader": "frontmatter", "line": 1, "end_line": 7},
        {"name": "b/x.txt"},
    ]
    assert post["authors"] == [
        {"name": "Ada", "email": "ada@example.org"},
        {"url": "https://example.org/ada"},
    ]
    assert post["published"] == "2021-03-28T10:00:00+02:00"


def test_json_keeps_the_nulls_of_the_source_itself() -> None:
    role = json.loads(json_writer.write(RESULT))["roles"][0]
    assert role["extra"] == {"team": None, "tags": ["", 0, False, None]}


def test_json_of_nothing_names_its_schema() -> None:
    assert json.loads(json_writer.write(ParseResult())) == {"schema": "careerdoc/1"}


def test_documents_holds_one_line_for_each_input() -> None:
    first, second = (json.loads(line) for line in documents.write(RESULT).splitlines())
    assert first == {
        "source": "cv/role.md",
        "status": "ok",
        "reader": "frontmatter",
        "encoding": "utf-8",
        "issues": [ISSUE.to_json()],
        "records": [record_to_json(ROLE)],
    }
    assert (second["source"], second["status"], second["records"]) == ("none.md", "failed", [])


def strict_json(text: str) -> Any:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    return json.loads(text, parse_constant=refuse)


@pytest.mark.parametrize("number", [".nan", "-.inf", "1e999", "-1.5E+400", "[1e999, .inf]"])
def test_what_no_number_holds_stays_text(number: str) -> None:
    text = f"---\ntitle: Keeper\ncompany: Tarn\nstart: 2019\nrank: {number}\n---\n"
    result = careerdoc.parse_bytes(text.encode(), name="role.md")
    told = number.strip("[]").split(", ")
    assert result.records[0].extra == {"rank": told if "[" in number else told[0]}
    for name in ("jsonl", "documents"):
        assert [strict_json(line) for line in written(name, result).splitlines()]
    assert strict_json(json_writer.write(result))["roles"][0]["title"] == "Keeper"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize(
    "values", [{"confidence": 0}, {"extra": {"rank": 0}}, {"extra": {"ranks": [{"a": 0}]}}]
)
def test_a_record_holds_no_number_that_json_has_not(values: dict[str, Any], number: float) -> None:
    def with_number(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: with_number(one) for name, one in value.items()}
        return [with_number(one) for one in value] if isinstance(value, list) else number

    with pytest.raises(ValidationError):
        Role(**with_number(values))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_stored_record_with_such_a_number_is_malformed(number: str) -> None:
    stored = jsonl.write(ParseResult(records=(ROLE,))).replace('"team": null', f'"team": {number}')
    document = read_records(from_bytes(stored.encode(), "stored.jsonl"))
    assert [issue.code for issue in document.issues] == [IssueCode.MALFORMED_RECORD]


def test_a_stored_record_with_half_a_character_in_a_key_is_malformed() -> None:
    document = read_records(from_bytes(b'{"kind": "role", "\\ud800": 1}\n{"kind": "role"}', "stored.jsonl"))
    (issue,) = document.issues
    assert (issue.code, issue.line, len(document.records)) == (IssueCode.MALFORMED_RECORD, 1, 1)
    assert "role: Input should be a valid string" in issue.message


def test_csv_has_a_row_for_each_record_and_every_fact() -> None:
    text = csv_writer.write(RESULT)
    rows = list(csv.DictReader(StringIO(text, newline="")))
    assert list(rows[0])[:5] == ["kind", "id", "owner", "owner_name", "title"]
    assert set(rows[0]) == {"kind", "id", "owner", "owner_name", *Role.FACTS, *Education.FACTS, *Post.FACTS}
    assert [row["id"] for row in rows] == [record.id for record in RECORDS]
    assert (rows[0]["highlights"], rows[0]["current"], rows[0]["start"]) == (
        "one; two; three",
        "false",
        "2019",
    )
    assert rows[2]["current"] == "true"
    assert rows[3]["authors"] == "Ada <ada@example.org>; https://example.org/ada"
    assert rows[3]["published"] == "2021-03-28T10:00:00+02:00"
    assert rows[3]["organization"] == ""


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", "a\nb", 'say "a", b', "=1+1"])
def test_csv_reads_back_whatever_a_value_holds(text: str) -> None:
    written = csv_writer.write(ParseResult(records=(Role(title=text, organization="after"),)))
    (row,) = csv.DictReader(StringIO(written, newline=""))
    assert (row["title"], row["organization"]) == (text.replace("\r\n", "\n").replace("\r", "\n"), "after")


def table_rows(result: ParseResult) -> list[str]:
    return [" ".join(line.split()) for line in table.write(result, width=140).splitlines()]


def test_table_shows_when_what_where_and_the_sources() -> None:
    rows = table_rows(RESULT)
    first = rows.index("2019 – ? Engineer [bold] Æther 東京, Oslo role.md")
    assert rows[first + 1] == "x.txt", "each source stands on a line of its own"
    assert "? – now MSc, Physics Universitetet i Oslo —" in rows
    assert "2021-03-28 Ærlig talt Ada, https://example.org/ada —" in rows
    assert [row for row in rows if row in {"Roles", "Education", "Posts"}] == ["Roles", "Education", "Posts"]


def test_table_shows_how_an_untitled_role_begins() -> None:
    assert "2018 – 2019 (untitled) Facebook Reels: feed delivery infrastructure… — —" in table_rows(RESULT)


@pytest.mark.parametrize(
    ("role", "when"),
    [
        (Role(title="x"), "—"),
        (Role(title="x", end=PartialDate(2019, 6)), "? – 2019-06"),
        (Role(title="x", start=PartialDate(2019), current=True), "2019 – now"),
        (Role(title="x", start=PartialDate(2019), end=PartialDate(2019)), "2019"),
    ],
)
def test_table_says_when(role: Role, when: str) -> None:
    assert f"{when} x — —" in table_rows(ParseResult(records=(role,)))


def test_table_columns_stand_under_each_other_for_wide_characters() -> None:
    wide = Role(title="東京大学", organization="X1", sources=(SourceReference(name="a.md"),))
    narrow = Role(title="Engineer", organization="X2", sources=(SourceReference(name="a.md"),))
    lines = table.write(ParseResult(records=(wide, narrow))).splitlines()
    places = {cell_len(line[: line.index(mark)]) for line in lines for mark in ("X1", "X2") if mark in line}
    assert len(places) == 1


def test_table_is_never_wider_than_asked() -> None:
    role = Role(title="long " * 80, organization="w" * 300, sources=(SourceReference(name="n" * 200),))
    assert (
        max(cell_len(line) for line in table.write(ParseResult(records=(role,)), width=60).splitlines()) <= 60
    )


def test_table_obeys_no_control_character_and_no_markup() -> None:
    text = table.write(ParseResult(records=(Role(title="a\x1b[31mb\nc [red]d[/red]"),)))
    assert "\x1b" not in text
    assert r"a\x1b[31mb\nc [red]d[/red]" in " ".join(text.split())


def test_table_of_nothing_says_so() -> None:
    assert table.write(ParseResult()) == "No records.\n"


def test_one_line_escapes_controls_only() -> None:
    assert one_line("a\tb\u2028\x85 Æ") == r"a\tb\u2028\x85 Æ"


def test_every_writer_is_found_by_its_name_and_suffixes() -> None:
    names = ["jsonl", "json", "documents", "table", "csv", "markdown"]
    assert [writer.name for writer in WRITERS] == names
    for writer in WRITERS:
        assert writer_named(writer.name) is writer
        assert all(writer_for(f"out{suffix.upper()}") is writer for suffix in writer.suffixes)
        assert (writer.write is None) != (writer.write_files is None)
        assert writer.write is None or writer.write(RESULT).endswith("\n")


@pytest.mark.parametrize("name", ["jsonl", "documents"])
def test_lines_of_the_inputs_make_the_whole(name: str) -> None:
    unmerged = replace(RESULT, records=(ROLE,))
    writer = writer_named(name)
    assert writer.write_document is not None
    assert "".join(map(writer.write_document, unmerged.documents)) == written(name, unmerged)


def test_only_documents_hold_no_merged_records() -> None:
    assert [writer.name for writer in WRITERS if not writer.holds_merged] == ["documents"]


def test_tables_fit_a_width() -> None:
    (writer,) = (writer for writer in WRITERS if writer.write_in_width is not None)
    assert writer.write_in_width is not None
    assert writer.write_in_width(RESULT, 60) == table.write(RESULT, width=60) != written(writer.name, RESULT)


@pytest.mark.parametrize("path", ["out.docx", "out", "dir.json/out"])
def test_an_unknown_suffix_names_the_known_ones(path: str) -> None:
    with pytest.raises(UnknownFormatError, match=r"\.jsonl, .*\.csv"):
        writer_for(path)


def test_write_chooses_by_suffix_or_name(tmp_path: Path) -> None:
    write(RESULT, tmp_path / "out.json")
    write(RESULT, tmp_path / "out.anything", to="csv")
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == json_writer.write(RESULT)
    assert (tmp_path / "out.anything").read_text(encoding="utf-8") == csv_writer.write(RESULT)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.anything", "out.json"]


def test_a_block_that_raises_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.txt"
    path.write_text("before")
    no_bytes: Any = None
    with pytest.raises(TypeError), whole_file(path) as file:
        file.writelines([b"half", no_bytes])
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and links of POSIX")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "out.txt", tmp_path / "link.txt"
    path.write_text("before")
    path.chmod(0o640)
    link.symlink_to(path)
    with whole_file(link) as file:
        file.write(b"after")
    assert (path.read_text(), link.is_symlink()) == ("after", True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "usual.txt").touch()
    with whole_file(tmp_path / "out.txt") as file:
        file.write(b"")
    assert (tmp_path / "out.txt").stat().st_mode == (tmp_path / "usual.txt").stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="devices of POSIX")
def test_a_device_is_written_and_not_replaced() -> None:
    with whole_file(os.devnull) as file:
        file.write(b"gone")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)


@pytest.mark.parametrize("path", ["missing/out.txt", ".", "nul\0.txt"])
def test_what_cannot_be_written_is_an_output_error(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OutputError), whole_file(path) as file:
        file.write(b"x")
    assert list(tmp_path.iterdir()) == []
