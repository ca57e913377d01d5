"""Files of strangers: each is read or refused within its time, told, and harms no other."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import nh3
import pytest

from careerdoc import Options, ParsedDocument, iter_documents, parse_bytes, record_from_json, record_to_json
from careerdoc.model.records import Post
from tests.cli_process import FEED, ROLE, environment, good_inputs, run
from tests.hostile_files import LIMITS, hostile_files
from tests.untraced import untraced

OPTIONS = Options(html=True, provenance="full", limits=LIMITS, merge=False)
MOST_SECONDS = 10.0
"""Of processor time for one file; most take some hundredths."""
FILES = {name: (content, code) for name, content, code in hostile_files()}
CROWD = [name for name in FILES if not name.startswith("run")]
"""Those that are read among others; repeated shapes take the most time and differ the least."""
LIVE = re.compile(r"javascript:|<script|onerror|<iframe|<form|srcdoc", re.IGNORECASE)


def written(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


@untraced()
def read(name: str, content: bytes) -> tuple[ParsedDocument, float]:
    before = time.process_time()
    (document,) = parse_bytes(content, name=name, options=OPTIONS).documents
    return document, time.process_time() - before


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_read_or_refused_and_told(name: str) -> None:
    content, code = FILES[name]
    document, seconds = read(name, written(content))
    codes = {str(issue.code) for issue in document.issues}
    assert not code or code in codes
    assert document.status == "ok" or codes
    assert seconds < MOST_SECONDS
    for record in document.records:
        line = json.dumps(record_to_json(record), ensure_ascii=False, allow_nan=False)
        assert record_from_json(json.loads(line.encode("utf-8"))) == record
        if isinstance(record, Post) and record.content_html is not None:
            assert not LIVE.search(record.content_html)
            assert (
                nh3.clean(record.content_html, url_schemes={"http", "https", "mailto"}) == record.content_html
            )
    assert all(len(issue.raw or "") <= 2_000 for issue in document.issues)


def test_no_text_holds_markup_that_would_run() -> None:
    for name, (content, _) in FILES.items():
        if not name.startswith("script"):
            continue
        for post in parse_bytes(written(content), name=name, options=OPTIONS).posts:
            assert not re.search(
                r"<script|<img|onerror", f"{post.title} {post.url} {post.images}", re.IGNORECASE
            )
            assert not any("javascript:" in str(address) for address in (post.url, *post.images))


@pytest.fixture
def crowd(tmp_path: Path) -> Path:
    """A folder with good files, one of each kind, and every hostile one between them."""
    good_inputs(tmp_path)
    for name in CROWD:
        (tmp_path / name).write_bytes(written(FILES[name][0]))
    return tmp_path


def test_a_hostile_file_harms_no_other(crowd: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    alone = good_inputs(tmp_path_factory.mktemp("good"))
    limits = [f"--limit={name}={getattr(LIMITS, name)}" for name in ("max_bytes", "max_lines", "max_roles")]
    command = ("parse", "--to", "documents", "--provenance", "full", "--html", "-q", *limits, ".")
    expected = run(alone, *command).stdout.splitlines()
    told = run(crowd, *command, "--jobs", "2", "--limit=timeout=60")
    assert told.returncode == 1
    lines = told.stdout.splitlines()
    assert len(lines) == len(CROWD) + len(expected)
    assert set(expected) <= set(lines)
    assert not (crowd / "broken-out").exists()


GOOD = {
    "role.md": ROLE,
    "feed.xml": FEED,
    "feed.json": json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "items": [{"id": "1", "title": "One", "content_text": "Some words."}],
        },
        indent=1,
    ),
    "resume.json": json.dumps({"work": [{"position": "Weaver", "name": "Loom", "startDate": "2019-06"}]}),
    "resume.toml": '[[work]]\nposition = "Weaver"\nname = "Loom"\nstartDate = 2019-06-01\n',
    "resume.yaml": "work:\n  - position: Weaver\n    name: Loom\n    startDate: 2019-06\n",
    "page.html": "<html><body><h1>On iron</h1><p>Iron is <b>hard</b>, and so on.</p></body></html>",
    "role.org": "#+title: Weaver\n#+company: Loom\n#+begin: 2019\nWove.\n",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_may_end_anywhere(name: str) -> None:
    content = GOOD[name].encode()
    for end in range(0, len(content), 3):
        document, _ = read(name, content[:end])
        assert document.records or document.issues


def test_a_file_that_vanishes_while_others_are_read(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"{number}.md").write_text(ROLE, encoding="utf-8")
    documents = iter_documents(tmp_path)
    first = next(documents)
    (tmp_path / "1.md").unlink()
    shutil.rmtree(tmp_path / "nowhere", ignore_errors=True)
    (tmp_path / "2.md").write_text("", encoding="utf-8")
    assert [one.status for one in (first, *documents)] == ["ok", "failed", "skipped", "ok"]


WATCHED = """
import os, sys

ALLOWED = sys.argv.pop(1).split(":")
WRITES = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC
REFUSED = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request",
    "ftplib.connect", "http.client.connect", "os.system", "os.exec", "os.posix_spawn", "subprocess.Popen",
    "os.remove", "os.rename", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.utime",
)

def watch(event, arguments):
    if event in REFUSED:
        paths = [os.fspath(one) for one in arguments if isinstance(one, (str, bytes, os.PathLike))]
        if not paths or any(os.path.basename(path) not in ALLOWED for path in paths):
            os.write(2, f"REFUSED {event} {arguments}\\n".encode())
            os._exit(99)
    if event == "open" and isinstance(arguments[0], (str, bytes)) and isinstance(arguments[2], int):
        path = os.fsdecode(arguments[0])
        if arguments[2] & WRITES and os.path.basename(path) not in ALLOWED:
            os.write(2, f"REFUSED open {path}\\n".encode())
            os._exit(99)

sys.addaudithook(watch)
from careerdoc.__main__ import main
sys.argv[0] = "careerdoc"
main()
"""


@pytest.mark.parametrize(
    ("allowed", "extra"),
    [
        ("", []),
        ("out.jsonl:out.jsonl.partial:out.jsonl.partial.notes", ["-o", "out.jsonl", "--no-merge"]),
    ],
)
def test_nothing_goes_to_a_network_and_nothing_but_the_output_is_written(
    crowd: Path, allowed: str, extra: list[str]
) -> None:
    process = subprocess.run(
        [sys.executable, "-c", WATCHED, allowed, "parse", "--html", "-q", ".", *extra],
        capture_output=True,
        cwd=crowd,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        check=False,
    )
    assert process.returncode == 1, process.stderr.decode()[-500:]
    assert b"REFUSED" not in process.stderr


def test_the_watch_would_tell(tmp_path: Path) -> None:
    """The same watch refuses an output that is not allowed."""
    (tmp_path / "role.md").write_text(ROLE, encoding="utf-8")
    process = subprocess.run(
        [sys.executable, "-c", WATCHED, "", "parse", "-q", "role.md", "-o", "out.json"],
        capture_output=True,
        cwd=tmp_path,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        check=False,
    )
    assert process.returncode == 99
    assert b"REFUSED open" in process.stderr
    assert os.listdir(tmp_path) == ["role.md"]
