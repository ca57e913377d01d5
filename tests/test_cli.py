"""The command line, as processes: what goes in and what comes out."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import careerdoc
from tests.cli_process import (
    PROFILE,
    ROLE,
    codes,
    environment,
    messages,
    records,
    run,
)
from tests.fixture_cases import FIXTURES


def test_parse_writes_json_lines_and_a_summary(folder: Path) -> None:
    process = run(folder, "parse", "role.md", "feed.xml", "profile.txt")
    assert process.returncode == 0
    assert [record["kind"] for record in records(process)] == ["role", "role", "post"]
    role = records(process)[0]
    assert (role["schema"], role["title"], role["organization"]) == (
        "careerdoc/1",
        "Smith [of] Ærlige ord",
        "東京 Works",
    )
    assert (role["start"], role["current"], role["sources"][0]["name"]) == ("2019-06", True, "role.md")
    assert re.fullmatch(
        r"3 inputs: 2 roles, 0 education, 1 post; 0 errors, 0 warnings, \d+ notes?( \(-v shows them\))?",
        messages(process)[-1],
    )


def test_parse_walks_a_directory(folder: Path) -> None:
    process = run(folder, "parse", ".")
    assert {record["sources"][0]["name"] for record in records(process)} == {
        "./feed.xml",
        "./profile.txt",
        "./role.md",
    }


def test_jsonl_is_utf8_with_plain_line_ends_in_any_locale(folder: Path) -> None:
    process = run(folder, "parse", "role.md", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "東京 Works".encode() in process.stdout
    assert b"\r" not in process.stdout
    shown = run(
        folder, "parse", "role.md", "-t", "table", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0"
    )
    assert "2019-06 – now" in shown.stdout.decode("utf-8")


def test_json_is_one_document(folder: Path) -> None:
    values = json.loads(run(folder, "parse", "role.md", "feed.xml", "--to", "json").stdout)
    assert values["schema"] == "careerdoc/1"
    assert [role["title"] for role in values["roles"]] == ["Smith [of] Ærlige ord"]
    assert [post["title"] for post in values["posts"]] == ["On iron"]
    assert "education" not in values


def test_documents_is_one_line_an_input_in_order(folder: Path) -> None:
    process = run(folder, "parse", "profile.txt", "missing.md", "role.md", "--to", "documents")
    lines = records(process)
    assert [line["source"] for line in lines] == ["profile.txt", "missing.md", "role.md"]
    assert [line["status"] for line in lines] == ["ok", "failed", "ok"]
    assert list(lines[0]) == ["source", "status", "reader", "encoding", "issues", "records"]
    assert lines[1]["issues"][0]["code"] == "not-found"
    assert lines[2]["records"][0]["title"] == "Smith [of] Ærlige ord"


def test_table_and_csv(folder: Path) -> None:
    table = run(folder, "parse", "role.md", "-t", "table").stdout.decode("utf-8")
    assert "Roles" in table
    assert "Smith [of] Ærlige ord" in table
    header, row = run(folder, "parse", "role.md", "-t", "csv").stdout.decode("utf-8").splitlines()
    assert header.startswith("kind,id,owner,owner_name,title,")
    assert row.startswith("role,role-")


def test_no_merge_leaves_the_same_fact_twice(folder: Path) -> None:
    (folder / "again.md").write_text(ROLE, encoding="utf-8")
    (merged,) = records(run(folder, "parse", "role.md", "again.md"))
    assert {source["name"] for source in merged["sources"]} == {"again.md", "role.md"}
    apart = records(run(folder, "parse", "role.md", "again.md", "--no-merge"))
    assert [record["sources"][0]["name"] for record in apart] == ["role.md", "again.md"]


def test_kind_keeps_only_that_kind(folder: Path) -> None:
    process = run(folder, "parse", ".", "--kind", "post")
    assert [record["kind"] for record in records(process)] == ["post"]
    both = run(folder, "parse", ".", "--kind", "post", "--kind", "role")
    assert {record["kind"] for record in records(both)} == {"post", "role"}


def test_provenance(folder: Path) -> None:
    (bare,), (full,) = (
        records(run(folder, "parse", "role.md", "--provenance", much)) for much in ("none", "full")
    )
    assert (bare["sources"], bare["evidence"]) == ([], {})
    assert full["evidence"]["title"][0]["line"] == 2


def test_html_fills_the_markup_of_posts(folder: Path) -> None:
    (plain,), (marked) = (
        records(run(folder, "parse", "feed.xml")),
        records(run(folder, "parse", "feed.xml", "--html")),
    )
    assert plain["content_html"] is None
    assert marked[0]["content_html"] == "<p>Iron is <b>hard</b>.</p>"


def test_owner_and_today(folder: Path) -> None:
    process = run(folder, "parse", "role.md", "--owner", "ada", "--today", "2018-01-01", "-v")
    assert records(process)[0]["owner"] == "ada"
    assert "future-date" in codes(process)


def test_repair_off_leaves_damage(folder: Path) -> None:
    (folder / "damaged.md").write_text(ROLE.replace("Ærlige", "cafÃ©"), encoding="utf-8")
    titles = [
        records(run(folder, "parse", "damaged.md", "--repair", mode))[0]["title"] for mode in ("off", "exact")
    ]
    assert titles == ["Smith [of] cafÃ© ord", "Smith [of] café ord"]


def test_from_names_the_reader(folder: Path) -> None:
    process = run(folder, "parse", "profile.txt", "--from", "article", "--to", "documents")
    assert records(process)[0]["reader"] == "article"


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_standard_input(folder: Path, arguments: list[str]) -> None:
    process = run(folder, "parse", *arguments, "--name", "post/ærlig.md", stdin=ROLE.encode())
    assert process.returncode == 0
    assert [record["sources"][0]["name"] for record in records(process)] == ["post/ærlig.md"]


def test_standard_input_beside_files(folder: Path) -> None:
    process = run(folder, "parse", "role.md", "-", "-t", "documents", stdin=PROFILE.encode(), is_new=True)
    assert [line["source"] for line in records(process)] == ["role.md", "stdin"]


def test_max_bytes_holds_for_files_and_standard_input(folder: Path) -> None:
    process = run(folder, "parse", "role.md", "-", "--max-bytes", "20", stdin=ROLE.encode())
    assert process.returncode == 1
    assert [line.split(": ")[:2] for line in messages(process)[:2]] == [
        ["role.md", "error too-large"],
        ["stdin", "error too-large"],
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals of POSIX")
def test_a_terminal_gets_help_and_a_table(folder: Path) -> None:
    keyboard, terminal = os.openpty()
    command = [sys.executable, "-m", "careerdoc", "parse"]
    waiting = subprocess.run(command, stdin=terminal, capture_output=True, env=environment(), check=False)
    assert waiting.returncode == 2
    assert b"name a file or a directory" in waiting.stderr
    subprocess.run([*command, "-q", "role.md"], stdout=terminal, cwd=folder, env=environment(), check=True)
    assert b"Roles" in os.read(keyboard, 1000)
    os.close(terminal)
    os.close(keyboard)


@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_outputs_read_back_to_the_same_records(folder: Path, form: str) -> None:
    parsed = run(folder, "parse", ".", "--provenance", "full")
    stored = run(folder, "parse", ".", "--provenance", "full", "-t", form).stdout
    merged = run(folder, "merge", "--provenance", "full", stdin=stored)
    assert merged.returncode == 0
    assert records(merged) == records(parsed)


def test_merge_joins_files(folder: Path) -> None:
    (folder / "again.md").write_text(ROLE, encoding="utf-8")
    for name in ("role", "again"):
        run(folder, "parse", f"{name}.md", "-o", f"{name}.jsonl")
    process = run(folder, "merge", "role.jsonl", "again.jsonl")
    (record,) = records(process)
    assert {source["name"] for source in record["sources"]} == {"role.md", "again.md"}
    assert messages(process)[-1].startswith("2 inputs: 1 role,")


def test_merge_reports_lines_that_are_no_records(folder: Path) -> None:
    stored = run(folder, "parse", "role.md").stdout
    process = run(folder, "merge", "-", "missing.jsonl", stdin=b"nonsense\n" + stored)
    assert [record["title"] for record in records(process)] == ["Smith [of] Ærlige ord"]
    assert process.returncode == 1
    assert [line.split(": ")[:2] for line in messages(process)[:-1]] == [
        ["stdin:1", "error malformed-record"],
        ["missing.jsonl", "error not-found"],
    ]


@pytest.mark.parametrize(
    "stored",
    [
        b'{"schema": "careerdoc/1", "roles": 5}',
        b'{"schema": "careerdoc/1", "roles": [], "jobs": []}',
        b'{"kind": "role", "title": "\\ud800"}',
        b'{"kind": "role", "confidence": NaN}',
        b'{"kind": "role", "extra": {"a": Infinity}}',
        b'{"kind": "role", "extra": {"a": 1e999}}',
        b'{"kind": ["role"]}',
        b'{"schema": "careerdoc/2", "roles": [{"kind": "role"}]}',
        b'{"name": "somebody else", "work": []}',
        b'[\n{"kind": "role"}\n]',
        b"null",
        b"[" * 100_000,
    ],
)
def test_merge_takes_any_json(folder: Path, stored: bytes) -> None:
    process = run(folder, "merge", stdin=stored)
    assert records(process) == []
    assert "malformed-record" in messages(process)[0]


def test_merge_reads_a_record_over_several_lines(folder: Path) -> None:
    (record,) = records(run(folder, "merge", stdin=b'{\n"kind": "role",\n"title": "Diver"\n}\n'))
    assert record["title"] == "Diver"


@pytest.mark.parametrize(
    ("stored", "reason"),
    [
        (b'{"kind": "talk"}', "its kind is none of role, education, post"),
        (b'{"kind": "role", "salary": 5}', "salary: "),
        (b'{"kind": "role", "start": "2019-02-30"}', "start: day is out of range for month"),
        (b'{"schema": "careerdoc/2", "posts": []}', "its schema is not careerdoc/1"),
    ],
)
def test_merge_says_why_something_is_no_record(folder: Path, stored: bytes, reason: str) -> None:
    assert reason in messages(run(folder, "merge", stdin=stored))[0]


def test_lines_in_a_row_that_are_no_json_are_one_issue(folder: Path) -> None:
    (folder / "record.jsonl").write_bytes(run(folder, "parse", "role.md").stdout)
    mixed = b"one\n\ntwo\n" + (folder / "record.jsonl").read_bytes() + b"three\n"
    process = run(folder, "merge", "-", "--messages", "json", stdin=mixed)
    issues = [json.loads(line) for line in messages(process)]
    assert [(issue["line"], issue["raw"]) for issue in issues] == [(1, "one\ntwo"), (5, "three")]
    assert len(records(process)) == 1


def test_merge_takes_files_only(folder: Path) -> None:
    assert codes(run(folder, "merge", ".")) == {"not-a-file"}


def test_merge_refuses_what_is_too_large_instead_of_half_of_it(folder: Path) -> None:
    stored = run(folder, "parse", "role.md").stdout
    process = run(folder, "merge", "--max-bytes", "1000", stdin=stored * 3)
    assert (process.returncode, records(process)) == (1, [])
    assert messages(process)[0].startswith("stdin: error too-large: ")


def test_no_records_merge_to_no_records(folder: Path) -> None:
    assert run(folder, "merge", stdin=b"").returncode == 0


def test_merge_neither_writes_nor_offers_documents(folder: Path) -> None:
    process = run(folder, "merge", "-t", "documents")
    assert process.returncode == 2
    assert "jsonl, json, table, csv" in messages(process)[0]
    assert b"documents" not in run(folder, "merge", "--help").stdout


@pytest.mark.parametrize(
    "arguments", [("parse", "--provenance", "full", "-t", "json"), ("inspect",)], ids=["parse", "inspect"]
)
def test_the_same_comes_out_whatever_the_seed_of_hashes(arguments: tuple[str, ...]) -> None:
    first, second = (run(FIXTURES, *arguments, ".", PYTHONHASHSEED=seed) for seed in ("0", "1"))
    assert first.stdout.count(b"\n") > 200
    assert (second.stdout, second.stderr, second.returncode) == (first.stdout, first.stderr, first.returncode)


@pytest.mark.parametrize(
    ("content", "repairs"),
    [
        ((FIXTURES / "input" / "stray-byte" / "input.txt").read_bytes(), "1 decode:stray-byte-96"),
        ((FIXTURES / "samples" / "002_040384d4bae879f0.txt").read_bytes(), "12 nbsp:lone-lead-byte"),
        ("---\ncompany: Ã©\ntitle: Ã©\nstart: 2019\n---\n".encode(), "2 mojibake"),
    ],
    ids=["two fields of one line", "one text", "two lines"],
)
def test_inspect_counts_each_repair_once(folder: Path, content: bytes, repairs: str) -> None:
    folder.joinpath("input.txt").write_bytes(content)
    assert f"  repairs   {repairs}\n" in run(folder, "inspect", "input.txt").stdout.decode()


def test_inspect_tells_how_each_input_is_read(folder: Path) -> None:
    (folder / "damaged.md").write_text(ROLE.replace("Ærlige", "cafÃ©"), encoding="utf-8")
    process = run(folder, "inspect", "damaged.md", "missing.md")
    assert process.returncode == 1
    first, second = process.stdout.decode("utf-8").strip().split("\n\n")
    told = dict(line.split(maxsplit=1) for line in first.splitlines()[1:8])
    assert first.startswith("damaged.md\n")
    assert (told["status"], told["encoding"], told["reader"], told["records"]) == (
        "ok",
        "utf-8",
        "frontmatter",
        "1 role",
    )
    assert told["scores"].startswith("frontmatter ")
    assert re.search(r"repairs +1 \S+", first)
    assert "damaged.md:2: info repaired-text: " in first
    assert "missing.md: error not-found: there is no such file" in second


def test_inspect_lists_what_each_line_of_a_profile_was_taken_for(folder: Path) -> None:
    (folder / "input.txt").write_text(
        f"2012 - 2015\nBergen\n\n• Swept\tthe {'big ' * 20}floor\n", encoding="utf-8"
    )
    assert (
        run(folder, "inspect", "input.txt")
        .stdout.decode("utf-8")
        .endswith(
            "  lines\n"
            "    1  role 1: dates       2012 - 2015\n"
            "    2  role 1: location    Bergen\n"
            f"    4  role 1: highlights  • Swept\\tthe {' '.join(['big'] * 12)}…\n\n"
        )
    )


def test_schema_is_the_public_one(folder: Path) -> None:
    assert json.loads(run(folder, "schema").stdout) == careerdoc.json_schema()


def test_formats_lists_readers_and_writers(folder: Path) -> None:
    listed = run(folder, "formats").stdout.decode("utf-8")
    for name in (
        "frontmatter",
        "feed",
        "page",
        "profile",
        "article",
        "jsonl",
        "json",
        "documents",
        "table",
        "csv",
    ):
        assert re.search(rf"^  {name} ", listed, re.MULTILINE), name


def test_version_is_answered_without_loading_the_rest(folder: Path) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "careerdoc", "--version"]
    process = subprocess.run(command, capture_output=True, cwd=folder, env=environment(), check=True)
    assert process.stdout.decode() == f"careerdoc {careerdoc.__version__}{os.linesep}"
    assert not re.search(rb"\b(typer|pydantic|rich)\b", process.stderr)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        (
            "parse",
            "--to --output --from --name --owner --no-merge --kind --provenance --repair --html --today "
            "--max-bytes --messages --strict --quiet --verbose -t -o -f -q -v PATH",
        ),
        ("merge", "--to --output --kind --provenance --max-bytes --messages --strict --quiet --verbose FILE"),
        ("inspect", "--from --name PATH"),
        ("schema", "--help"),
        ("formats", "--help"),
    ],
)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_of_a_command_names_its_options(folder: Path, command: str, options: str, flag: str) -> None:
    process = run(folder, command, flag)
    assert process.returncode == 0
    shown = set(re.split(r"[\s,]+", process.stdout.decode("utf-8")))
    assert set(options.split()) <= shown


def test_help_names_the_commands(folder: Path) -> None:
    shown = run(folder, "--help").stdout.decode("utf-8").split()
    assert {"parse", "merge", "inspect", "schema", "formats", "--version"} <= set(shown)
