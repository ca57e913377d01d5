"""That logs and tracebacks hold no text of documents."""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import careerdoc
from tests.cli_process import environment, run

CANARY = "-".join(
    ("canary", "7f3a")
)  # in pieces, so that no line of this file that a traceback shows holds it
ROLE = {"kind": "role"}
REFUSED: dict[str, Callable[[], Any]] = {
    "schema": lambda: careerdoc.record_from_json({**ROLE, "schema": CANARY}),
    "kind": lambda: careerdoc.record_from_json({"kind": CANARY}),
    "kind-list": lambda: careerdoc.record_from_json({"kind": [CANARY]}),
    "date": lambda: careerdoc.record_from_json({**ROLE, "start": CANARY}),
    "text": lambda: careerdoc.record_from_json({**ROLE, "title": [CANARY]}),
    "half": lambda: careerdoc.record_from_json({**ROLE, "title": f"{CANARY}\ud800"}),
    "original": lambda: careerdoc.record_from_json({**ROLE, "originals": [{"kind": CANARY, "id": "1"}]}),
    "otherwise": lambda: careerdoc.record_from_json(
        {**ROLE, "originals": [{"kind": "role", "id": "1", "otherwise": {CANARY: [CANARY]}}]}
    ),
    "otherwise-value": lambda: careerdoc.record_from_json(
        {**ROLE, "originals": [{"kind": "role", "id": "1", "otherwise": {"title": [CANARY]}}]}
    ),
    "moment": lambda: careerdoc.Post(published=CANARY),  # type: ignore[arg-type]
    "partial-date": lambda: careerdoc.PartialDate.parse(CANARY),
    "dict": lambda: careerdoc.merge([{"title": CANARY}]),  # type: ignore[list-item]
    "data": lambda: careerdoc.parse_bytes(CANARY),  # type: ignore[arg-type]
}
DOCUMENTS = {
    "a.md": f"---\ntitle: Cook\ncompany: Inn\nstartDate: {CANARY}\nend: 2023-02-30 {CANARY}\n---\n"
    f"{CANARY} \x07\n",
    "b.txt": f"{CANARY}\nExperience\nCook {CANARY}\nInn\n2019 - {CANARY}\n{CANARY}\n",
    "c.json": f'{{"work": [{{"name": "{CANARY}", "startDate": "{CANARY}"}}], "x": {CANARY}',
    "d.xml": f"<rss><channel><item><title>{CANARY}</title><link>java:{CANARY}</link></item><item {CANARY}",
    "e.md": f"---\ntitle: {CANARY}: x: y\n\t{CANARY}\n- {CANARY}\n---\n",
}
FLAW = """
import sys
from careerdoc import inputs
from careerdoc.__main__ import main

def fail(*_):
    raise KeyError(sys.argv.pop())

inputs.read_given = fail
main()
"""


@pytest.mark.parametrize("name", REFUSED)
def test_no_exception_quotes_a_value(name: str) -> None:
    with pytest.raises((ValueError, careerdoc.CareerdocError)) as caught:
        REFUSED[name]()
    assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_messages_name_places_and_quote_nothing(tmp_path: Path) -> None:
    for name, text in DOCUMENTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for arguments in (["-v"], ["-q"], ["-v", "--jobs", "2"], ["-v", "--no-merge"]):
        process = run(tmp_path, "parse", *arguments, "-o", "out.jsonl", *DOCUMENTS)
        assert CANARY.encode() not in process.stderr
    assert CANARY in (tmp_path / "out.jsonl").read_text(encoding="utf-8")


def test_messages_in_json_quote_what_they_speak_of(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DOCUMENTS["a.md"], encoding="utf-8")
    process = run(tmp_path, "parse", "--messages", "json", "a.md")
    told = [json.loads(line) for line in process.stderr.decode("utf-8").splitlines()]
    assert any(CANARY in (one["raw"] or "") for one in told)
    assert not any(CANARY in one["message"] for one in told)


def test_records_that_are_none_are_refused_without_their_values(tmp_path: Path) -> None:
    lines = [CANARY, json.dumps({"kind": CANARY}), json.dumps({**ROLE, "start": CANARY, "title": [CANARY]})]
    (tmp_path / "all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    process = run(tmp_path, "merge", "-v", "all.jsonl")
    assert process.returncode == 1
    assert CANARY.encode() not in process.stderr


def test_a_flaw_shows_its_place_and_not_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(DOCUMENTS["a.md"], encoding="utf-8")
    process = subprocess.run(
        [sys.executable, "-c", FLAW, "parse", "a.md", CANARY],
        capture_output=True,
        cwd=tmp_path,
        env=environment(),
        check=False,
    )
    assert process.returncode == 1
    assert b"KeyError, a flaw of careerdoc" in process.stderr
    assert b"in documents" in process.stderr
    assert CANARY.encode() not in process.stderr
