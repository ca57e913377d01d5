"""The command line in trouble: outputs, inputs, arguments and signals, each with its exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from careerdoc.model.issue import IssueCode
from tests.cli_process import (
    BAD_DATE,
    MESSAGE,
    ROLE,
    codes,
    environment,
    messages,
    records,
    run,
)


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.jsonl", b'{"schema"'), ("a.json", b"{\n"), ("a.csv", b"kind,"), ("a.txt", b"Roles")],
)
def test_output_takes_its_format_from_the_suffix(folder: Path, name: str, start: bytes) -> None:
    process = run(folder, "parse", "role.md", "-o", name)
    assert (process.returncode, process.stdout) == (0, b"")
    assert (folder / name).read_bytes().startswith(start)


def test_output_equals_standard_output_and_leaves_nothing_beside(folder: Path) -> None:
    before = set(folder.iterdir())
    for extra in ([], ["--no-merge"]):
        run(folder, "parse", ".", "-o", "out.jsonl", *extra)
        assert (folder / "out.jsonl").read_bytes() == run(folder, "parse", ".", *extra).stdout
    assert set(folder.iterdir()) - before == {folder / "out.jsonl"}


@pytest.mark.parametrize("target", ["missing/out.jsonl", "folder.jsonl"])
def test_an_output_that_cannot_be_written_is_74(folder: Path, target: str) -> None:
    (folder / "folder.jsonl").mkdir()
    process = run(folder, "parse", "role.md", "-o", target)
    assert process.returncode == 74
    assert messages(process)[-1].startswith(f"careerdoc: {target}: ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("words", [["parse", "-q", "role.md"], ["--version"], ["parse", "--help"]])
def test_a_full_standard_output_is_74(folder: Path, words: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "careerdoc", *words]
        process = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, cwd=folder, env=environment(), check=False
        )
    assert process.returncode == 74
    assert process.stderr == b"careerdoc: standard output: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs a name for standard output")
def test_the_name_of_standard_output_is_written_to(folder: Path) -> None:
    named = run(folder, "parse", "-q", "role.md", "-t", "jsonl", "-o", "/dev/stdout", is_new=True)
    assert named.stdout == run(folder, "parse", "-q", "role.md", "-t", "jsonl").stdout != b""


@pytest.mark.parametrize("extra", [[], ["--no-merge"], ["-t", "documents"]])
def test_a_closed_pipe_is_quiet(folder: Path, extra: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "careerdoc", "parse", "-q", *extra, "role.md", "feed.xml"]
    process = subprocess.run(
        command, stdout=writing, stderr=subprocess.PIPE, cwd=folder, env=environment(), check=False
    )
    os.close(writing)
    assert (process.returncode, process.stderr) == (0, b"")


def test_bad_inputs_harm_no_other(folder: Path) -> None:
    (folder / "empty.txt").touch()
    (folder / "nothing").mkdir()
    (folder / "nul.txt").write_bytes(b"\0" * 50 + b"abc")
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 20)
    bad = ["missing.md", "empty.txt", "nothing", "nul.txt", "noise.bin"]
    process = run(folder, "parse", *bad, "role.md")
    assert process.returncode == 1
    assert [record["title"] for record in records(process)] == ["Smith [of] Ærlige ord"]
    told = {line.split(": ")[0]: line.split(": ")[1] for line in messages(process)[:-1]}
    assert told == {
        "missing.md": "error not-found",
        "empty.txt": "warning empty-input",
        "nothing": "warning empty-input",
        "nul.txt": "error binary-input",
        "noise.bin": "error binary-input",
    }
    assert messages(process)[-1].startswith("6 inputs (1 failed, 4 skipped): 1 role,")


def test_a_link_that_is_not_followed_is_told(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "link.md").symlink_to(folder / "role.md")
    process = run(folder, "parse", "sub")
    assert process.returncode == 1
    assert messages(process)[0].startswith("sub/link.md: warning symlink-skipped: ")


def test_messages_have_one_form(folder: Path) -> None:
    (folder / "bad.md").write_text(BAD_DATE, encoding="utf-8")
    process = run(folder, "parse", "bad.md", "missing.md", "-v")
    lines = messages(process)[:-1]
    assert all(MESSAGE.fullmatch(line) for line in lines)
    assert codes(process) <= {str(code) for code in IssueCode}
    assert [line for line in lines if line.startswith("bad.md:4: warning bad-date: ")]
    assert "missing.md: error not-found: there is no such file" in lines


def test_messages_as_json(folder: Path) -> None:
    (folder / "bad.md").write_text(BAD_DATE, encoding="utf-8")
    process = run(folder, "parse", "bad.md", "--messages", "json")
    (told,) = (json.loads(line) for line in messages(process))
    assert (told["code"], told["severity"], told["source"], told["line"]) == (
        "bad-date",
        "warning",
        "bad.md",
        4,
    )


def test_quiet_shows_errors_only(folder: Path) -> None:
    (folder / "bad.md").write_text(BAD_DATE, encoding="utf-8")
    process = run(folder, "parse", "bad.md", "missing.md", "-q")
    assert messages(process) == ["missing.md: error not-found: there is no such file"]


def test_strict_counts_warnings(folder: Path) -> None:
    (folder / "bad.md").write_text(BAD_DATE, encoding="utf-8")
    assert run(folder, "parse", "bad.md").returncode == 0
    assert run(folder, "parse", "bad.md", "--strict").returncode == 1
    assert run(folder, "parse", "role.md", "--strict").returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_names_of_any_bytes(folder: Path) -> None:
    (folder / os.fsdecode(b"r\xff\n.md")).write_text(ROLE, encoding="utf-8")
    process = run(folder, "parse", b"r\xff\n.md", b"no\xff", b"--owner=o\xff")
    (record,) = records(process)
    assert (record["sources"][0]["name"], record["owner"]) == ("r\ufffd\n.md", "o\ufffd")
    assert messages(process)[0] == "no\ufffd: error not-found: there is no such file"
    assert run(folder, "inspect", b"r\xff\n.md").stdout.decode("utf-8").startswith("r\ufffd\\n.md\n")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--to", "docx"], "jsonl, json, documents, table, csv"),
        (["--from", "docx"], "frontmatter, feed"),
        (["-o", "out.docx"], ".jsonl"),
        (["--kind", "talk"], "role, education, post"),
        (["--today", "yesterday"], "YYYY-MM-DD"),
        (["--today", "2024"], "YYYY-MM-DD"),
        (["--today", "2024-02-30"], "YYYY-MM-DD"),
        (["--repair", "all"], "inferred"),
        (["--provenance", "some"], "source"),
        (["--messages", "xml"], "text"),
        (["--max-bytes", "0"], "--max-bytes"),
        (["--owner", ""], "owner"),
        (["--wrong"], "--wrong"),
        (["-", "-"], "only once"),
    ],
)
def test_wrong_use_is_2_and_names_the_way_out(folder: Path, arguments: list[str], named: str) -> None:
    process = run(folder, "parse", "role.md", *arguments)
    assert (process.returncode, process.stdout) == (2, b"")
    assert named in process.stderr.decode("utf-8")


def test_an_unknown_format_says_how_to_list_them(folder: Path) -> None:
    first, second = messages(run(folder, "parse", "role.md", "--to", "docx"))
    assert first.startswith("careerdoc: no format is called 'docx'")
    assert "careerdoc formats" in second


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("module", ["careerdoc.errors", "careerdoc.writers"])
def test_an_interrupt_while_the_program_loads_is_quiet(folder: Path, module: str) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "careerdoc", "parse", "-"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder, env=environment())
    assert process.stderr is not None
    loaded = next(line for line in process.stderr if line.split(b"|")[-1].strip() == module.encode())
    assert loaded
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in told


INTERRUPTED = """import os, signal, sys
def interrupt(frame, event, _):
    if event == "call" and frame.f_code.co_name == "_moment_text":
        sys.setprofile(None)
        os.kill(os.getpid(), signal.SIGINT)
sys.setprofile(interrupt)
from careerdoc.__main__ import main
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(
    "options", [["-t", "documents"], ["--no-merge", "-o", "out.jsonl"], ["-o", "out.json"]]
)
def test_a_signal_while_a_library_writes_a_value_is_no_flaw(folder: Path, options: list[str]) -> None:
    (folder / "post.md").write_text("---\ntitle: Looms\ndate: 2020-01-02\nlayout: post\n---\nCloth.\n")
    command = [sys.executable, "-c", INTERRUPTED, "parse", "post.md", *options]
    stopped = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)
    assert (stopped.returncode, stopped.stdout) == (130, b"")
    assert stopped.stderr.splitlines()[-1] == b"careerdoc: stopped"


@pytest.fixture
def waiting(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has told of its first input and waits for standard input."""
    (folder / "out.jsonl").write_text("before")
    command = [sys.executable, "-m", "careerdoc", "parse", "missing.md", "-", "--no-merge"]
    process = subprocess.Popen(
        [*command, "-o", "out.jsonl"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(),
    )
    assert process.stderr is not None
    assert process.stderr.readline().startswith(b"missing.md: error")
    yield process
    process.kill()
    process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_and_leaves_the_file_as_it_was(
    waiting: subprocess.Popen[bytes], folder: Path, number: int, code: int
) -> None:
    waiting.send_signal(number)
    _, told = waiting.communicate()
    assert waiting.returncode == code
    assert told == b"careerdoc: stopped\n"
    assert (folder / "out.jsonl").read_text() == "before"
    assert not list(folder.glob(".careerdoc-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_what_was_finished_before_a_signal_is_kept(folder: Path) -> None:
    command = [sys.executable, "-m", "careerdoc", "parse", "missing.md", "role.md", "-", "-t", "documents"]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder, env=environment())
    assert process.stdout is not None
    lines = [process.stdout.readline(), process.stdout.readline()]
    process.send_signal(signal.SIGTERM)
    rest, _ = process.communicate()
    assert (process.returncode, rest) == (143, b"")
    assert [json.loads(line)["source"] for line in lines] == ["missing.md", "role.md"]
