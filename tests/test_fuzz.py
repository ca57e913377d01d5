"""The targets of fuzzing hold for what they start from, and tell a broken promise; atheris is not needed."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest

import fuzz
from careerdoc import Options, PartialDate, Role, Source
from careerdoc.fields.dates import DateRange
from careerdoc.model.document import split_lines
from careerdoc.model.issue import Issue, IssueCode
from careerdoc.pipeline import parse_source
from careerdoc.readers import READERS
from fuzz.__main__ import main
from fuzz.flaws import flaw_of, keep, place_of, shrunk
from fuzz.promises import hold_for_document, hold_for_markup, hold_for_range, hold_in_order, strict_json
from fuzz.seeds import seeds_of, write_seeds
from fuzz.targets import TARGETS, input_of

ROOM = Path(fuzz.__path__[0])
PROFILE = b"2019 - 2021\nOslo\nRan the ferry desk.\n"


@pytest.mark.parametrize("target", TARGETS)
def test_promises_hold_for_seeds(target: str) -> None:
    for seed in seeds_of(target)[::6]:
        TARGETS[target](input_of(target, seed))


def test_every_reader_is_a_target() -> None:
    assert {reader.name for reader in READERS} <= set(TARGETS)


def test_seeds_are_files_named_by_what_they_hold(tmp_path: Path) -> None:
    write_seeds("dates", tmp_path)
    assert len(list(tmp_path.iterdir())) == len(seeds_of("dates")) > 100


def test_only_the_engine_imports_what_the_extra_installs() -> None:
    importing = {
        path.name
        for path in ROOM.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import) and any(alias.name == "atheris" for alias in node.names)
    }
    assert importing == {"engine.py"}


def test_tokens_have_the_form_of_libfuzzer() -> None:
    for line in (ROOM / "tokens.txt").read_text(encoding="ascii").split("\n"):
        assert not line or line.startswith("#") or re.fullmatch(r'"(?:[^"\\]|\\["\\]|\\x[0-9a-f]{2})+"', line)


def breaks_at_x(data: bytes) -> None:
    assert b"x" not in data, "no x"


def test_an_input_is_made_small_and_kept_once_for_each_place(tmp_path: Path) -> None:
    data = b"some words, then x and more"
    assert shrunk(breaks_at_x, data, seconds=5) == b"x"
    assert shrunk(breaks_at_x, b"nothing", seconds=5) == b"nothing"
    places = set()
    for given in (data, b"xyz", data):
        flaw = flaw_of(breaks_at_x, given)
        assert flaw is not None
        keep(flaw, given, tmp_path)
        places.add(place_of(flaw))
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes() == b"xyz"
    assert places == {kept.name}
    assert kept.name.startswith("AssertionError-test_fuzz-breaks_at_x-")


def test_an_input_can_be_tried_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "input"
    path.write_bytes(b"2019 - Now")
    assert main(["--target", "dates", str(path)]) == 0
    assert main(["--target", "dates", str(tmp_path / "missing")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_a_broken_promise_of_a_document_is_told() -> None:
    parsed = parse_source(Source("input", PROFILE), Options(provenance="full"))
    lines = split_lines(PROFILE.decode())
    hold_for_document(parsed, lines)
    (role,) = parsed.records
    assert isinstance(role, Role)
    for broken in (
        replace(parsed, issues=(Issue(IssueCode.LEFTOVER, "x", line=9),)),
        replace(parsed, issues=(Issue(IssueCode.LEFTOVER, "x", line=1, raw="2019 - 2021\nRan"),)),
        replace(parsed, records=(role, role.model_copy(update={"location": "Bergen"}))),
        replace(parsed, records=(role.model_copy(update={"location": ""}),)),
        replace(parsed, records=(role.model_copy(update={"start": PartialDate(2019, 6)}),)),
        replace(parsed, records=(role.model_copy(update={"end": PartialDate(2018)}),)),
        replace(parsed, records=(role.model_copy(update={"current": True}),)),
    ):
        with pytest.raises(AssertionError):
            hold_for_document(broken, lines)
    with pytest.raises(AssertionError):
        hold_for_document(parsed, lines[:1])


def test_a_broken_promise_of_a_text_is_told() -> None:
    with pytest.raises(AssertionError):
        hold_for_markup("<script>x</script>")
    with pytest.raises(AssertionError):
        hold_for_range(DateRange(PartialDate(2019, 6), single=True), "2019")
    with pytest.raises(AssertionError):
        hold_in_order([(0, 2), (1, 3)], 3)
    with pytest.raises(ValueError, match="surrogates"):
        strict_json("\ud800")
