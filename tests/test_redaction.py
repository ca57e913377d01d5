"""That no address and no number of a phone is left where they are to go, and nothing else changes."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import nh3
import pytest
from hypothesis import given, settings, strategies as st

import careerdoc
from benchmarks.redaction_planted import (
    digit_leaks,
    digits_of,
    leaks,
    read_in_passing,
    read_planted,
    strings,
)
from careerdoc import Options
from careerdoc.options import Redacted
from careerdoc.redaction import Redactor
from careerdoc.redaction.marks import Marks
from tests.cli_process import messages, run
from tests.growth import growth

TABLE = tomllib.loads(Path(__file__).with_name("redaction.toml").read_text(encoding="utf-8"))
BOTH: tuple[Redacted, ...] = ("email", "phone")
UNTOLD = {"jane at example.org", "jane <at> example <dot> org"}
"""A sentence but for its field; words that markdown takes for tags, so that no reader sees them whole."""
NUMBERS = TABLE["phones"] + TABLE["single_phones"] + TABLE["labelled_phones"]
OTHERS = TABLE["no_emails"] + TABLE["no_phones"]
DOCUMENT = b"""---
title: Cook
company: Inn
startDate: 2019-06
reference: Jane <jane@example.org>
work_phone: 4722334455
---
Mail bob@example.org or JANE@example.org, tel. 22 33 44 55.
"""


@pytest.mark.parametrize("spelling", TABLE["emails"])
def test_every_spelling_of_an_address_has_one_mark(spelling: str) -> None:
    marks = Marks(BOTH)
    assert marks.text("jane@example.org") == "[email-1]"
    label = "email" if spelling in UNTOLD else ""
    assert re.sub("<[^>]*>", "", marks.text(spelling, label)) == "[email-1]"


@pytest.mark.parametrize("around", TABLE["around"])
def test_what_stands_around_an_address_stays(around: str) -> None:
    assert Marks(BOTH).text(around.format("jane@example.org")) == around.format("[email-1]")


@pytest.mark.parametrize("address", TABLE["single"] + TABLE["single_phones"])
def test_an_odd_one_goes_as_a_whole(address: str) -> None:
    assert re.fullmatch(r"\[(email|phone)-1\]", Marks(BOTH).text(address))


@pytest.mark.parametrize("spelling", TABLE["phones"])
def test_every_spelling_of_a_number_has_one_mark(spelling: str) -> None:
    marks = Marks(BOTH)
    assert marks.text("+4722334455") == "[phone-1]"
    assert marks.text(spelling) == "[phone-1]"


@pytest.mark.parametrize("text", TABLE["labelled_phones"])
def test_a_number_behind_its_label_goes(text: str) -> None:
    redacted = Marks(BOTH).text(text)
    assert "[phone-1]" in redacted
    assert not re.search(r"\d\d", redacted)


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_none_stays(text: str) -> None:
    assert Marks(BOTH).text(text) == text


@pytest.mark.parametrize("spelling", [one for one in TABLE["emails"] if one not in UNTOLD])
def test_no_address_is_left_by_any_reader(spelling: str) -> None:
    assert leaks(read_planted(spelling), "jane")
    assert leaks(read_planted(spelling, *BOTH), "jane") == []


@pytest.mark.parametrize("text", NUMBERS)
def test_no_number_is_left_by_any_reader(text: str) -> None:
    digits = digits_of(text)
    assert digit_leaks(read_planted(text, *BOTH), digits) == []


def test_nothing_else_changes_in_any_reader() -> None:
    for text in OTHERS:
        assert read_in_passing(text, *BOTH) == read_in_passing(text), text


def test_only_the_kinds_that_are_asked_for_go() -> None:
    text = "jane@example.org, +47 22 33 44 55"
    assert Marks(("email",)).text(text) == "[email-1], +47 22 33 44 55"
    assert Marks(("phone",)).text(text) == "jane@example.org, [phone-1]"
    assert Marks(()).text(text) == text


def test_a_cut_quotation_keeps_no_half_of_an_address() -> None:
    assert Marks(BOTH).text("jane.doe@exam… [2345 characters]") == "[email-1]… [2345 characters]"
    assert Marks(BOTH).text("+47 22 33…") == "[phone-1]…"


@pytest.mark.parametrize(
    "tag", ['<span style="color: rgb(255, 255, 255)">', '<b class="a b">', "<!-- don't -->"]
)
def test_tags_inside_an_address_are_read_through(tag: str) -> None:
    assert Marks(BOTH).text(f"jane{tag}@example.org").startswith("[email-1]")


def test_a_sign_that_leans_on_a_name_is_no_part_of_a_sentence() -> None:
    assert Marks(BOTH).text("Write jane@ example.org soon") == "Write [email-1] soon"
    assert Marks(BOTH).text("Engineer@ example.org since 2019") == "Engineer@ example.org since 2019"


def test_of_two_numbers_with_a_sign_for_extensions_between_none_is_left() -> None:
    assert Marks(BOTH).text("0047 22334455 x 0047 22334456") == "[phone-1] x [phone-2]"
    assert Marks(BOTH).text("+1 555 010 4567 x12 3 years") == "[phone-1] 3 years"


def test_the_user_of_a_page_goes_and_its_address_stays_one() -> None:
    text = "https://jane:secret@example.org/a"
    redacted = Marks(BOTH).text(text)
    assert redacted == "https://%5Bemail-1%5D@example.org/a"
    assert Marks(BOTH).text(redacted) == redacted


def test_marks_that_stand_in_the_text_are_taken_by_no_other_address() -> None:
    assert Marks(BOTH).text("[email-7] and jane@example.org") == "[email-1] and [email-2]"


def test_every_field_and_key_is_redacted() -> None:
    result = careerdoc.parse_bytes(DOCUMENT, name="jane@example.org.md", options=Options(redact=BOTH))
    (role,) = result.roles
    assert role.extra == {"reference": "Jane <[email-2]>", "work_phone": "[phone-2]"}
    assert role.content == "Mail [email-1] or [email-2], tel. [phone-1]."
    assert role.sources[0].name == "[email-2].md"
    assert careerdoc.record_from_json(json.loads(json.dumps(careerdoc.record_to_json(role)))) == role
    assert result.documents[0].name == "[email-2].md"


def test_authors_links_and_content_in_html_stay_valid() -> None:
    result = read_planted("jane@example.org", *BOTH)
    emails = {author.email for post in result.posts for author in post.authors}
    assert emails - {None} == {"[email-1]"}
    written = [post.content_html for post in result.posts if post.content_html]
    assert any('href="mailto:[email-1]"' in content for content in written)
    assert [nh3.clean(content) for content in written] == written


def test_an_email_that_is_none_goes_all_the_same() -> None:
    post = careerdoc.Post(title="A", authors=(careerdoc.Person(name="Jane", email="ask me"),))
    redacted = careerdoc.merge([post], options=Options(redact=BOTH)).posts[0]
    assert redacted.authors == (careerdoc.Person(name="Jane", email="[email-1]"),)


def test_keys_that_become_one_are_all_kept() -> None:
    role = careerdoc.Role(title="A", extra={"jane@example.org": 1, "JANE@example.org": 2})
    assert Redactor(BOTH).record(role).extra == {"[email-1]": 1, "[email-1] (2)": 2}


def test_merging_sees_the_true_values(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(DOCUMENT)
    (tmp_path / "b.md").write_bytes(DOCUMENT.replace(b"jane@", b"joan@"))
    plain = careerdoc.parse(tmp_path)
    redacted = careerdoc.parse(tmp_path, options=Options(redact=BOTH))
    assert [record.id for record in plain.records] == [record.id for record in redacted.records]
    assert [record.members for record in plain.records] == [record.members for record in redacted.records]
    assert not leaks(redacted, "jane@")


@pytest.mark.parametrize(
    "beside", ["978-3-16-148410-0", "0-306-40615-2", "Oslo 90210-1234", "20190630", "2019 - 2021", "1.618033"]
)
def test_what_stands_beside_an_address_need_be_no_number(beside: str) -> None:
    assert Marks(BOTH).text(f"jane@example.org, {beside}") == f"[email-1], {beside}"


@pytest.mark.parametrize(
    "number", ["+47  22  33  44  55", "Tel:\t22 33\t44 55", "callto:4722334455", "facetime:+4722334455"]
)
def test_numbers_with_odd_blanks_and_in_links_go(number: str) -> None:
    assert re.search(r"\d", Marks(BOTH).text(number).replace("[phone-1]", "")) is None


def test_a_pair_to_decide_is_redacted_like_its_records() -> None:
    line = json.dumps({"left": "a", "left_record": {"organization": "Telegram", "location": "12345 Oslo"}})
    assert Redactor(BOTH).json_line(line) == f"{line}\n"


def test_redacting_twice_changes_nothing() -> None:
    once = read_planted("jane@example.org, +47 22 33 44 55", *BOTH)
    assert Redactor(BOTH).result(once) == once


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*TABLE["emails"], *NUMBERS, *OTHERS, " ", "\n", "a", "@", "1", "&amp;"])))
def test_marks_are_redacted_to_themselves(parts: list[str]) -> None:
    once = Marks(BOTH).text("\n\nand then\n\n".join(parts))
    assert Marks(BOTH).text(once) == once


@pytest.mark.parametrize(
    "line",
    [
        "jane (at) example (dot) org 030/1234529",
        "+ 47 22 33 44 55 030 - 12345230",
        "22 33 44 55, a@b.example",
    ],
)
def test_a_mark_tells_of_nothing_beside_that_was_not_told_before(line: str) -> None:
    once = Marks(BOTH).text(line)
    assert Marks(BOTH).text(once) == once


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_can_be_redacted(text: str) -> None:
    Marks(BOTH).text(text)


@pytest.mark.parametrize(
    "unit",
    [
        "a@",
        "a.",
        "1",
        "1 ",
        "(at)",
        "a at ",
        "+1 ",
        "@",
        "a dot ",
        "&#64;",
        "%40",
        "<b>",
        "01 ",
        "…",
        "2019-",
        "a@b.",
        "jane&#64;example.org ",
        "<b>x</b> jane@example.org&nbsp;",
    ],
)
def test_the_work_grows_in_step_with_the_text(unit: str) -> None:
    assert growth(lambda text: Marks(BOTH).text(text), lambda size: unit * (size // len(unit)), 8_000) < 6


def test_the_command_line_redacts_all_it_writes(tmp_path: Path) -> None:
    (tmp_path / "jane@example.org.md").write_bytes(DOCUMENT + b"\nstart jane@example.org\xc2\n")
    for arguments in (
        ("parse", "-v", "--redact", "email,phone", "--provenance", "full"),
        ("parse", "-v", "--redact", "phone,email", "--to", "documents", "--messages", "json"),
        ("parse", "-v", "--redact", "email,phone", "--no-merge", "--jobs", "2"),
        ("inspect", "--redact", "email,phone"),
    ):
        process = run(tmp_path, *arguments, "jane@example.org.md")
        assert process.returncode == 0, process.stderr
        told = (process.stdout + process.stderr).decode("utf-8").casefold()
        assert re.search(r"\[email-[12]\]", told)
        assert "jane@" not in told
        assert "22334455" not in told.replace(" ", "")


def test_merged_lines_are_redacted_the_same_in_any_number_of_processes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(DOCUMENT)
    (tmp_path / "b.md").write_bytes(DOCUMENT.replace(b"Inn", b"Inns").replace(b"jane@", b"joan@"))
    run(tmp_path, "parse", "-q", "--no-merge", "-o", "all.jsonl", "a.md", "b.md")
    whole = run(
        tmp_path, "merge", "--redact", "email,phone", "--review", "one.jsonl", "--to", "jsonl", "all.jsonl"
    )
    parts = run(
        tmp_path, "merge", "--redact", "email,phone", "--review", "two.jsonl", "--jobs", "2", "all.jsonl"
    )
    assert whole.stdout == parts.stdout
    assert b"[email-2]" in whole.stdout
    assert b"jane@" not in whole.stdout
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()


def test_an_unknown_kind_is_wrong_use(tmp_path: Path) -> None:
    process = run(tmp_path, "parse", "--redact", "email,name", "-", stdin=DOCUMENT)
    assert process.returncode == 2
    assert messages(process)[0] == "careerdoc: --redact: 'name' is not one of email, phone"
    with pytest.raises(careerdoc.OptionError, match="is not a tuple of what to redact"):
        Options(redact="email")  # type: ignore[arg-type]
    with pytest.raises(careerdoc.OptionError, match="'name' is not one of email, phone"):
        Options(redact=("name",))  # type: ignore[arg-type]


def test_streams_are_redacted_and_share_their_marks(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(DOCUMENT)
    (tmp_path / "b.md").write_bytes(DOCUMENT)
    first, second = careerdoc.iter_documents(tmp_path, options=Options(redact=BOTH))
    assert [record.extra for record in first.records] == [record.extra for record in second.records]
    parts = list(careerdoc.iter_sightings(tmp_path, options=Options(redact=BOTH)))
    assert not any("jane" in str(part) for part in parts)
    assert any(
        "[email-1]" in text for text in strings(careerdoc.parse(tmp_path, options=Options(redact=BOTH)))
    )
