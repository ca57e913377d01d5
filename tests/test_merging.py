"""Taking merges apart, deciding by hand, explaining, merging in parts, and how well it all goes."""

from __future__ import annotations

import gzip
import json
import random
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import careerdoc
from benchmarks.invented_careers import write_set
from benchmarks.merging_sets import clusters_of, figures, hard_pairs_joined, read_set
from careerdoc.batch import merge_lines
from careerdoc.decisions import NO_DECISIONS, Decisions, read_decisions, review_lines
from careerdoc.dedupe import explain, merge_records
from careerdoc.dedupe.ordering import canonical_text
from careerdoc.model.records import AnyRecord, SourceReference, record_from_json, record_to_json
from careerdoc.options import Options
from tests.cli_process import run
from tests.test_dedupe import LONG, RECORDS, at_line, calls_to_merge, education, post, role
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
    for path in ("a\0b", "\ud800"):
        with pytest.raises(careerdoc.SourceError, match="no path"):
            read_decisions(path)


def test_options_take_decisions() -> None:
    options = Options(decisions=Decisions.of(different=[("role-a", "role-b")]))
    assert len(careerdoc.merge([role("a"), role("b")], options=options).records) == 2
    with pytest.raises(careerdoc.OptionError, match="decisions"):
        Options(decisions={"same": []})  # type: ignore[arg-type]


# Explaining


def test_an_explanation_names_what_joined_and_what_did_not() -> None:
    records = role("a"), role("b", location="Tarn"), role("c", title="Senior Cook"), role("d", "2011", "2013")
    (found,) = explain(records, "role-b")
    assert [member.id for member in found.members] == ["role-a", "role-b"]
    assert [(pair.left.id, pair.right.id, pair.outcome) for pair in found.joined] == [
        ("role-a", "role-b", "joined")
    ]
    outcomes = sorted(pair.outcome for pair in found.kept_apart)
    assert {"role-c", "role-d"} <= {one for pair in found.kept_apart for one in (pair.left.id, pair.right.id)}
    assert outcomes == ["dates: disjoint", "title: different"]
    assert explain(records, "role-x") == ()


def test_an_explanation_tells_equals_decisions_and_sources_that_tell_both() -> None:
    copies = role("a"), role("b"), role("c", "2011", "2013", title="Cook")
    decisions = Decisions.of(same=[("role-a", "role-c")])
    (found,) = explain(copies, "role-a", decisions)
    assert {pair.outcome for pair in found.joined} == {"they agree in every fact", "decided: same"}
    lines = at_line(role("a"), 1), at_line(role("a", location="Tarn"), 20)
    (found,) = explain(lines, "role-1")
    (pair,) = found.kept_apart
    assert pair.outcome == "one source tells both"


# Several people, shared ids, odd moments


def test_a_document_of_several_people_tells_whose_no_record_is() -> None:
    def in_feed(line: int, **values: Any) -> AnyRecord:
        return at_line(role("feed", **values), line)

    baker = {"title": "Baker", "organization": "Fell Bakery"}
    records = [
        in_feed(1, owner="ann", owner_name="Ann Lee"),
        in_feed(20, owner_name="Bob Stone", **baker),
        role("ann.md", owner="ann", **baker),
    ]
    merged = merge_records(records)
    assert sorted(record.owner or "" for record in merged.records) == ["", "ann", "ann"]


@pytest.mark.parametrize("first", ["ann", "bob"])
def test_documents_of_two_people_say_nothing_of_a_record_that_both_tell(first: str) -> None:
    sources = [SourceReference(name=f"cv-{name}") for name in ("ann", "bob")]
    shared = role("x").model_copy(update={"sources": tuple(sources)})
    own = [
        role(f"cv-{name}", owner=name, title="Cook", id=f"role-{name}").model_copy(
            update={"sources": (SourceReference(name=f"cv-{name}"),)}
        )
        for name in ("ann", "bob")
    ]
    copy = role("else", owner=first)
    assert len(merge_records([shared, *own, copy]).records) == 4


def test_people_without_a_name_are_not_taken_for_one_without_a_date() -> None:
    others = [role("x", owner_name="Ann Lee", title="Cook"), role("y", owner_name="Bob Stone", title="Smith")]
    undated = [role("a", None, None), role("b", None, None)]
    degrees = [education("a", None, None), education("b", None, None)]
    assert len(merge_records([*others, *undated, *degrees]).records) == 6
    assert len(merge_records([*undated, *degrees]).records) == 2
    dated = [role("a", owner_name="Ann Lee"), role("b", owner_name="Ann Lee")]
    assert len(merge_records([*others, *dated]).records) == 3


def test_a_page_of_another_person_joins_no_role() -> None:
    page = post("p", owner_name="Bob Stone", content=LONG)
    assert len(merge_records([role("r", owner_name="Ann Lee", content=LONG), page]).records) == 2
    same = post("p", owner_name="Ann Lee", content=LONG)
    assert len(merge_records([role("r", owner_name="Ann Lee", content=LONG), same]).records) == 1


def test_pages_that_a_person_gave_to_a_role_leave_others_alone() -> None:
    pages = [post(f"p{number}", title=f"Of lamp {number}") for number in range(9)]
    roles = [role("r", owner_name="Ann Lee"), role("s"), role("t", owner_name="Bob Stone")]
    decisions = Decisions.of(same=[(page.id, "role-r") for page in pages])
    assert len(merge_records([*pages, *roles], decisions).records) == 3


def test_an_id_that_a_merge_gave_can_be_decided_explained_and_taken_back() -> None:
    twins: list[AnyRecord] = [
        role("a", id="role-1", description="Kept the harbour lamp alight through nine winters."),
        role("b", id="role-1", description="Wrote software for a railway in another country."),
    ]
    others = [role("x", owner_name="Ann Lee", title="Cook"), role("y", owner_name="Bob Stone", title="Smith")]
    merged = merge_records([*twins, *others])
    (new,) = {record.id for record in merged.records} - {"role-1", "role-x", "role-y"}
    same = Decisions.of(same=[("role-1", new)])
    assert len(merge_records([*twins, *others], same).records) == 3
    assert len(merge_records(merged.records, same).records) == 3
    assert len(explain([*twins, *others], new)) == 1
    assert len(explain([*twins, *others], "role-1")) == 2
    assert merge_records(merged.records) == merged
    given_back = [one for record in merged.records for one in careerdoc.unmerge(record)]
    assert sorted(map(canonical_text, given_back)) == sorted(map(canonical_text, [*twins, *others]))


def test_what_is_said_of_a_stranger_leaves_a_record_with_its_twin() -> None:
    decisions = Decisions.of(different=[("role-a", "role-nobody")])
    assert len(merge_records([role("a"), role("b")], decisions).records) == 1
    apart = Decisions.of(different=[("role-a", "role-b")])
    assert len(merge_records([role("a"), role("b"), role("c")], apart).records) > 1


def test_equal_moments_of_two_zones_keep_their_days() -> None:
    told = [
        post("a", title="On bread and salt", published=datetime.fromisoformat("2024-01-02T04:00:00+00:00")),
        post("b", title="On bread and salt", published=datetime.fromisoformat("2024-01-01T00:00:00+00:00")),
    ]
    before = merge_records(told)
    merge_records([post("c", published=datetime.fromisoformat("2024-01-01T23:00:00-05:00")), post("d")])
    assert merge_records(told) == before


def test_truth_and_one_come_back_as_they_were() -> None:
    records = [role("a", extra={"x": True}), role("b", extra={"x": 1}), role("c", extra={"x": 1.0})]
    (merged,) = merge_records(records).records
    assert [repr(one.extra["x"]) for one in careerdoc.unmerge(merged)] == ["True", "1", "1.0"]


def test_many_roles_of_one_score_cost_in_step() -> None:
    def roles(size: int) -> list[AnyRecord]:
        told = [role(f"s{one}", technologies=(f"Tool {one}",), owner="ann") for one in range(size)]
        return [*told, at_line(role("s0", location="Tarn", owner="ann"), 99)]

    assert calls_to_merge(roles(80)) < 6 * calls_to_merge(roles(40))


@pytest.mark.parametrize("pairs", [[("a",)], [("a", "b", "c")], ["ab"], [(1, 2)]])
def test_what_is_no_pair_of_ids_is_refused(pairs: Any) -> None:
    with pytest.raises(careerdoc.OptionError, match="no pair of ids"):
        Decisions.of(same=pairs)
    with pytest.raises(careerdoc.OptionError, match="no pair of ids"):
        Decisions(different=frozenset(pairs))


def test_what_is_no_record_is_not_taken_apart() -> None:
    with pytest.raises(careerdoc.OptionError, match="record_from_json"):
        careerdoc.unmerge({"kind": "role"})  # type: ignore[arg-type]


def test_decisions_are_read_from_any_path(tmp_path: Path) -> None:
    (tmp_path / "D.TOML").write_text('same = [["a", "b"]]', encoding="utf-8")
    assert read_decisions(tmp_path / "D.TOML") == Decisions.of(same=[("a", "b")])
    (tmp_path / "d.jsonl").write_text('{"left": "a", "right": "b", "decison": "same"}\n', encoding="utf-8")
    with pytest.raises(careerdoc.OptionError, match="decision"):
        read_decisions(tmp_path / "d.jsonl")


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


MERGING = st.builds(
    Options,
    decisions=st.sampled_from(
        [
            Decisions.of(same=[("role-0", "role-1")]),
            Decisions.of(different=[("role-0", "role-1"), ("post-1", "post-2")]),
        ]
    ),
    kinds=st.sampled_from([(), ("role",), ("education", "post")]),
    provenance=st.sampled_from(["none", "source", "full"]),
)


@given(RECORDS, MERGING, st.booleans(), st.randoms(use_true_random=False))
def test_parts_give_what_the_whole_gives(
    records: list[AnyRecord], options: Options, are_ids_shared: bool, chance: random.Random
) -> None:
    placed = [
        at_line(record, line).model_copy(
            update={"id": f"{record.kind}-{line % 3 if are_ids_shared else line}"}
        )
        for line, record in enumerate(records)
    ]
    # A record that came out of a merge is taken apart again, whoever its originals belong to.
    stored = [*careerdoc.merge(placed[:3], options=Options(provenance="full")).records, *placed[3:]]
    whole = careerdoc.merge(stored, options=options)
    lines = lines_of(stored)
    merged = merge_lines(chance.sample(lines, len(lines)), options)
    assert [record_from_json(json.loads(line)) for line in merged.lines] == list(whole.records)
    assert list(merged.reviews) == list(review_lines(whole.reviews, whole.records))
    assert sorted(map(str, merged.issues)) == sorted(map(str, whole.issues))


def test_more_lines_than_one_process_gets_at_once_are_merged_by_two() -> None:
    records: list[AnyRecord] = [
        role(f"{person}-{source}", title=f"Signal Engineer {number}", owner=f"p{person}")
        for person in range(30)
        for number in range(15)
        for source in "abc"
    ]
    merged = merge_lines(lines_of(records), Options(), jobs=2)
    assert [json.loads(line)["id"] for line in merged.lines] == [
        record.id for record in careerdoc.merge(records).records
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("\ufeff{line}\n".encode(), 0),
        ("{line}\n".encode("utf-16"), 0),
        (b"{line}\r\n{line}\r\n", 0),
        (b'{"schema": "careerdoc/1", "roles": [\n{line}\n]}\n', 0),
        (b"", 0),
        (b"no json\nnor this\n", 1),
        (b'{"kind": "role", "start": 3}\n', 1),
        (gzip.compress(b"{line}", mtime=0), 1),
    ],
    ids=["mark", "utf-16", "crlf", "document", "empty", "no json", "no record", "gzip"],
)
def test_what_is_no_plain_file_of_lines_is_read_as_without_parts(
    tmp_path: Path, content: bytes, code: int
) -> None:
    line = json.dumps(record_to_json(role("a", title="Señalero")), ensure_ascii=False)
    encoding = "utf-16" if content.startswith(b"\xff\xfe") else "utf-8"
    if b"{\x00l" in content or b"{line}" in content:
        content = content.decode(encoding).replace("{line}", line).encode(encoding)
    (tmp_path / "in.jsonl").write_bytes(content)
    whole = run(tmp_path, "merge", "in.jsonl", "--to", "jsonl")
    parts = run(tmp_path, "merge", "in.jsonl", "--jobs", "1")
    assert (parts.stdout, parts.returncode) == (whole.stdout, whole.returncode)
    assert whole.returncode == code
    assert sorted(parts.stderr.splitlines()) == sorted(whole.stderr.splitlines())


def test_the_pairs_to_decide_are_never_written_over_the_records(tmp_path: Path, stored: Path) -> None:
    for more in (["-o", "x.jsonl", "--review", "./x.jsonl"], ["--review", "-"]):
        refused = run(tmp_path, "merge", str(stored), *more)
        assert (refused.returncode, refused.stdout) == (2, b"")
        assert b"--review" in refused.stderr
    for more in (["--review", "none/r.jsonl"], ["-o", "none/o.jsonl"]):
        for jobs in ([], ["--jobs", "1"]):
            assert run(tmp_path, "merge", str(stored), *more, *jobs).returncode == 74


def test_what_was_decided_is_not_asked_again(tmp_path: Path, stored: Path) -> None:
    review = tmp_path / "review.jsonl"
    run(tmp_path, "merge", "-q", str(stored), "-o", "out.jsonl", "--review", str(review))
    decided = review.read_text(encoding="utf-8").replace('"decision": null', '"decision": "different"')
    (tmp_path / "decided.jsonl").write_text(decided, encoding="utf-8")
    run(
        tmp_path,
        *("merge", "-q", str(stored), "-o", "out.jsonl"),
        *("--review", str(review), "--decisions", "decided.jsonl"),
    )
    assert decided
    assert review.read_bytes() == b""


@pytest.mark.parametrize(
    "original",
    [
        {"kind": "pole", "id": "q", "otherwise": {}},
        {"kind": "role", "id": "q", "otherwise": {"start": "soon"}},
        {"kind": "role", "id": "q", "otherwise": {"nofield": 1}},
        {"kind": "education", "id": "q", "otherwise": {"title": "Cook"}},
        {"kind": "role", "id": "q", "otherwise": {"originals": []}},
    ],
)
def test_a_line_whose_originals_are_none_is_told_and_the_others_merged(
    tmp_path: Path, stored: Path, original: dict[str, Any]
) -> None:
    line = {"kind": "role", "id": "x", "title": "A", "originals": [original], "members": None}
    with stored.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line | {"members": ["q"]}) + "\n" + json.dumps(line) + "\n")
    (tmp_path / "d.toml").write_text('same = [["q", "role-a"]]', encoding="utf-8")
    for jobs in ([], ["--jobs", "1"]):
        done = run(tmp_path, "merge", str(stored), "--to", "jsonl", "--decisions", "d.toml", *jobs)
        assert len(done.stdout.splitlines()) == 6
        assert done.stderr.count(b"malformed-record") == 2


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
