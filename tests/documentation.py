"""What README.md and the pages under docs/ show: code blocks, commands and their outputs, links."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
)

_BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")
_HEADING = re.compile(r"^#+ (?P<text>.+)$", re.MULTILINE)
_PROMPT = "$ "


@dataclass(frozen=True)
class Command:
    """A command as a page shows it, and the output that the page shows below it, blank end lines left out."""

    line: str
    output: str

    def run(self, folder: Path) -> str:
        """Standard output, then standard error, of the command run in `folder`."""
        tools = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        environment = os.environ | {"PATH": tools, "LC_ALL": "C.UTF-8"}
        environment.pop("COLUMNS", None)
        command = ["bash", "-c", _recipe("demo") if self.line == "make demo" else self.line]
        ran_in = ROOT if self.line == "make demo" else folder
        done = subprocess.run(command, cwd=ran_in, env=environment, capture_output=True, check=False)
        return (done.stdout + done.stderr).decode("utf-8")


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of one language, in order."""
    found = _BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [block["text"] for block in found if block["language"] == language]


def commands(page: Path) -> Iterator[Command]:
    """The commands of all console blocks of a page."""
    for block in blocks(page, "console"):
        for shown in block.removeprefix(_PROMPT).split(f"\n{_PROMPT}"):
            line, _, output = shown.partition("\n")
            yield Command(line, output.rstrip("\n"))


def links(page: Path) -> list[str]:
    """The targets of all links, outside of code blocks."""
    return [link["target"] for link in _LINK.finditer(_BLOCK.sub("", page.read_text(encoding="utf-8")))]


def anchors(page: Path) -> set[str]:
    """The anchors that the headings of a page get on a public host."""
    headings = _HEADING.findall(_BLOCK.sub("", page.read_text(encoding="utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-") for heading in headings}


def _recipe(target: str) -> str:
    """The last command that make would run for a target, with this Python instead of its own."""
    asked = ["make", "--dry-run", "--no-print-directory", target]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    last = done.stdout.rstrip("\n").split("\n")[-1].removeprefix("@")
    return last.replace(".venv/bin/python", shlex.quote(sys.executable), 1)
