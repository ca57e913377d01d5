"""Documents that are read in processes of their own: the same records, and a lost one costs nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from careerdoc import (
    IssueCode,
    Limits,
    OptionError,
    Options,
    ParsedDocument,
    iter_documents,
    iter_isolated_documents,
)
from careerdoc.batch import Workers
from careerdoc.model.document import Source
from tests.cli_process import ROLE, environment, run

FIXTURES = Path(__file__).parent / "fixtures"


ENTRIES = f"<rss><channel>{'<item><title>One</title></item>' * 600}</channel></rss>"
"""A feed whose records fill the pipe between two processes."""


def within(**limits: float) -> Options:
    """Options with some limits; a process takes the memory that it needs to begin, whatever they say."""
    return Options(merge=False, limits=Limits(**limits))  # type: ignore[arg-type]


SMALL = within(max_memory=1)


def files(folder: Path, number: int) -> list[str]:
    """So many small documents, each with a record of its own."""
    folder.mkdir(exist_ok=True)
    for one in range(number):
        (folder / f"{one:04}.md").write_text(ROLE.replace("Ærlige ord", f"word {one}"), encoding="utf-8")
    return [str(folder / f"{one:04}.md") for one in range(number)]


def children(process: int) -> list[int]:
    """The processes that read for this one and live, without that which tracks the resources of all."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    listed = [(task / "children").read_text(encoding="ascii").split() for task in tasks]
    found = [int(child) for some in listed for child in some]
    return [child for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def state(process: int) -> str:
    """The letter of Linux for what a process does: `R` runs, `S` waits, `Z` has ended."""
    return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(") ")[2][0]


@pytest.mark.parametrize("jobs", [1, 3])
def test_processes_give_what_one_gives(jobs: int) -> None:
    paths = sorted(str(path) for path in (FIXTURES / "samples").iterdir())
    bad = ParsedDocument("bad", "failed")
    given: list[str | Source | ParsedDocument] = [*paths, bad, Source("memory", ROLE.encode()), "nowhere.md"]
    *read, failed, memory, nowhere = Workers(SMALL, jobs).read(given)
    assert read == list(iter_documents(paths))
    assert failed is bad
    assert (memory.name, memory.status, len(memory.records)) == ("memory", "ok", 1)
    assert [issue.code for issue in nowhere.issues] == [IssueCode.NOT_FOUND]


def test_the_command_line_gives_the_same_in_processes(tmp_path: Path) -> None:
    plain, isolated = (
        run(FIXTURES, "parse", "--no-merge", "samples", "nasty", "none.md", *options)
        for options in ([], ["--jobs", "2"])
    )
    assert (isolated.stdout, isolated.stderr) == (plain.stdout, plain.stderr)
    assert isolated.returncode == plain.returncode == 1


def test_a_slow_document_is_lost_alone(tmp_path: Path) -> None:
    small = files(tmp_path, 200)
    slow = tmp_path / "slow.txt"
    slow.write_text("2012 - 2015\nBergen\n• Swept the floor of the forge, again\n" * 20_000, encoding="utf-8")
    read = list(Workers(within(timeout=2), 2).read([*small[:40], str(slow), *small[40:]]))
    lost = read.pop(40)
    assert [(document.name, document.status) for document in read] == [(name, "ok") for name in small]
    assert [str(issue) for issue in lost.issues] == [f"{slow}: error timeout: not read within 2 s"]


def test_a_document_that_takes_too_much_memory_is_lost_alone(tmp_path: Path) -> None:
    small = files(tmp_path, 2)
    large = tmp_path / "large.txt"
    large.write_text("a\n" * 6_000_000, encoding="utf-8")
    first, lost, last = Workers(SMALL, 1).read([small[0], str(large), small[1]])
    assert (first.status, last.status) == ("ok", "ok")
    (issue,) = lost.issues
    assert issue.code in {IssueCode.MEMORY_LIMIT, IssueCode.WORKER_DIED}


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_a_process_that_is_killed_or_stopped_costs_one_document(tmp_path: Path, number: int) -> None:
    paths = files(tmp_path, 100)
    reading = Workers(within(timeout=2, max_memory=1), 2).read(paths)
    first = next(reading)
    hit = children(os.getpid())[0]
    os.kill(hit, number)
    read = [first, *reading]
    assert [document.name for document in read] == paths
    lost = [document for document in read if document.status != "ok"]
    assert len(lost) == 1
    codes = {issue.code for document in lost for issue in document.issues}
    assert codes == {IssueCode.WORKER_DIED if number == signal.SIGKILL else IssueCode.TIMEOUT}
    expected = {document.name: document for document in iter_documents(paths)}
    assert all(document == expected[document.name] for document in read if document.status == "ok")
    assert hit not in children(os.getpid())


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_process_that_is_killed_while_it_waits_costs_nothing(tmp_path: Path) -> None:
    reading = Workers(SMALL, 1).read(files(tmp_path, 3))
    read = [next(reading)]
    (idle,) = children(os.getpid())
    looks = 0
    while looks < 5:  # it has read the second one, and was not handed the third one
        looks = looks + 1 if state(idle) == "S" else 0
        time.sleep(0.05)
    os.kill(idle, signal.SIGKILL)
    while state(idle) != "Z":
        time.sleep(0.01)
    assert [document.status for document in [*read, *reading]] == ["ok", "ok", "ok"]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_processes_that_are_killed_before_they_begin_cost_nothing(tmp_path: Path) -> None:
    killed: set[int] = set()
    ended = threading.Event()

    def kill_three() -> None:
        while len(killed) < 3 and not ended.wait(0.02):
            for process in set(children(os.getpid())) - killed:
                os.kill(process, signal.SIGKILL)
                killed.add(process)

    killer = threading.Thread(target=kill_three)
    killer.start()
    try:
        read = list(Workers(SMALL, 1).read(files(tmp_path, 3)))
    finally:
        ended.set()
        killer.join()
    assert len(killed) == 3
    assert {document.status for document in read} == {"ok"}


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_no_process_outlives_the_run(tmp_path: Path, number: int, code: int) -> None:
    files(tmp_path, 800)
    command = [sys.executable, "-m", "careerdoc", "parse", "--no-merge", "--jobs", "2", str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment()
    ) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        started = children(process.pid)
        process.send_signal(number)
        rest = process.stdout.read()
        assert process.wait(20) == code
    assert first
    assert rest == b"" or rest.endswith(b"\n")
    assert started
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{one}").exists() for one in started) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [one for one in started if Path(f"/proc/{one}").exists()]


def test_who_stops_asking_ends_the_processes(tmp_path: Path) -> None:
    reading = Workers(SMALL, 2).read(files(tmp_path, 20))
    next(reading)
    reading.close()  # type: ignore[attr-defined]
    assert children(os.getpid()) == []


def test_a_flaw_of_a_reader_costs_one_document(tmp_path: Path) -> None:
    (good,) = files(tmp_path, 1)
    lost, read = Workers(SMALL, 1).read([Source("odd", "no bytes"), good])  # type: ignore[arg-type]
    assert [issue.code for issue in lost.issues] == [IssueCode.INTERNAL_ERROR]
    assert "no bytes" not in str(lost.issues[0].message)
    assert read.status == "ok"


@pytest.mark.parametrize("options", [["--jobs", "0"], ["--timeout", "0"], ["--timeout", "soon"]])
def test_wrong_numbers_are_refused(tmp_path: Path, options: list[str]) -> None:
    assert run(tmp_path, "parse", *options, "x.md").returncode == 2


def test_texts_in_memory_of_any_size_are_handed_over(tmp_path: Path) -> None:
    paths = files(tmp_path, 6)
    long = Source("long", ("word " * 200_000).encode())
    given: list[str | Source | ParsedDocument] = [long, long, paths[0], long, *paths[1:], long]
    names = [document.name for document in Workers(SMALL, 2).read(given)]
    assert names == ["long", "long", paths[0], "long", *paths[1:], "long"]


def test_who_takes_the_documents_may_take_any_time(tmp_path: Path) -> None:
    large = Source("large.xml", ENTRIES.encode())
    given: list[str | Source] = [*files(tmp_path, 2), large, large, large]
    reading = Workers(within(timeout=4), 1).read(given)
    read = [next(reading)]
    time.sleep(4.5)
    read.append(next(reading))
    time.sleep(4.5)
    assert {document.status for document in [*read, *reading]} == {"ok"}


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="stops a group of processes")
def test_time_in_which_nothing_runs_does_not_count(tmp_path: Path) -> None:
    small = files(tmp_path / "small", 3)
    long = tmp_path / "long.txt"
    long.write_text("2012 - 2015\nBergen\n• Swept the floor of the forge, again\n" * 600, encoding="utf-8")
    command = [sys.executable, "-m", "careerdoc", "parse", "--no-merge", "--timeout", "4", *small, str(long)]
    output = tmp_path / "out.jsonl"
    with open(output, "wb") as file:
        process = subprocess.Popen(command, stdout=file, env=environment(), start_new_session=True)
        while not output.stat().st_size:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGSTOP)
        time.sleep(5)
        os.killpg(process.pid, signal.SIGCONT)
        assert process.wait(60) == 0


def test_callers_of_the_library_get_the_same_in_processes(tmp_path: Path) -> None:
    files(tmp_path, 3)
    (tmp_path / "dead.md").symlink_to("nowhere")
    options = Options(redact=("email",), exclude=("0001.md",))
    isolated = list(iter_isolated_documents(tmp_path, options=options, owner="ada"))
    assert isolated == list(iter_documents(tmp_path, options=options, owner="ada"))
    assert [document.status for document in isolated] == ["ok", "ok", "skipped"]
    with pytest.raises(OptionError, match="jobs"):
        iter_isolated_documents(tmp_path, jobs=0)


KEPT_OPEN = """from multiprocessing.connection import Connection
held = []
Connection.close = lambda connection: held.append(connection)
"""
"""What Windows does with a connection that a process does not take."""


@pytest.mark.parametrize("before", ["", KEPT_OPEN], ids=["closed", "open"])
def test_processes_that_cannot_begin_are_an_error(tmp_path: Path, before: str) -> None:
    script = (
        "import careerdoc\nfor one in careerdoc.iter_isolated_documents('a.md'):\n    print(one.status)\n"
    )
    (tmp_path / "a.md").write_text(ROLE, encoding="utf-8")
    (tmp_path / "unguarded.py").write_text(before + script, encoding="utf-8")
    command = [sys.executable, "unguarded.py"]
    told = subprocess.run(
        command, cwd=tmp_path, env=environment(), capture_output=True, check=False, timeout=60
    )
    assert told.returncode == 1
    assert b"WorkerError: no process that reads documents can begin" in told.stderr
