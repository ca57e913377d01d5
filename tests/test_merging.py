"""Taking merges apart, deciding by hand, explaining, merging in parts, and how well it all goes."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import careerdoc
from benchmarks.invented_careers import write_set
from benchmarks.merging_sets import clusters_of, figures, hard_pairs_joined, read_set
from careerdoc.batch import merge_lines
from careerdoc.decisions import NO_DECISIONS, Decisions, read_decisions
from careerdoc.dedupe import explain, merge_records
from careerdoc.dedupe.ordering import canonical_text
from careerdoc.model.records import AnyRecord, record_from_json, record_to_json
from careerdoc.options import Options
from tests.cli_process import run
from tests.test_dedupe import LONG, RECORDS, at_line, education, post, role
from tests.untraced import untraced

# Taking apart


@given(RECORDS)
def test_a_merged_record_gives_back_its_members_exactly(records: list[AnyRecord]) -> None:
    placed = [at_line(record, line) for line, record in enumerate(records)]
    merged = merge_records(placed).records
    stored = [record_from_json(record_to_json(record)) for record in merged]
    given_back = [one for record in stored for one in careerdoc.unmerge(record)]
    assert sorted(map(canonical_text, given_back)) == sorted({canonical_text(one) for one in placed})


def test_a_record_that_was_never_merged_comes_back_alone() -> None:
    assert careerdoc.unmerge(role("a")) == (role("a"),)


def test_provenance_that_is_not_asked_for_is_in_no_original() -> None:
    kept = careerdoc.merge([role("a"), role("b")], options=Options(provenance="none")).records[0]
    assert (kept.originals, kept.members, kept.sources) == ((), (), ())


def test_the_id_is_that_of_the_member_that_was_taken_first() -> None:
    def taken(name: str, day: str) -> AnyRecord:
        one = role(name)
        return one.model_copy(update={"sources": (one.sources[0].model_copy(update={"retrieved": day}),)})

    (record,) = merge_records([taken("a", "2024-05-01"), taken("b", "2021-05-01")]).records
    assert record.id == "role-b"
    (later,) = merge_records([record, role("0")]).records
    assert later.id == "role-b"


# Documents of one person


def test_one_file_on_two_days_tells_a_fact_again() -> None:
    def on(day: str, number: int) -> AnyRecord:
        one = at_line(role("cv.md"), number)
        return one.model_copy(update={"sources": (one.sources[0].model_copy(update={"retrieved": day}),)})

    assert len(merge_records([on("2021-05-01", 1), on("2024-05-01", 20)]).records) == 1
    assert len(merge_records([on("2021-05-01", 1), on("2021-05-01", 20)]).records) == 1  # the same words
    other = on("2021-05-01", 20).model_copy(update={"title": "Signal Eng."})
    assert len(merge_records([on("2021-05-01", 1), other]).records) == 2


def test_records_of_one_document_are_one_persons() -> None:
    def told(document: str, name: str | None) -> list[AnyRecord]:
        baker = role(document, None, None, id=f"role-{document}2", title="Baker", organization="Fell Bakery")
        place = baker.sources[0].model_copy(update={"line": 20, "end_line": 20})
        return [role(document, owner_name=name), baker.model_copy(update={"sources": (place,)})]

    others = [role(name, title="Cook", owner_name=name) for name in ("Olav Fell", "Una Beck")]
    result = merge_records([*told("a", "Ida Moor"), *told("b", "I. Moor"), *others])
    assert sorted(len(record.members) for record in result.records) == [0, 0, 2, 2]


def test_people_whose_names_differ_are_two() -> None:
    named = [role(name, owner_name=name) for name in ("あかり 野々村", "Кирилл Лисицын", "Ida Moor")]
    assert len(merge_records(named).records) == 3


# Decisions


def test_what_is_decided_counts_before_any_score() -> None:
    alike = role("a"), role("b")
    assert len(merge_records(alike, Decisions.of(different=[("role-b", "role-a")])).records) == 2
    unlike = role("a"), role("b", "2011", "2013", title="Cook", organization="Fell Inn")
    (record,) = merge_records(unlike, Decisions.of(same=[("role-a", "role-b")])).records
    assert record.members == ("role-a", "role-b")
    assert [source.joined for source in record.sources].count("decided to be the same") == 1
    assert len(merge_records([record]).records) == 2
    assert merge_records([record], Decisions.of(same=[("role-a", "role-b")])).records == (record,)


def test_who_goes_with_one_of_two_that_were_joined_by_hand_goes_with_both() -> None:
    unlike = role("a"), role("b", "2011", "2013", title="Cook", organization="Fell Inn"), role("c")
    (record,) = merge_records(unlike, Decisions.of(same=[("role-a", "role-b")])).records
    assert record.members == ("role-a", "role-b", "role-c")


def test_what_is_decided_to_differ_is_not_joined_through_a_third() -> None:
    records = role("a"), role("b", location="Tarn"), role("c", location="Tarn, Larkshire")
    result = merge_records(records, Decisions.of(different=[("role-a", "role-c")]))
    assert not any({"role-a", "role-c"} <= set(record.members) for record in result.records)
    assert len(result.records) == 2


def test_decisions_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(careerdoc.OptionError, match="the same and different"):
        Decisions.of(same=[("a", "b"), ("b", "c")], different=[("c", "a")])


def test_kinds_that_never_join_are_not_joined_by_hand() -> None:
    both = role("a"), education("b")
    assert len(merge_records(both, Decisions.of(same=[("role-a", "education-b")])).records) == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("d.toml", 'same = [["a", "b"]]\ndifferent = [["c", "a"]]\n'),
        (
            "d.jsonl",
            '{"left": "b", "right": "a", "decision": "same"}\n\n'
            '{"left": "x", "right": "y", "decision": null}\n'
            '{"left": "a", "right": "c", "decision": "different", "score": 1}\n',
        ),
    ],
)
def test_decisions_are_read_from_a_file(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_decisions(str(tmp_path / name)) == Decisions.of([("a", "b")], [("a", "c")])


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("d.toml", "same = 3", "list of pairs"),
        ("d.toml", "same = [[1, 2]]", "list of pairs"),
        ("d.toml", "sane = []", "may hold same and different"),
        ("d.toml", "same = [", "no TOML"),
        ("d.jsonl", "{", "d.jsonl:1 is no JSON"),
        ("d.jsonl", '\n{"left": "a"}', "d.jsonl:2 must hold the ids"),
        ("d.jsonl", '{"left": "a", "right": "b", "decision": "yes"}', "same, different or null"),
    ],
)
def test_a_file_of_other_things_is_refused(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(careerdoc.OptionError, match=complaint):
        read_decisions(str(tmp_path / name))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(careerdoc.SourceError, match=r"none\.toml"):
        read_decisions(str(tmp_path / "none.toml"))
    (tmp_path / "d.toml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(careerdoc.SourceError, match="not UTF-8"):
        read_decisions(str(tmp_path / "d.toml"))


def test_options_take_decisions() -> None:
    options = Options(decisions=Decisions.of(different=[("role-a", "role-b")]))
    assert len(careerdoc.merge([role("a"), role("b")], options=options).records) == 2
    with pytest.raises(careerdoc.OptionError, match="decisions"):
        Options(decisions={"same": []})  # type: ignore[arg-type]


# Explaining


def test_an_explanation_names_what_joined_and_what_did_not() -> None:
    records = role("a"), role("b", location="Tarn"), role("c", title="Senior Cook"), role("d", "2011", "2013")
    found = explain(records, "role-b")
    assert found is not None
    assert [member.id for member in found.members] == ["role-a", "role-b"]
    assert [(pair.left.id, pair.right.id, pair.outcome) for pair in found.joined] == [
        ("role-a", "role-b", "joined")
    ]
    outcomes = {pair.outcome for pair in found.kept_apart}
    assert {"role-c", "role-d"} <= {one for pair in found.kept_apart for one in (pair.left.id, pair.right.id)}
    assert outcomes == {"title: different", "start: different"} or len(outcomes) == 2
    assert explain(records, "role-x") is None


def test_an_explanation_tells_equals_decisions_and_sources_that_tell_both() -> None:
    copies = role("a"), role("b"), role("c", "2011", "2013", title="Cook")
    decisions = Decisions.of(same=[("role-a", "role-c")])
    found = explain(copies, "role-a", decisions)
    assert found is not None
    assert {pair.outcome for pair in found.joined} == {"they agree in every fact", "decided: same"}
    lines = at_line(role("a"), 1), at_line(role("a", location="Tarn"), 20)
    (pair,) = explain(lines, "role-1").kept_apart  # type: ignore[union-attr]
    assert pair.outcome == "one source tells both"


# The command line


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    records: list[AnyRecord] = [
        role("a", owner="ida"),
        role("b", owner="ida", location="Tarn"),
        role("c", owner="ida", organization="Fell Airport"),
        role("d", owner="una", title="Cook"),
        role("e", description=LONG),
        post("f", owner="una", title="Of lamps", url="https://x.example/lamps"),
        post("g", title="Of lamps", url="https://x.example/lamps"),
        education("h", owner="ida"),
    ]
    return write_lines(tmp_path / "all.jsonl", records)


def write_lines(path: Path, records: list[AnyRecord]) -> Path:
    lines = (json.dumps(record_to_json(record), ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_pairs_to_decide_are_written_and_read_back(tmp_path: Path, stored: Path) -> None:
    review, output = tmp_path / "review.jsonl", tmp_path / "out.jsonl"
    first = run(tmp_path, "merge", "-q", str(stored), "-o", str(output), "--review", str(review))
    assert (first.returncode, first.stderr) == (0, b"")
    lines = [json.loads(line) for line in review.read_text(encoding="utf-8").splitlines()]
    assert lines
    assert lines[0]["decision"] is None
    assert {"title", "organization", "sources"} <= lines[0]["left_record"].keys()
    lines[0]["decision"] = "same"
    review.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    before = len(output.read_text(encoding="utf-8").splitlines())
    for _ in range(2):
        again = run(tmp_path, "merge", "-q", str(output), "-o", str(output), "--decisions", str(review))
        assert again.returncode == 0
        assert len(output.read_text(encoding="utf-8").splitlines()) == before - 1


def test_explain_prints_the_fields_with_their_weights(tmp_path: Path, stored: Path) -> None:
    told = run(tmp_path, "explain", "role-b", "--in", str(stored)).stdout.decode()
    assert told.startswith(
        "2 members\n  role-a  Signal Engineer, Tarn Harbour Ltd, 2019-03 to 2021-06  [a:1]"
    )
    assert "Joined\n" in told
    assert "      owner: same (" in told
    assert "Kept apart\n" in told
    unknown = run(tmp_path, "explain", "role-x", "--in", str(stored))
    assert unknown.returncode == 2
    assert b"role-x" in unknown.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_merging_in_parts_gives_the_same(tmp_path: Path, stored: Path, jobs: str) -> None:
    outputs = [tmp_path / name for name in ("whole.jsonl", "parts.jsonl")]
    reviews = [tmp_path / name for name in ("whole.review", "parts.review")]
    for output, review, options in zip(outputs, reviews, ([], ["--jobs", jobs]), strict=True):
        done = run(tmp_path, "merge", "-q", str(stored), "-o", str(output), "--review", str(review), *options)
        assert done.returncode == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    assert reviews[0].read_bytes() == reviews[1].read_bytes()


def test_lines_that_are_no_record_are_told_and_the_others_merged(tmp_path: Path, stored: Path) -> None:
    with stored.open("a", encoding="utf-8") as file:
        file.write('\nno json\n[1]\n{"kind": "role", "start": 3}\n')
    done = run(tmp_path, "merge", str(stored), str(tmp_path / "none.jsonl"), "--jobs", "1", "-o", "-")
    assert len(done.stdout.splitlines()) == 6
    assert done.stderr.count(b"malformed-record") == 3
    assert b"none.jsonl" in done.stderr
    assert done.returncode == 1
    assert run(tmp_path, "merge", str(stored), "--jobs", "1", "--to", "csv").returncode == 2


def lines_of(records: list[AnyRecord]) -> list[tuple[str, int, bytes]]:
    texts = (json.dumps(record_to_json(record)) for record in records)
    return [("all", number, text.encode()) for number, text in enumerate(texts, start=1)]


@given(RECORDS, st.randoms(use_true_random=False))
def test_parts_give_what_the_whole_gives(records: list[AnyRecord], chance: random.Random) -> None:
    placed = [
        at_line(record, line).model_copy(update={"id": f"{record.kind}-{line}"})
        for line, record in enumerate(records)
    ]
    options = Options(decisions=Decisions.of(same=[("role-0", "role-1")]))
    whole = careerdoc.merge(placed, options=options).records
    # A record that came out of a merge is taken apart again, whoever its originals belong to.
    given_lines = lines_of([*careerdoc.merge(placed[:3]).records, *placed[3:]])
    merged = merge_lines(chance.sample(given_lines, len(given_lines)), options)
    assert [record_from_json(json.loads(line)) for line in merged.lines] == list(whole)


# How well


@pytest.mark.parametrize("is_owner_known", [True, False], ids=["owner known", "owner unknown"])
def test_invented_careers_are_merged_well(tmp_path: Path, is_owner_known: bool) -> None:
    """Floors for 50 people that nobody fitted; `python -m benchmarks.merging` measures more of them."""
    write_set(tmp_path, seed=77, people=50)
    told = read_set(tmp_path, is_owner_known=is_owner_known)
    with untraced():
        cluster_of = clusters_of(merge_records(told.records, NO_DECISIONS).records)
    found = figures(told, cluster_of)
    joined, alike = (
        sum(column) for column in zip(*hard_pairs_joined(told, cluster_of).values(), strict=True)
    )
    print(f"{told.name}: {found}, {joined} of {alike} facts that look alike joined")
    least: dict[bool, Any] = {True: (0.995, 0.91, 1), False: (0.985, 0.80, 4)}
    precision, recall, most_bad = least[is_owner_known]
    assert found.precision >= precision
    assert found.recall >= recall
    assert found.bad_merges <= most_bad
