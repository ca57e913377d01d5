"""The fixture pairs under tests/fixtures: an input, what must be read of it, and why."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from careerdoc import Limits, Options, Source
from careerdoc.model.records import AnyRecord
from careerdoc.model.result import ParsedDocument
from careerdoc.pipeline import parse_source

FIXTURES = Path(__file__).parent / "fixtures"


@dataclass(frozen=True)
class Case:
    """One folder with `input.*`, `expected.json` and `about.toml`."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.relative_to(FIXTURES).as_posix()

    @property
    def input(self) -> Path:
        return next(self.folder.glob("input.*"))

    @property
    def about(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "about.toml").read_text(encoding="utf-8"))

    @property
    def expected(self) -> Any:
        return json.loads((self.folder / "expected.json").read_text(encoding="utf-8"))

    def read(self) -> dict[str, Any]:
        """What the library makes of the input now, in the form of `expected.json`."""
        about = self.about
        limits = Limits(**about.get("limits", {}))
        options = Options(provenance="full", limits=limits, **about.get("options", {}))
        name = about.get("name", self.input.name)
        return told(parse_source(Source(name, self.input.read_bytes(), about.get("declared")), options))


def all_cases() -> list[Case]:
    return [Case(path.parent) for path in sorted(FIXTURES.glob("*/*/about.toml"))]


def told(document: ParsedDocument) -> dict[str, Any]:
    """A document as an expectation: nothing null or empty, issues as `line code`."""
    return {
        "status": document.status,
        "reader": document.reader,
        "encoding": document.encoding,
        "issues": [f"{issue.line or '-'} {issue.code}" for issue in document.issues],
        "records": [facts(record) for record in document.records],
    }


def facts(record: AnyRecord) -> dict[str, Any]:
    """A record's known facts, its extras, and the line of each field."""
    values = record.model_dump(mode="json")
    known = {
        name: values[name] for name in ("kind", "owner_name", "language", *record.FACTS, "extra", "leftover")
    }
    lines = {name: [piece.line for piece in pieces] for name, pieces in record.evidence.items()}
    first, last = record.sources[0].line, record.sources[0].end_line
    shown = {name: value for name, value in known.items() if value not in (None, [], {})}
    return shown | {"confidence": record.confidence, "from": f"{first}-{last}", "lines": lines}
