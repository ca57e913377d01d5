"""Folders of strangers: what is read of them, in which order, and what is told of the rest."""

from __future__ import annotations

import json
import os
import socket
import threading
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from typer.testing import CliRunner

from careerdoc import OptionError, Options, ParsedDocument, iter_documents
from careerdoc.cli import application
from careerdoc.globs import glob, globs_of
from careerdoc.sources import Found, open_path
from careerdoc.walking import Selection, walk
from tests.growth import seconds

ROLE = b"2019 - Now\nOslo\nRan the ferry desk.\n"


def folder_with(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(ROLE)
    return folder


def walked(folder: Path, selection: Selection | None = None) -> list[str]:
    """What walking gives, in order; behind what is not read its issue."""
    found = []
    for one in walk([folder], selection or Selection()):
        name = one.name if isinstance(one, ParsedDocument) else os.fspath(one)
        code = f" {one.issues[0].code}" if isinstance(one, ParsedDocument) else ""
        found.append(Path(name).relative_to(folder).as_posix() + code)
    return found


@pytest.mark.parametrize(
    ("rules", "read"),
    [
        ("*.txt", ["a.md", "sub/b.md", "sub/deep/c.md"]),
        ("sub", ["a.md", "a.txt"]),
        ("sub/\n", ["a.md", "a.txt"]),
        ("a.md/", ["a.md", "a.txt", "sub/b.md", "sub/deep/c.md", "sub/deep/d.txt"]),
        ("/a.*\n# b.md\n\n", ["sub/b.md", "sub/deep/c.md", "sub/deep/d.txt"]),
        ("*.md\n!c.md", ["a.txt", "sub/deep/c.md", "sub/deep/d.txt"]),
        ("sub/deep\n!c.md", ["a.md", "a.txt", "sub/b.md"]),
        ("**/deep/*.md  \n", ["a.md", "a.txt", "sub/b.md", "sub/deep/d.txt"]),
        ("sub/**", ["a.md", "a.txt"]),
        ("\\a.md\n[ab].t?t\n[!c].md", ["sub/deep/c.md", "sub/deep/d.txt"]),
        ("[", ["a.md", "a.txt", "sub/b.md", "sub/deep/c.md", "sub/deep/d.txt"]),
    ],
)
def test_rules_of_gitignore(tmp_path: Path, rules: str, read: list[str]) -> None:
    folder_with(tmp_path, "a.md", "a.txt", "sub/b.md", "sub/deep/c.md", "sub/deep/d.txt")
    (tmp_path / ".gitignore").write_text(rules, encoding="utf-8")
    assert walked(tmp_path) == read


def test_the_rules_of_the_nearest_folder_count_first(tmp_path: Path) -> None:
    folder_with(tmp_path, "a.md", "sub/a.md", "sub/b.md", "other/a.md")
    (tmp_path / ".gitignore").write_text("a.md", encoding="utf-8")
    (tmp_path / "sub" / ".gitignore").write_text("!/a.md\n/b.md", encoding="utf-8")
    assert walked(tmp_path) == ["sub/a.md"]
    assert walked(tmp_path / "other") == ["a.md"], "rules above the folder that is named do not count"


def test_a_file_that_is_named_is_read_whatever_the_rules_say(tmp_path: Path) -> None:
    folder_with(tmp_path, "a.md")
    (tmp_path / ".gitignore").write_text("*", encoding="utf-8")
    assert walked(tmp_path) == [". empty-input"]
    assert list(walk([tmp_path / "a.md"])) == [tmp_path / "a.md"]


def test_rules_that_cannot_be_followed_are_told(tmp_path: Path) -> None:
    folder_with(tmp_path, "a.md", "link/a.md", "pipe/a.md")
    (tmp_path / ".gitignore").write_text("#" * 300_000, encoding="utf-8")
    (tmp_path / "link" / ".gitignore").symlink_to(tmp_path / "a.md")
    os.mkfifo(tmp_path / "pipe" / ".gitignore")
    assert walked(tmp_path) == [
        ".gitignore too-large",
        "a.md",
        "link/.gitignore symlink-skipped",
        "link/a.md",
        "pipe/.gitignore not-a-file",
        "pipe/a.md",
    ]


def test_what_is_asked_for(tmp_path: Path) -> None:
    folder_with(tmp_path, "a.md", "b.eml", "drafts/c.md", "old/drafts/d.md", "old/e.txt")
    assert walked(tmp_path, Selection.of(["*.eml"])) == ["b.eml"]
    assert walked(tmp_path, Selection.of(["old/**"])) == ["old/e.txt", "old/drafts/d.md"]
    assert walked(tmp_path, Selection.of(["drafts/", "e.txt"])) == [
        "drafts/c.md",
        "old/e.txt",
        "old/drafts/d.md",
    ]
    assert walked(tmp_path, Selection.of(["/old", "!e.txt"])) == ["old/drafts/d.md"]
    assert walked(tmp_path, Selection.of((), ["drafts/"])) == ["a.md", "old/e.txt"]
    assert walked(tmp_path, Selection.of((), ["/drafts", "*.txt"])) == ["a.md", "old/drafts/d.md"]
    assert walked(tmp_path, Selection.of(["*.pdf"])) == [". empty-input"]
    assert walked(tmp_path, Selection.of(["*.md", "!c.md"])) == ["a.md", "old/drafts/d.md"]
    (tmp_path / "out.jsonl.partial").write_bytes(ROLE)
    assert "out.jsonl.partial" not in walked(tmp_path, Selection.of(["*"]))


def test_what_is_asked_for_is_an_option(tmp_path: Path) -> None:
    folder_with(tmp_path, "a.md", "b.txt")
    (document,) = iter_documents(tmp_path, options=Options(include=("*.txt",)))
    assert document.name.endswith("b.txt")
    with pytest.raises(OptionError, match="include"):
        Options(include="*.txt")  # type: ignore[arg-type]


def test_what_is_no_file_is_told_and_not_opened(tmp_path: Path) -> None:
    folder_with(tmp_path, "a.md", "z.md")
    os.mkfifo(tmp_path / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listening, open(tmp_path / "z.md", "rb"):
        listening.bind(str(tmp_path / "socket.md"))
        (tmp_path / "zero.md").symlink_to("/dev/zero")
        (tmp_path / "loop.md").symlink_to("loop.md")
        (tmp_path / "up").symlink_to("..")
        assert walked(tmp_path) == [
            "a.md",
            "loop.md symlink-skipped",
            "pipe.md not-a-file",
            "socket.md not-a-file",
            "up symlink-skipped",
            "z.md",
            "zero.md symlink-skipped",
        ]


@pytest.mark.parametrize("kind", ["link", "pipe", "socket", "nothing"])
def test_what_takes_the_place_of_a_file_is_not_read(tmp_path: Path, kind: str) -> None:
    folder_with(tmp_path, "a.md", "secret.md")
    found = next(walk([tmp_path]))
    assert found == Found(str(tmp_path / "a.md"))
    (tmp_path / "a.md").unlink()
    with socket.socket(socket.AF_UNIX) as listening:
        if kind == "link":
            (tmp_path / "a.md").symlink_to(tmp_path / "secret.md")
        elif kind == "pipe":
            os.mkfifo(tmp_path / "a.md")
        elif kind == "socket":
            listening.bind(str(tmp_path / "a.md"))
        document = open_path(found)
    assert isinstance(document, ParsedDocument)
    expected = {"link": "symlink-skipped", "nothing": "not-found"}
    assert [issue.code for issue in document.issues] == [expected.get(kind, "not-a-file")]


def test_a_pipe_that_somebody_writes_to_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    writer = threading.Thread(target=lambda: os.close(os.open(tmp_path / "pipe.txt", os.O_RDWR)))
    writer.start()
    (document,) = iter_documents(tmp_path / "pipe.txt")
    writer.join()
    assert [issue.code for issue in document.issues] == ["not-a-file"]


def test_folders_may_lie_as_deep_as_paths_reach(tmp_path: Path) -> None:
    made = [str(tmp_path)]
    while len(made) <= 1_500:
        made.append(made[-1] + "/d")
        os.mkdir(made[-1])
    file = Path(made[-1]) / "a.md"
    file.write_bytes(ROLE)
    assert [os.fspath(found) for found in walk([tmp_path]) if isinstance(found, Found)] == [str(file)]
    file.unlink()
    while len(made) > 1:  # what clears the folder up cannot go as deep
        os.rmdir(made.pop())


def test_names_of_any_bytes_are_found_and_opened(tmp_path: Path) -> None:
    names = [b"caf\xe9.md", b"line\nend.md", b" .md ", b"\xff\xfe.md", "\u0645\u062d.md".encode(), b"-o.md"]
    for name in names:
        with open(os.fsencode(tmp_path) + b"/" + name, "wb") as file:
            file.write(ROLE)
    documents = list(iter_documents(tmp_path))
    assert len(documents) == len(names) - 1, "a name that ends with a blank has no suffix that is known"
    assert all(len(document.records) == 1 for document in documents)


@given(
    pattern=st.text("a*?[]!\\/.#^- ", max_size=12), parts=st.lists(st.text("ab*[!", min_size=1), min_size=1)
)
def test_no_pattern_raises(pattern: str, parts: list[str]) -> None:
    glob(pattern).matches(parts, is_folder=False)
    for one in globs_of(pattern):
        one.matches(parts, is_folder=True)


def test_a_pattern_costs_no_more_than_its_length() -> None:
    many_stars, many_folders = glob("*a" * 60 + "b"), glob("**/a/" * 60 + "b")
    assert seconds(lambda name: many_stars.matches([name], is_folder=False), "a" * 250) < 0.1
    assert seconds(lambda name: many_folders.matches([name] * 1_000, is_folder=False), "a") < 0.5


def test_what_is_found_is_told_like_a_path(tmp_path: Path) -> None:
    folder_with(tmp_path, "a.md")
    (document,) = iter_documents([Found(str(tmp_path / "a.md"))])
    assert document.name == str(tmp_path / "a.md")


def test_a_file_lists_the_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder_with(tmp_path, "a.txt", "b.txt", "sub/c.txt", "-")
    for listed in (b"b.txt\r\n\nsub\n-\n", b"b.txt\0sub\0-\0"):
        (tmp_path / "list").write_bytes(listed)
        for place, stdin in (("list", b""), ("-", listed)):
            options = ("-q", "--to", "documents", "--files-from", place)
            found = CliRunner().invoke(application, ["parse", *options, "a.txt"], input=stdin)
            names = [json.loads(line)["source"] for line in found.stdout.splitlines()]
            assert (found.exit_code, names) == (0, ["a.txt", "b.txt", "sub/c.txt", "./-"])
    for wrong in (["-", "--files-from", "-"], ["--files-from", "nowhere"]):
        assert CliRunner().invoke(application, ["parse", *wrong]).exit_code == 2
