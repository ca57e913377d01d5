"""A process that has loaded careerdoc and makes copies of itself, each of which runs one command.

A hundred processes that load everything anew take minutes. Copies are processes like any other, with streams,
signals and an exit code of their own; what depends on how Python starts needs a new one.
"""

from __future__ import annotations

import io
import json
import os
import runpy
import subprocess
import sys
from atexit import register
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

import careerdoc

IS_POSSIBLE = hasattr(os, "fork")
_STREAMS = (os.O_RDONLY, os.O_WRONLY | os.O_CREAT, os.O_WRONLY | os.O_CREAT)
_TOLD_ANEW = "PYTEST_CURRENT_TEST"
_LOADING = (
    "---\ntitle: Weaver\norganization: Loom Ltd\n---\nWords.\n",
    "Weaver\nLoom Ltd\n2019 - 2020\n",
)


def run_warm(
    folder: Path, arguments: Sequence[str | bytes], stdin: bytes, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """The finished command; its streams are files, and processes that it starts are not waited for."""
    with TemporaryDirectory() as streams:
        paths = [os.path.join(streams, name) for name in ("stdin", "stdout", "stderr")]
        Path(paths[0]).write_bytes(stdin)
        request = [os.fspath(folder), [os.fsdecode(one) for one in arguments], paths]
        process = _server(
            tuple(sorted((name, value) for name, value in environment.items() if name != _TOLD_ANEW))
        )
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            code = int(process.stdout.readline())
        except BaseException:  # it has died, or its answer would be taken for that to the next one
            process.kill()
            _server.cache_clear()
            raise
        stdout, stderr = (Path(path).read_bytes() for path in paths[1:])
    return subprocess.CompletedProcess(list(arguments), code, stdout, stderr)


@cache
def _server(environment: tuple[tuple[str, str], ...]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", __name__]
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, stdin=pipe, stdout=pipe, env=dict(environment), cwd=Path(__file__).parent.parent, text=True
    )
    register(process.kill)
    return process


def _serve() -> None:
    """Runs a copy for each request until there are no more; in a copy it returns when that is to begin."""
    import_module("careerdoc.cli")
    for text in _LOADING:
        careerdoc.parse_bytes(text.encode())
    for line in sys.stdin:
        copy = os.fork()
        if not copy:
            _become(*json.loads(line))
            return
        _, status = os.waitpid(copy, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)
    sys.exit()


def _become(folder: str, arguments: list[str], paths: list[str]) -> None:
    os.chdir(folder)
    for number, (path, flags) in enumerate(zip(paths, _STREAMS, strict=True)):
        stream = os.open(path, flags)
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = map(_anew, (sys.stdin, sys.stdout, sys.stderr))
    sys.argv[1:] = arguments


def _anew(stream: TextIO) -> TextIO:
    """A stream to the same number that holds nothing of what the old one was given."""
    file = io.FileIO(stream.fileno(), stream.mode, closefd=False)
    buffered = io.BufferedReader(file) if stream.mode == "r" else io.BufferedWriter(file)
    assert isinstance(stream, io.TextIOWrapper)
    return io.TextIOWrapper(
        buffered,
        stream.encoding,
        stream.errors,
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


if __name__ == "__main__":
    _serve()
    runpy.run_module("careerdoc", run_name="__main__", alter_sys=True)
