"""The command line as a process, and small inputs for it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import careerdoc
from tests.warm_process import IS_POSSIBLE, run_warm

ROLE = """---
title: Smith [of] Ærlige ord
company: 東京 Works
location: Oslo
startDate: 2019-06
endDate:
---
Forged things.
"""
FEED = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>Notes</title><id>urn:x</id><updated>2021-03-28T10:00:00Z</updated>
  <entry><title>On iron</title><id>urn:x:1</id><link href="https://example.org/iron"/>
    <published>2021-03-28T10:00:00Z</published><updated>2021-03-28T10:00:00Z</updated>
    <content type="html">&lt;p&gt;Iron is &lt;b&gt;hard&lt;/b&gt;.&lt;/p&gt;</content></entry>
</feed>
"""
PROFILE = "2012 - 2015\nBergen\n• Swept the floor of the forge\n"
BAD_DATE = "---\ntitle: Cook\ncompany: Inn\nstartDate: soonish\n---\n"
MESSAGE = re.compile(
    r"(?P<path>.+?)(:[1-9][0-9]*){0,2}: (?P<severity>info|warning|error) (?P<code>[a-z-]+): .+"
)
PACKAGE_HOME = str(Path(careerdoc.__file__).parents[1])


def good_inputs(folder: Path) -> Path:
    """`folder` with one good input of each kind."""
    (folder / "role.md").write_text(ROLE, encoding="utf-8")
    (folder / "feed.xml").write_text(FEED, encoding="utf-8")
    (folder / "profile.txt").write_text(PROFILE, encoding="utf-8")
    return folder


def environment(**changes: str) -> dict[str, str]:
    paths = [PACKAGE_HOME, *filter(None, [os.environ.get("PYTHONPATH")])]
    # Hundreds of processes start here: none compiles what the one before has compiled.
    kept = {"PYTHONPATH": os.pathsep.join(paths), "PYTHONDONTWRITEBYTECODE": "", "COLUMNS": "120"}
    return os.environ | kept | changes


def run(
    folder: Path, *arguments: str | bytes, stdin: bytes = b"", is_new: bool = False, **changes: str
) -> subprocess.CompletedProcess[bytes]:
    """The finished process of `python -m careerdoc`; none may ever show a traceback.

    It is a new one, with pipes for streams, where that is asked for, where its environment changes, and
    where it starts others, whose ends are waited for as well.
    """
    if IS_POSSIBLE and not (is_new or changes or "--jobs" in arguments):
        process = run_warm(folder, arguments, stdin, environment())
    else:
        command = [sys.executable, "-m", "careerdoc", *arguments]
        process = subprocess.run(
            command, input=stdin, capture_output=True, cwd=folder, env=environment(**changes), check=False
        )
    assert b"Traceback" not in process.stderr, process.stderr.decode("utf-8", "replace")
    return process


def records(process: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [
        json.loads(line) for line in process.stdout.decode("utf-8").removesuffix("\n").split("\n") if line
    ]


def messages(process: subprocess.CompletedProcess[bytes]) -> list[str]:
    return process.stderr.decode("utf-8").splitlines()


def codes(process: subprocess.CompletedProcess[bytes]) -> set[str]:
    found = (MESSAGE.fullmatch(line) for line in messages(process))
    return {match["code"] for match in found if match}
