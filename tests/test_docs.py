"""That README and docs tell the truth: what they show runs, what they name exists."""

from __future__ import annotations

import contextlib
import doctest
import importlib
import pkgutil
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

import careerdoc
from careerdoc import IssueCode
from careerdoc.cli import application
from careerdoc.model.issue import Issue
from careerdoc.readers import READERS
from careerdoc.writers import WRITERS
from docs import schema_page
from tests.documentation import PAGES, ROOT, anchors, blocks, commands, links
from tests.fixture_cases import FIXTURES
from tests.test_house import DOORS

DOCS = ROOT / "docs"
LIBRARY = (DOCS / "library.md").read_text(encoding="utf-8")
COMMAND_LINE = (DOCS / "command-line.md").read_text(encoding="utf-8")
MODULES = sorted(module.name for module in pkgutil.walk_packages(careerdoc.__path__, "careerdoc."))


def place(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def fixtures(tmp_path: Path) -> Iterator[Path]:
    """A copy of the fixtures to run in, so that a page may write files."""
    folder = tmp_path / "fixtures"
    shutil.copytree(FIXTURES, folder)
    with contextlib.chdir(folder):
        yield folder


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_python_blocks_give_what_they_show(page: Path, fixtures: Path) -> None:
    shown = "\n".join(blocks(page, "python"))
    examples = doctest.DocTestParser().get_doctest(shown, {}, place(page), str(page), 0)
    assert bool(shown) == bool(examples.examples), "a block of Python is shown as a session"
    report: list[str] = []
    doctest.DocTestRunner(verbose=False).run(examples, out=report.append)
    assert not report, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_commands_print_what_is_shown(page: Path, fixtures: Path) -> None:
    for command in commands(page):
        assert command.run(fixtures).rstrip("\n") == command.output, command.line


@pytest.mark.parametrize("name", MODULES)
def test_docstrings_give_what_they_show(name: str) -> None:
    report: list[str] = []
    runner = doctest.DocTestRunner(verbose=False)
    for examples in doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(name)):
        runner.run(examples, out=report.append)
    assert not report, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=place)
def test_links_lead_somewhere(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        if not link.startswith("https://"):
            target = (page.parent / path).resolve() if path else page
            assert target.is_file(), link
            assert not anchor or anchor in anchors(target), link


def test_every_page_can_be_reached_from_the_index() -> None:
    reached = {(DOCS / link).resolve() for link in links(DOCS / "index.md")}
    assert {page for page in PAGES if page.is_relative_to(DOCS)} - reached == {DOCS / "index.md"}


def test_every_issue_code_has_its_row() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", (DOCS / "issues.md").read_text(encoding="utf-8"), re.M)
    assert rows == [(code.value, Issue(code, "").severity.value) for code in IssueCode]


def test_every_reader_has_its_page_and_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {page.stem for page in (DOCS / "readers").glob("*.md")} == {reader.name for reader in READERS}
    for reader in READERS:
        assert f"[{reader.name}](docs/readers/{reader.name}.md)" in readme
        text = (DOCS / "readers" / f"{reader.name}.md").read_text(encoding="utf-8")
        missing = [suffix for suffix in reader.suffixes if f"`{suffix}`" not in text]
        assert not missing, f"{reader.name}: {missing}"


@pytest.mark.parametrize("name", sorted(careerdoc.__all__))
def test_every_public_name_is_in_the_library_page(name: str) -> None:
    assert name == "__version__" or re.search(rf"\b{name}\b", LIBRARY)
    assert name in dir(careerdoc)


def test_every_option_is_in_the_pages() -> None:
    for option in careerdoc.Options.__dataclass_fields__:
        assert f"| `{option}` |" in LIBRARY, option
    for writer in WRITERS:
        assert f"`{writer.name}`" in COMMAND_LINE, writer.name


def test_every_option_of_parse_is_in_the_command_line_page() -> None:
    parse = typer.main.get_group(application).commands["parse"]
    options = [option for parameter in parse.params for option in parameter.opts if option[0] == "-"]
    assert "--output" in options
    for option in options:
        assert re.search(rf"`{option}[ `]", COMMAND_LINE), option


def test_every_door_is_in_the_architecture_page() -> None:
    text = (DOCS / "architecture.md").read_text(encoding="utf-8")
    named = {"bs4": "beautifulsoup4", "frontmatter": "python-frontmatter", "yaml": "PyYAML"}
    for library in DOORS.keys() - {"xml"}:
        assert named.get(library, library) in text, library


def test_the_schema_page_is_fresh() -> None:
    assert schema_page.PAGE.read_text(encoding="utf-8") == schema_page.page(), "python -m docs.schema_page"


def test_nothing_speaks_of_a_machine() -> None:
    for folder in ("src", "docs", "tests", "benchmarks"):
        for path in (
            path for suffix in ("md", "py", "toml") for path in (ROOT / folder).rglob(f"*.{suffix}")
        ):
            found = re.search(
                r"(?<![\w./])/(?:home|root|Users|tmp)/\w+", path.read_text(encoding="utf-8", errors="replace")
            )
            assert found is None, f"{place(path)}: {found}"
