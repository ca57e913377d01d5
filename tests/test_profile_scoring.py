"""How profiles are scored: pairs, optional records, alternatives, degrees with their field, the baseline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.profile_scoring import is_right, score, scores_by
from benchmarks.profiles import UNSEEN, LabelledProfile, by_baseline, main
from benchmarks.scoring import Tally


def document(*roles: dict[str, Any], education: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"id": "a", "family": "cards", "lang": "en", "roles": list(roles), "education": list(education)}


WELDER = {"title": "Welder", "organization": "Quay Boats", "start": "2019", "end": None, "current": True}


def test_what_is_read_right_counts_once_in_any_order() -> None:
    baker = {"title": "Baker", "organization": "Rye Hall", "start": "2011", "end": "2018"}
    counted = score([document(WELDER, baker)], {"a": document(baker, WELDER)})
    assert counted.core == Tally(right=8)
    assert counted.exact["role"] == counted.found["role"] == Tally(right=2)
    assert not counted.errors


def test_a_wrong_value_is_invented_and_missed_and_spoils_the_record() -> None:
    counted = score([document(WELDER)], {"a": document(WELDER | {"title": "Fisher"})})
    assert counted.fields["role.title"] == Tally(invented=1, missed=1)
    assert counted.exact["role"] == Tally(invented=1, missed=1)
    assert [str(error) for error in counted.errors] == ["a\ttitle\tWelder\tFisher"]


def test_a_document_that_was_not_read_is_empty() -> None:
    counted = score([document(WELDER)], {})
    assert counted.found["role"] == Tally(missed=1)
    assert counted.core == Tally(missed=4)
    assert [error.field for error in counted.errors] == ["MISSED role"]


def test_optional_records_and_asterisks_cost_nothing() -> None:
    leave = {"title": "Leave", "organization": None, "start": "2018", "end": "2019", "optional": True}
    vague = WELDER | {"organization": "*"}
    for read in (document(WELDER), document(WELDER, {"title": "Leave", "start": "2018", "end": "2019"})):
        counted = score([document(vague, leave)], {"a": read})
        assert counted.core == Tally(right=3)
        assert counted.exact["role"] == Tally(right=1)


def test_a_record_too_many_is_invented() -> None:
    counted = score([document()], {"a": document(WELDER)})
    assert counted.core == Tally(invented=4)
    assert counted.errors[0].field == "EXTRA role"


@pytest.mark.parametrize(
    ("name", "label", "given", "right"),
    [
        ("title", {"title": "Night Nurse"}, "“NIGHT  nurse”", True),
        ("title", {"title": "Cook"}, "Cool", False),
        ("organization", {"organization": "Quay Boats", "organization_alt": ["Quay"]}, "Quay", True),
        ("degree", {"degree": "BSc", "field_of_study": "Physics"}, "BSc in Physics", True),
        ("degree", {"degree": "BSc", "field_of_study": "Physics"}, "BSc Chemistry", False),
        ("start", {"start": "2019-03"}, "2019", False),
        ("end", {"end": None, "current": True}, "PRESENT", True),
        (
            "description",
            {"description": "Cut the cost of rope by half"},
            "- Cut the cost of rope\nby half",
            True,
        ),
        ("employment_type", {"employment_type": "full-time"}, "Full time", True),
    ],
)
def test_values_agree(name: str, label: dict[str, Any], given: str, right: bool) -> None:
    assert is_right(name, label, given) is right


def test_scores_are_grouped() -> None:
    other = document() | {"id": "b", "family": "table"}
    groups = scores_by("family", [other, document(WELDER)], {"a": document(WELDER)})
    assert list(groups) == ["cards", "table"]
    assert groups["cards"].core.f1 == 1.0


def test_the_baseline_takes_the_two_lines_above_a_range() -> None:
    text = "Work\nWelder\nQuay Boats\n2019 - Present\nEducation\nBSc\nTarn College\n2015 - 2018\n"
    read = by_baseline(LabelledProfile(text, document()))
    assert read["roles"] == [WELDER]
    assert read["education"][0]["institution"] == "Tarn College"
    assert read["education"][0]["degree"] == "BSc"


@pytest.mark.parametrize(("folder", "is_shown"), [("open", True), (UNSEEN, False)])
def test_errors_of_unseen_profiles_are_not_shown(
    folder: str, is_shown: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = tmp_path / folder
    stored.mkdir()
    stored.joinpath("a.txt").write_text("Nothing is told here.", encoding="utf-8")
    stored.joinpath("a.json").write_text(json.dumps(document(WELDER)), encoding="utf-8")
    main([str(stored), "--errors"])
    assert ("MISSED role" in capsys.readouterr().out) is is_shown
