"""What becomes of paths: files, directories, and what is neither."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from careerdoc import ParsedDocument, Source, SourceError, iter_documents, parse, parse_sources
from careerdoc.sources import LargeFile, from_bytes, from_path, from_text, name_of
from careerdoc.walking import open_paths

ROLE = b"2019 - Now\nOslo\nRan the ferry desk.\n"


def opened(*paths: str | Path) -> list[Source | ParsedDocument]:
    return [given for given in open_paths(paths) if not isinstance(given, LargeFile)]


def refused(path: str | Path) -> str:
    """The issue code that a path alone gives."""
    (document,) = opened(path)
    assert isinstance(document, ParsedDocument)
    assert document.status in {"failed", "skipped"}
    (issue,) = document.issues
    assert issue.source == document.name
    return str(issue.code)


def test_a_file_is_named_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(ROLE)
    monkeypatch.chdir(tmp_path)
    assert opened("./a.txt") == [Source("./a.txt", ROLE)]


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere.txt") == "not-found"
    (tmp_path / "file").write_bytes(ROLE)
    assert refused(tmp_path / "file" / "below.txt") == "not-found"
    assert refused("x" * 5_000) == "not-found"
    assert refused("a\0b") == "not-found"


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert refused(tmp_path / "pipe.txt") == "not-a-file"


def test_a_directory_is_no_source(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        from_path(tmp_path)
    assert caught.value.code == "not-a-file"
    assert str(tmp_path) in str(caught.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(ROLE)
    (tmp_path / "secret.txt").chmod(0)
    assert refused(tmp_path / "secret.txt") == "permission-denied"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_directory_inside_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(ROLE)
    (tmp_path / "secret").mkdir(mode=0)
    read, failed = opened(tmp_path)
    assert isinstance(read, Source)
    assert isinstance(failed, ParsedDocument)
    assert str(failed.issues[0]) == f"{tmp_path}/secret: error permission-denied: it may not be read"


def test_a_directory_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.xml", "sub/.hidden.txt", ".git/d.txt", "picture.png", "UP.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(ROLE)
    names = [Path(source.name).relative_to(tmp_path).as_posix() for source in opened(tmp_path)]
    assert names == ["UP.TXT", "a.md", "b.txt", "sub/c.xml"]


def test_links_in_a_directory_are_reported_and_named_links_are_read(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(ROLE)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "link.txt").symlink_to(tmp_path / "real.txt")
    assert refused(folder) == "symlink-skipped"
    (folder / "link").symlink_to(tmp_path, target_is_directory=True)
    skipped = [document for document in opened(folder) if isinstance(document, ParsedDocument)]
    assert [Path(document.name).name for document in skipped] == ["link", "link.txt"]
    assert {str(document.issues[0].code) for document in skipped} == {"symlink-skipped"}
    assert [source.content for source in opened(folder / "link.txt") if isinstance(source, Source)] == [ROLE]


def test_a_directory_with_nothing_to_read(tmp_path: Path) -> None:
    assert refused(tmp_path) == "empty-input"


def test_a_name_that_is_no_utf_8(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "wb") as file:
        file.write(ROLE)
    (document,) = iter_documents([os.fsdecode(path)])
    assert document.name.endswith("/caf\ufffd.txt")
    assert len(document.records) == 1


def test_no_more_than_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 100)
    assert from_path(tmp_path / "a.txt", max_bytes=10).content == b"x" * 11


def test_what_a_source_says_of_itself_is_in_the_record() -> None:
    source = Source("a.txt", ROLE, url="https://a.example/", retrieved="2024-05-06")
    (reference,) = parse_sources([source]).records[0].sources
    assert (reference.url, reference.retrieved) == ("https://a.example/", "2024-05-06")


def test_sources_in_memory() -> None:
    assert from_bytes(b"a", "b", "utf-8") == Source("b", b"a", "utf-8")
    assert from_text("caf\u00e9\ud800", "b").content.decode().startswith("caf\u00e9")


def test_names_use_slashes() -> None:
    assert name_of(Path("a") / "b") == "a/b"


def test_one_bad_path_does_not_harm_the_others(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_bytes(ROLE)
    (tmp_path / "zeros.txt").write_bytes(b"\0" * 64)
    alone = parse(good)
    together = parse(tmp_path / "nowhere", good, tmp_path / "zeros.txt", os.devnull)
    assert together.records == alone.records
    assert [document.status for document in together.documents] == ["failed", "ok", "skipped", "failed"]
