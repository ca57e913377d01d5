"""The command line where little is as usual: locales, environments, limits of the system, no network."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.cli_process import PACKAGE_HOME, ROLE, environment, run

COMMAND = [sys.executable, "-m", "careerdoc", "parse", "--to", "documents"]
UNSHARED = ["unshare", "--user", "--map-root-user"]


def told(
    folder: Path,
    command: Sequence[str],
    variables: dict[str, str],
    prepare: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    process = subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, preexec_fn=prepare, check=False
    )
    assert b"Traceback" not in process.stderr, process.stderr.decode()
    return process


def is_possible(*command: str) -> bool:
    """Whether the system lets a command of `unshare` run."""
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*UNSHARED, *command], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("variables", "extra"),
    [
        ({}, ["--jobs", "1"]),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, []),
        ({"LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu", "HOME": "/nowhere", "COLUMNS": "0"}, []),
    ],
)
def test_an_environment_changes_nothing(folder: Path, variables: dict[str, str], extra: list[str]) -> None:
    os.rename(folder / "role.md", os.fsencode(folder) + b"/caf\xe9 \xc3\xa9.md")
    expected = run(folder, "parse", "--to", "documents", ".")
    odd = told(folder, [*COMMAND, ".", *extra], {"PYTHONPATH": PACKAGE_HOME, **variables})
    assert (odd.returncode, odd.stdout) == (0, expected.stdout)


def test_few_files_may_be_open(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.md").write_text(ROLE, encoding="utf-8")
    expected = run(tmp_path, "parse", "--to", "documents", ".").stdout

    def few() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))

    for extra in ([], ["--jobs", "2"]):
        found = told(tmp_path, [*COMMAND, ".", *extra], environment(), few)
        assert (found.returncode, found.stdout) == (0, expected)


def test_no_files_for_processes_are_told(folder: Path) -> None:
    def fewer() -> None:
        resource.setrlimit(resource.RLIMIT_NOFILE, (7, 7))

    refused = told(folder, [*COMMAND, ".", "--jobs", "4"], environment(), fewer)
    assert refused.returncode == 2
    assert refused.stderr.startswith(b"careerdoc: no process can be started: Too many open files\n")


@pytest.mark.skipif(not is_possible("--net", "true"), reason="the system allows no room without a network")
def test_without_a_network_all_is_the_same(folder: Path) -> None:
    expected = run(folder, "parse", "--to", "documents", ".").stdout
    alone = told(folder, [*UNSHARED, "--net", *COMMAND, "."], environment())
    assert (alone.returncode, alone.stdout) == (0, expected)


@pytest.mark.skipif(
    not is_possible("--mount", "sh", "-c", "mount -t tmpfs none /mnt"), reason="nothing may be mounted"
)
def test_a_full_disk_keeps_what_was_written(tmp_path: Path) -> None:
    documents, disk = tmp_path / "documents", tmp_path / "disk"
    documents.mkdir()
    disk.mkdir()
    for number in range(100):
        (documents / f"{number:03}.md").write_text(ROLE.replace("Ærlige", f"word {number}"), encoding="utf-8")
    parse = f"{sys.executable} -m careerdoc parse --no-merge {documents} -o {disk}/out.jsonl"
    mounted = f"mount -t tmpfs -o size=32k none {disk}"
    script = f"{mounted} && {parse}; echo $?; cat {disk}/out.jsonl.partial; ls {disk} >&2"
    found = told(tmp_path, [*UNSHARED, "--mount", "sh", "-c", script], environment())
    code, *lines = found.stdout.splitlines(keepends=True)
    assert code == b"74\n"
    assert b"No space left on device; what was written of it is kept in" in found.stderr
    assert found.stderr.endswith(b"out.jsonl.partial\nout.jsonl.partial.notes\n")
    whole = run(documents, "parse", "--no-merge", str(documents)).stdout
    assert lines
    assert whole.startswith(b"".join(lines))


@pytest.mark.parametrize("extra", [[], ["--jobs", "2"]])
def test_a_reader_that_goes_away_is_no_trouble(tmp_path: Path, extra: list[str]) -> None:
    for number in range(100):
        (tmp_path / f"{number}.md").write_text(ROLE, encoding="utf-8")
    command = " ".join([*COMMAND, ".", "-q", *extra])
    shell = f"{command} 2>told | head -n 1; cat told"
    found = told(tmp_path, ["bash", "-o", "pipefail", "-c", shell], environment())
    assert found.returncode == 0
    assert found.stdout.count(b"\n") == 1
