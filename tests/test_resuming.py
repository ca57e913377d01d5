"""Runs that end early: what they finished is kept, and gone on with to the same bytes."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from careerdoc import Options, OutputError
from careerdoc.cli import application
from careerdoc.console import Report
from careerdoc.inputs import documents as read_documents
from careerdoc.resuming import Run, write_resumably
from careerdoc.writers import writer_named
from careerdoc.writers.partial_file import partial_file
from tests.cli_process import BAD_DATE, ROLE, environment, messages, run

NUMBER = 150
OUT = "out.jsonl"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with many small documents, one of them odd."""
    folder = tmp_path_factory.mktemp("documents")
    for number in range(NUMBER):
        (folder / f"{number:03}.md").write_text(
            ROLE.replace("Ærlige ord", f"word {number}"), encoding="utf-8"
        )
    (folder / "007.md").write_text(BAD_DATE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    """What a run that nothing interrupts writes, and its summary."""
    folder = tmp_path_factory.mktemp("whole")
    told = run(folder, "parse", "--no-merge", str(documents), "-o", OUT)
    return (folder / OUT).read_bytes(), messages(told)[-1]


def started(
    folder: Path, *arguments: str, prepare: Callable[[], None] | None = None
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "careerdoc", "parse", "--no-merge", *arguments, "-o", OUT],
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment(),
        preexec_fn=prepare,
    )


def wait_for(file: Path, size: int) -> None:
    """Until a process has written so many bytes to a file."""
    ends = time.monotonic() + 60
    while not file.exists() or file.stat().st_size < size:
        assert time.monotonic() < ends, "nothing is written"
        time.sleep(0.002)


def left_by(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("number", "extra"),
    [
        (signal.SIGTERM, []),
        (signal.SIGINT, ["--jobs", "1"]),
        (signal.SIGKILL, ["--jobs", "2"]),
    ],
)
def test_an_interrupted_run_is_gone_on_with(
    documents: Path, whole: tuple[bytes, str], tmp_path: Path, number: int, extra: list[str]
) -> None:
    partial = tmp_path / f"{OUT}.partial"
    (tmp_path / OUT).write_text("before")
    process = started(tmp_path, str(documents), *extra)
    wait_for(partial, 10_000)
    process.send_signal(number)
    _, told = process.communicate()
    begun = partial.read_bytes()
    assert process.returncode == (-number if number == signal.SIGKILL else 128 + number)
    assert whole[0].startswith(begun)
    assert 10_000 <= len(begun) < len(whole[0])
    assert (tmp_path / OUT).read_text() == "before"
    if number != signal.SIGKILL:
        assert [json.loads(line)["kind"] for line in begun.splitlines()]
        assert f"kept in {OUT}.partial; --resume" in told.decode()
    resumed = run(tmp_path, "parse", "--no-merge", str(documents), "-o", OUT, "--resume", *extra)
    assert (tmp_path / OUT).read_bytes() == whole[0]
    assert messages(resumed)[-1] == whole[1], "what was read before is counted as well"
    assert left_by(tmp_path) == {OUT}


@pytest.fixture(scope="module")
def half_done(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with some documents and what a run left of them that could write no more than half."""
    folder = tmp_path_factory.mktemp("half")
    for path in sorted(documents.iterdir())[:40]:
        (folder / path.name).write_bytes(path.read_bytes())
    text = run(folder, "parse", "--no-merge", ".").stdout
    process = started(folder, ".", "missing.md", prepare=lambda: limit_files(len(text) // 2))
    told = process.communicate()[1].decode()
    assert process.returncode == 74
    assert f"careerdoc: {OUT}: File too large; what was written of it is kept in {OUT}.partial" in told
    partial = (folder / f"{OUT}.partial").read_bytes()
    assert text.startswith(partial)
    assert partial.endswith(b"\n")
    return folder


def limit_files(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.fixture
def interrupted(half_done: Path, tmp_path: Path) -> Path:
    """A copy of it, with the times of the documents."""
    return Path(shutil.copytree(half_done, tmp_path / "copy"))


def change_a_read_file(folder: Path) -> None:
    (folder / "003.md").write_text(ROLE.replace("Ærlige ord", "changed"), encoding="utf-8")


def take_a_read_file_away(folder: Path) -> None:
    (folder / "002.md").unlink()


def add_a_file(folder: Path) -> None:
    (folder / "0005.md").write_text(ROLE, encoding="utf-8")


def tear_the_notes(folder: Path) -> None:
    path = folder / f"{OUT}.partial.notes"
    path.write_bytes(path.read_bytes()[:-7])


def lose_the_end_of_the_file(folder: Path) -> None:
    path = folder / f"{OUT}.partial"
    path.write_bytes(path.read_bytes()[:-100])


def tear_a_line(folder: Path) -> None:
    with open(folder / f"{OUT}.partial", "ab") as file:
        file.write(b'{"schema": "careerdoc/1", "ki')


def damage_a_note(folder: Path) -> None:
    path = folder / f"{OUT}.partial.notes"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:3], lines[3].replace("[", "{"), *lines[4:]]), encoding="utf-8")


def lose_some_bytes(folder: Path) -> None:
    path = folder / f"{OUT}.partial"
    held = path.read_bytes()
    path.write_bytes(held[:-300] + bytes(300))


def change_one_sign(folder: Path) -> None:
    path = folder / f"{OUT}.partial"
    path.write_bytes(path.read_bytes().replace(b"careerdoc/1", b"careerdoc/2", 1))


def lose_everything(folder: Path) -> None:
    (folder / f"{OUT}.partial").unlink()


@pytest.mark.parametrize(
    "change",
    [
        change_a_read_file,
        take_a_read_file_away,
        add_a_file,
        tear_the_notes,
        lose_the_end_of_the_file,
        tear_a_line,
        damage_a_note,
        lose_some_bytes,
        change_one_sign,
        lose_everything,
    ],
)
def test_whatever_happened_in_between_the_result_is_that_of_one_run(
    interrupted: Path, change: Callable[[Path], None]
) -> None:
    change(interrupted)
    with contextlib.chdir(interrupted):
        command = ["parse", "--no-merge", ".", "missing.md"]
        resumed = CliRunner().invoke(application, [*command, "-o", OUT, "--resume"])
        expected = CliRunner().invoke(application, command)
    assert (interrupted / OUT).read_bytes() == expected.stdout_bytes
    assert resumed.stderr.splitlines()[-1] == expected.stderr.splitlines()[-1]


def test_what_was_finished_is_not_read_again(interrupted: Path) -> None:
    notes = (interrupted / f"{OUT}.partial.notes").read_text(encoding="utf-8").splitlines()
    read = [json.loads(line.split(" ", 2)[2])[0] for line in notes[1:]]
    assert len(read) > 10
    for name in read:
        times = os.stat(interrupted / name)
        (interrupted / name).write_bytes(b" " * times.st_size)
        os.utime(interrupted / name, ns=(times.st_atime_ns, times.st_mtime_ns))
    begun = (interrupted / f"{OUT}.partial").read_bytes()
    resumed = run(interrupted, "parse", "--no-merge", ".", "missing.md", "-o", OUT, "--resume")
    assert (interrupted / OUT).read_bytes().startswith(begun)
    assert messages(resumed)[-1].startswith("41 inputs (1 failed): 40 roles")


def test_a_run_with_other_options_is_not_gone_on_with(interrupted: Path) -> None:
    before = (interrupted / f"{OUT}.partial").read_bytes()
    refused = run(interrupted, "parse", "--no-merge", ".", "-o", OUT, "--resume", "--owner", "ada")
    assert refused.returncode == 2
    assert messages(refused)[0].startswith("careerdoc: --resume: the interrupted run had other options")
    assert (interrupted / f"{OUT}.partial").read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["."],
        [".", "--no-merge"],
        [".", "-o", "out.json"],
        [".", "-o", OUT],
        ["-", "--no-merge", "-o", OUT],
        [".", "--no-merge", "-o", OUT, "--redact", "email"],
    ],
)
def test_what_cannot_be_gone_on_with_is_told(tmp_path: Path, arguments: list[str]) -> None:
    with contextlib.chdir(tmp_path):
        refused = CliRunner().invoke(application, ["parse", "--resume", *arguments])
    assert refused.exit_code == 2
    assert refused.stderr.startswith("careerdoc: --resume: ")
    assert left_by(tmp_path) == set()


def test_two_runs_at_once_do_not_harm_each_other(
    documents: Path, whole: tuple[bytes, str], tmp_path: Path
) -> None:
    runs = [started(tmp_path, str(documents)) for _ in range(2)]
    for process in runs:
        process.communicate()
    assert [process.returncode for process in runs] == [0, 0]
    assert (tmp_path / OUT).read_bytes() == whole[0]
    assert left_by(tmp_path) == {OUT}


def test_a_run_that_is_stopped_before_its_first_input_is_done_leaves_nothing(tmp_path: Path) -> None:
    with contextlib.suppress(KeyboardInterrupt), partial_file(str(tmp_path / OUT)) as file:
        file.write(b"", "run")
        raise KeyboardInterrupt
    assert left_by(tmp_path) == set()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
@pytest.mark.parametrize("options", [["--no-merge"], []])
def test_a_pipe_is_written_like_a_file(documents: Path, tmp_path: Path, options: list[str]) -> None:
    os.mkfifo(tmp_path / OUT)
    with subprocess.Popen(["cat", OUT], cwd=tmp_path, stdout=subprocess.PIPE) as reader:
        written = run(tmp_path, "parse", str(documents), *options, "-o", OUT)
        assert reader.stdout is not None
        read = reader.stdout.read()
    expected = run(tmp_path, "parse", str(documents), *options, "-t", "jsonl")
    assert (written.returncode, read) == (expected.returncode, expected.stdout)
    assert stat.S_ISFIFO(os.stat(tmp_path / OUT).st_mode)


def test_a_file_that_another_run_writes_is_not_gone_on_with(tmp_path: Path) -> None:
    target = str(tmp_path / OUT)
    with partial_file(target) as first:
        first.write(b"1", "one")
        with pytest.raises(OutputError, match="another run"), partial_file(target, resumes=True):
            pass
        with partial_file(target) as second:
            second.write(b"2")
        assert Path(target).read_bytes() == b"2"
    assert Path(target).read_bytes() == b"1"


def test_a_merged_output_that_cannot_be_written_is_kept_as_far_as_it_came(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ROLE, encoding="utf-8")

    process = subprocess.run(
        [sys.executable, "-m", "careerdoc", "parse", "a.md", "-o", OUT],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        preexec_fn=lambda: limit_files(100),
        check=False,
    )
    assert process.returncode == 74
    assert f"kept in {OUT}.partial" in process.stderr.decode()
    assert (tmp_path / f"{OUT}.partial").stat().st_size == 100


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """Both ends of a terminal."""
    ends = pty.openpty()
    yield ends
    for end in ends:
        os.close(end)


def shown_on(terminal: tuple[int, int], folder: Path, *arguments: str) -> str:
    """What a run shows on a terminal."""
    process = subprocess.Popen(
        [sys.executable, "-m", "careerdoc", "parse", "--no-merge", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=terminal[1],
        cwd=folder,
        env=environment(TERM="xterm"),
    )
    os.set_blocking(terminal[0], False)
    shown = b""
    while process.poll() is None or not shown:
        time.sleep(0.01)
        with contextlib.suppress(BlockingIOError):
            shown += os.read(terminal[0], 100_000)
    return shown.decode()


def test_a_bar_shows_how_far_a_run_is(documents: Path, terminal: tuple[int, int], tmp_path: Path) -> None:
    shown = shown_on(terminal, tmp_path, str(documents))
    assert re.search(rf"\d+/{NUMBER}", shown)
    assert re.search(r"\d+ a second", shown)
    assert re.search(r"\d:\d\d:\d\d", shown)
    assert "007.md:4: warning bad-date" in shown


def test_a_bar_is_not_shown_to_who_wants_quiet(
    documents: Path, terminal: tuple[int, int], tmp_path: Path
) -> None:
    assert "a second" not in shown_on(terminal, tmp_path, "-q", str(documents), "missing.md")


def test_notes_are_not_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ROLE, encoding="utf-8")
    (tmp_path / "victim").write_text("precious", encoding="utf-8")
    (tmp_path / f"{OUT}.partial.notes").symlink_to("victim")
    refused = run(tmp_path, "parse", "--no-merge", "a.md", "-o", OUT)
    assert refused.returncode == 74
    assert (tmp_path / "victim").read_text(encoding="utf-8") == "precious"


def stop_while_redacting(folder: Path) -> None:
    begun = Run(writer_named("jsonl"), Options(redact=("email",), merge=False), "1")
    given = iter([str(folder / "jane@example.org.md")])
    with partial_file(str(folder / OUT)) as file:
        write_resumably(given, lambda inputs: read_documents(inputs, begun.options), file, begun, Report())
        raise KeyboardInterrupt


def test_a_run_that_redacts_leaves_no_names_in_notes(tmp_path: Path) -> None:
    (tmp_path / "jane@example.org.md").write_text(ROLE, encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        stop_while_redacting(tmp_path)
    assert left_by(tmp_path) == {"jane@example.org.md", f"{OUT}.partial"}


def test_a_path_below_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ROLE, encoding="utf-8")
    refused = run(tmp_path, "parse", "a.md", "-o", "a.md/x.jsonl")
    assert messages(refused)[-1] == "careerdoc: a.md/x.jsonl: Not a directory"
