"""Decoding: which encoding bytes are read in, and what is told of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from benchmarks.detection import careerdoc_text, exact_texts, invented_samples, stray_bytes
from careerdoc.errors import OptionError
from careerdoc.model.document import Repair
from careerdoc.model.issue import IssueCode
from careerdoc.text.decode import decode
from careerdoc.text.signatures import refusal

CP1252_BYTES = [byte for byte in range(0x80, 0x100) if bytes([byte]).decode("cp1252", "ignore")]
WORDS = "Zoë hat für Müller & Söhne in Łódź «Кран» gebaut – schön. 港 "

# Floors: shares of the invented texts of benchmarks/detection_texts.toml that are read to the letter.
FLOORS = {"short": 1.0, "medium": 1.0}


@pytest.mark.parametrize(
    ("data", "label", "encoding", "text"),
    [
        ("日本語のテスト".encode("iso2022_jp"), "iso-2022-jp", "iso2022_jp", "日本語のテスト"),
        ("日本語のテストです。今日".encode("iso2022_jp"), None, "iso2022_jp", "日本語のテストです。今日"),
        ("한국어".encode("iso2022_kr"), None, "iso2022_kr", "한국어"),
        ("你好世界".encode("hz"), "hz-gb-2312", "hz", "你好世界"),
        (b"see ~{this~} one", None, "utf-8", "see ~{this~} one"),
        (b"x \x1b[31mred\x1b[0m y", None, "utf-8", "x \x1b[31mred\x1b[0m y"),
        ("Žluťoučký".encode("cp1250"), "windows-1250", "cp1250", "Žluťoučký"),
        ("Zoë".encode(), "latin-1", "utf-8", "Zoë"),
        (b"caf\xe9", "latin-1", "cp1252", "café"),
        (b"caf\xe9", "lat\0in", "cp1252", "café"),
        (b"caf\xe9", "no such label", "cp1252", "café"),
        (b"caf\xe9", "rot13", "cp1252", "café"),
        ("Zoë".encode("utf-16"), None, "utf-16-le", "Zoë"),
    ],
)
def test_decode(data: bytes, label: str | None, encoding: str, text: str) -> None:
    decoded = decode(data, label)
    # A detector may name a later edition of the same set ("iso2022_jp_2").
    assert decoded.encoding.startswith(encoding)
    assert decoded.text == text


def test_an_issue_of_decoding_stands_on_its_line_whatever_ends_the_lines() -> None:
    (issue,) = decode(b"a\rb\r\nc \x96 caf\xc3\xa9 caf\xc3\xa9 caf\xc3\xa9\rx").issues
    assert (issue.line, issue.raw) == (3, "c – café café café")


@pytest.mark.parametrize("length", FLOORS)
def test_bytes_without_a_label_are_read_no_worse_than_they_were(length: str) -> None:
    samples = [sample for sample in invented_samples() if sample.length == length]
    assert exact_texts(samples, careerdoc_text).value >= FLOORS[length]


def test_one_stray_byte_in_utf8_text_is_always_read() -> None:
    found = stray_bytes()
    assert found.right == found.total > 5_000


@given(st.sampled_from(CP1252_BYTES), st.integers(0, len(WORDS) - 1))
def test_a_stray_byte_may_stand_before_any_character(byte: int, place: int) -> None:
    stray = bytes([byte])
    data = WORDS[:place].encode() + stray + WORDS[place:].encode()
    decoded = decode(data)
    assert decoded.text == WORDS[:place] + stray.decode("cp1252") + WORDS[place:]
    assert [repair.span_after for repair in decoded.repairs] == [(place, place + 1)]
    assert [issue.code for issue in decoded.issues] == [IssueCode.ENCODING_MIXED]


@pytest.mark.parametrize(
    ("before", "stray", "after"),
    [
        ("Le café était fermé : ", b"\x92", " à demain"),
        ("Un café ", b"\x96", " ouvert"),
        ("It’s a small ", b"\xe9", "clair"),
        ("The fee is 5 € ", b"\x97", " paid"),
    ],
)
def test_a_single_character_of_utf8_speaks_against_a_single_stray(
    before: str, stray: bytes, after: str
) -> None:
    read = decode(before.encode() + stray + after.encode()).text
    assert read == before + stray.decode("cp1252") + after


@given(st.lists(st.sampled_from([*WORDS, *CP1252_BYTES]), max_size=60))
def test_the_log_tells_which_bytes_were_stray(pieces: list[str | int]) -> None:
    data = b"".join(piece.encode() if isinstance(piece, str) else bytes([piece]) for piece in pieces)
    data = data + "é".encode() * len(data)
    decoded = decode(data)
    if decoded.encoding == "utf-8":
        assert undone(decoded.text, decoded.repairs) == data


def undone(text: str, repairs: tuple[Repair, ...]) -> bytes:
    """The bytes before decoding: the reason of each repair of a stray byte ends in what it was."""
    pieces = [character.encode() for character in text]
    for repair in repairs:
        pieces[repair.span_after[0]] = bytes.fromhex(repair.reason.rpartition("-")[2])
    return b"".join(pieces)


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "utf-16", "gbk", "latin1", "x-user-defined"]))
def test_any_bytes_under_any_label_give_text(data: bytes, label: str | None) -> None:
    decode(data, label).text.encode("utf-8")


@given(
    st.text(min_size=1).filter(lambda text: text[0] != "\ufeff" and "\0" not in text and "\x1b" not in text)
)
def test_utf8_wins_over_any_label(text: str) -> None:
    if "~{" not in text:
        assert decode(text.encode(), "windows-1251").text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    ["Hi", "Zoë, café", "Привет, мир", "שלום עולם", "我在港口的办公室工作，每天测量海浪", "東京で、働く。"],
)
def test_wide_text_needs_no_byte_order_mark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert refusal(text.encode(encoding)) is None


@pytest.mark.parametrize(
    ("data", "text", "codes"),
    [
        (b"", "", []),
        (b"one\x00two, NULs\x00in Latin text", "one\x00two, NULs\x00in Latin text", []),
        ("Zoë, café".encode("utf-16") + b"a", "Zoë, café", [IssueCode.TRUNCATED]),
        (
            "Zoë, café".encode("utf-16-le") + b"a",
            "Zoë, café",
            [IssueCode.ENCODING_GUESSED, IssueCode.TRUNCATED],
        ),
        ("Привет".encode()[:-1], "Приве", [IssueCode.TRUNCATED]),
        (b"\xef\xbb\xbfZo\xc3\xab", "Zoë", []),
        (b"\xef\xbb\xbfcaf\xe9", "café", [IssueCode.ENCODING_GUESSED]),
        (b"Zo\xc3\xab \xed\xa0\xbd\xed\xb8\x80", "Zoë 😀", []),
        (
            b"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \xed\xa0\xbd",
            "ééééééééé \ufffd",
            [IssueCode.ENCODING_MIXED, IssueCode.REPLACED_BYTES],
        ),
        (
            b"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \xc0\xaf",
            "éééééé \ufffd",
            [IssueCode.ENCODING_MIXED, IssueCode.REPLACED_BYTES],
        ),
        (b"so " * 5_000 + b"it\x92s", "so " * 5_000 + "it’s", [IssueCode.ENCODING_GUESSED]),
    ],
)
def test_what_is_broken_is_told(data: bytes, text: str, codes: list[IssueCode]) -> None:
    decoded = decode(data)
    assert decoded.text == text
    assert [issue.code for issue in decoded.issues] == codes


@pytest.mark.parametrize(
    ("data", "label", "text", "lies"),
    [
        ("Zoë".encode(), "latin1", "Zoë", True),
        ("Zoë".encode(), "UTF-8", "Zoë", False),
        (b"plain", "gb2312", "plain", False),
        (b"plain", "utf-16", "plain", True),
        (b"plain", "x-user-defined", "plain", True),
        (b"plain", "utf-7", "plain", True),
        ("Žižkov".encode("cp1250"), "windows-1250", "Žižkov", False),
        (b"it\x92s", "iso-8859-1", "it’s", False),
        (b"it\x92s", "iso-8859-15", "it’s", True),
        ("名前".encode("cp932"), "x-sjis", "名前", False),
        (b'<?xml version="1.0" encoding="iso-8859-1"?><a>Zo\xc3\xab</a>', None, None, True),
        (b"<html><meta charset=windows-1251><p>\xcf\xf0\xe8\xe2\xe5\xf2", None, None, False),
        ("Zoë".encode("utf-16"), "latin1", "Zoë", True),
        ("Zoë".encode("utf-16-be"), "utf-16", "Zoë", False),
    ],
)
def test_a_lying_label_is_told(data: bytes, label: str | None, text: str | None, lies: bool) -> None:
    decoded = decode(data, label)
    assert text is None or decoded.text == text
    assert any(issue.code == IssueCode.ENCODING_LIE for issue in decoded.issues) == lies


def test_an_override_is_obeyed() -> None:
    assert decode("Zoë".encode(), override="latin1").text == "ZoÃ«"
    assert decode("\ufeffZoë".encode("utf-16-le"), override="utf-16").text == "Zoë"
    assert [issue.code for issue in decode(b"Zo\xeb", override="utf-8").issues] == [IssueCode.REPLACED_BYTES]
    with pytest.raises(OptionError, match=re.escape("'utf-7' is no encoding that is read")):
        decode(b"", override="utf-7")


def test_large_input_is_sampled_and_read_whole() -> None:
    data = ("Работал в порту, измерял волны. " * 30 + "\n").encode("cp1251") * 1_000
    assert decode(data).text == data.decode("cp1251")
