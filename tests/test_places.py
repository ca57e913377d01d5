"""What the path of a file says."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import example, given, strategies as st

from careerdoc.readers.keyed.places import is_post_by_name, path_of


@pytest.mark.parametrize(
    ("name", "folder", "stem", "date"),
    [
        ("experience/oslo.md", "role", None, None),
        ("data/education.yml", None, "education", None),
        (".jobs.yml", None, "role", None),
        ("_posts/2020-01-31-loaves.md", "post", None, "2020-01-31"),
        ("content/2020-01-31-loaves/index.md", None, None, "2020-01-31"),
        ("2020-01-31-.md", None, None, None),
        ("./a//../posts/01-b.md", "post", None, None),
        ("", None, None, None),
        ("..", None, None, None),
    ],
)
def test_paths(name: str, folder: str | None, stem: str | None, date: str | None) -> None:
    path = path_of(name)
    assert (path.folder.kind, path.stem.kind, path.date) == (folder, stem, date)


_PARTS = st.sampled_from(["a", "/", ".", "..", "2020-01-31-x", ".md", "index", "posts", "jobs"])


@given(st.lists(_PARTS, max_size=6).map("".join))
@example("2020-01-31-.")
def test_a_day_stands_in_the_name_without_its_suffix(name: str) -> None:
    path = PurePosixPath(name)
    is_index = path.name.split(".")[0] == "index"
    named = path.parent.name if is_index and path.parent.name else path.stem
    is_dated = named.startswith("2020-01-31-") and len(named) > len("2020-01-31-")
    assert (path_of(name).date is not None) == is_dated
    assert is_post_by_name(name) or not is_dated
