"""That the house stays as it is laid out: sizes, doors, registries, rows and fixtures."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import careerdoc
from careerdoc import IssueCode, Severity
from careerdoc.fields.rules import FIELDS
from careerdoc.model.issue import Issue
from careerdoc.model.records import RECORD_TYPES, Record
from careerdoc.readers import READERS
from careerdoc.text.keys import fold
from tests.fixture_cases import all_cases

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "careerdoc"
MODULES = sorted(SOURCE.rglob("*.py"))
TABLES = sorted(SOURCE.rglob("*.toml"))

# Third party -> the modules that may import it.
DOORS = {
    "bs4": {"readers/page.py", "text/html.py"},
    "chardet": {"text/decode/guess.py"},
    "feedparser": {"readers/feed/mending.py"},
    "frontmatter": {"writers/markdown.py"},
    "ftfy": {"text/repair/mojibake.py"},
    "markdown_it": {"text/markdown.py"},
    "nh3": {"text/html.py"},
    "rapidfuzz": {"dedupe/"},
    "resiliparse": {"text/html.py", "text/language.py"},
    "rich": {"progress.py", "writers/table.py"},
    "typer": {"arguments.py", "cli.py"},
    "xml": {"readers/feed/parser.py"},
    "yaml": {"readers/keyed/", "writers/markdown.py"},
}


def place(module: Path) -> str:
    return module.relative_to(SOURCE).as_posix()


def nodes(module: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(module.read_text(encoding="utf-8")))


def imports(module: Path) -> set[str]:
    found: set[str] = set()
    for node in nodes(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_modules_and_functions_are_small(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400
    for node in nodes(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (node.end_lineno or 0) - body[0].lineno + 1 if body else 0
            assert lines <= 40, f"{node.name} has {lines} lines"


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_public_names_say_what_comes_back(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module says what it knows"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{node.name} has no docstring"


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_nothing_is_silenced(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    if module.name == "serving.py":  # the one boundary beyond which a flaw costs a document, not the run
        text = text.replace("except Exception as", "except flaw as", 1)
    assert not re.search(r"except Exception|except:|# type: ignore|# noqa|pragma: no cover", text)
    assert not re.search(r"\.splitlines\(", text), "splitlines also cuts at form feeds and U+2028"


@pytest.mark.parametrize("module", MODULES, ids=place)
def test_third_parties_stay_behind_their_doors(module: Path) -> None:
    for name in imports(module):
        doors = DOORS.get(name.split(".", 1)[0])
        assert doors is None or any(place(module).startswith(door) for door in doors), name


def test_every_dependency_has_a_door() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[<>=]", requirement)[0].lower() for requirement in project["dependencies"]}
    modules = {
        "beautifulsoup4": "bs4",
        "markdown-it-py": "markdown_it",
        "python-frontmatter": "frontmatter",
        "pyyaml": "yaml",
    }
    # lxml is the parser that Beautiful Soup is given by name; pydantic is everywhere by design.
    assert {modules.get(name, name) for name in named} - {"lxml", "pydantic"} == set(DOORS) - {"xml"}


def test_no_module_is_named_after_nothing() -> None:
    vague = {"utils", "util", "helpers", "common", "misc", "base_classes", "manager"}
    assert not vague & {module.stem for module in MODULES}


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = (set(DOORS) - {"xml"}) | {"lxml", "pydantic"}
    code = "import sys, careerdoc; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & set(loaded.stdout.split())


def test_readers_have_names_and_tables_of_their_own() -> None:
    names = [reader.name for reader in READERS]
    assert len(set(names)) == len(names)
    folders = {case.name.split("/", 1)[0] for case in all_cases()}
    assert set(names) <= folders, "each reader has fixtures"
    for reader in READERS:
        assert all(suffix.startswith(".") and suffix == suffix.casefold() for suffix in reader.suffixes)


def test_every_record_field_can_be_filled() -> None:
    common = set(Record.model_fields) | {"country", "is_full", "word_count", "content_html"}
    for kind, record in RECORD_TYPES.items():
        assert set(record.FACTS) | set(Record.model_fields) == set(record.model_fields), kind
        assert set(record.FACTS) <= set(FIELDS) | common, kind


def test_every_issue_code_has_a_fixture_or_a_test() -> None:
    shown = {issue.split(" ", 1)[1] for case in all_cases() for issue in case.expected["issues"]}
    others = (path for path in Path(__file__).parent.glob("test_*.py") if path.name != Path(__file__).name)
    named = set(
        re.findall(r"[a-z]+(?:-[a-z]+)+", "".join(path.read_text(encoding="utf-8") for path in others))
    )
    named |= {
        name.lower().replace("_", "-")
        for path in Path(__file__).parent.glob("test_*.py")
        for name in re.findall(r"IssueCode\.([A-Z_]+)", path.read_text(encoding="utf-8"))
    }
    assert set(IssueCode) <= shown | named


def test_severity_follows_from_the_code() -> None:
    assert Issue(IssueCode.BAD_DATE, "x").severity is Severity.WARNING
    assert Issue(IssueCode.NO_RECORD, "x").severity is Severity.INFO
    assert Issue(IssueCode.NOT_FOUND, "x").severity is Severity.ERROR


@pytest.mark.parametrize("path", TABLES, ids=place)
def test_tables_hold_folded_words_once(path: Path) -> None:
    for name, row in rows(tomllib.loads(path.read_text(encoding="utf-8"))):
        assert len(set(row)) == len(row), f"{name} holds a word twice"
        if path.stem in {
            "titles",
            "organizations",
            "sections",
            "technologies",
            "degrees",
            "employment",
            "flags",
            "placeholders",
        }:
            assert [fold(word) for word in row] == row, f"{name} is not folded"


def rows(table: dict[str, object], prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from rows(value, f"{prefix}{name}.")
        elif isinstance(value, list):
            yield f"{prefix}{name}", value


def test_the_version_is_told_once() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{careerdoc.__version__}]" in changelog


def test_type_checkers_and_programs_are_told_the_same_names() -> None:
    tree = ast.parse((SOURCE / "__init__.py").read_text(encoding="utf-8"))
    (told,) = (node for node in tree.body if isinstance(node, ast.If))
    names = {alias.asname for node in told.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert names == set(careerdoc.__all__) - {"__version__"}
