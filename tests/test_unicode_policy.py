"""The Unicode policy: what of odd characters is kept, replaced and dropped, in values and in keys."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

from careerdoc.model.document import Evidence, Repair
from careerdoc.text.keys import fold
from careerdoc.text.repair import repair_leaf, repair_text, undo
from tests.growth import growth

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
HIDDEN = "".join(chr(0xE0000 + ord(letter)) for letter in "obey")


def repairs_of(text: str) -> set[tuple[str, str]]:
    return {(repair.reason, repair.certainty) for repair in repair_text(text).repairs}


CHANGED = [
    ("a\x1fb\x00c\x7fd", "a bc d", "control", "inferred"),
    ("a\x07\x08\x1bb", "a b", "control", "inferred"),
    ("page\x0cpage\x0bline", "page page line", "control", "inferred"),
    ("\x1cone\x1d\x1etwo", " one two", "control", "inferred"),
    ("one\x90two", "one two", "control", "inferred"),
    ("one\rtwo\r\nthree", "one\ntwo\nthree", "newline", "stylistic"),
    ("one\u2028two\u2029three", "one\ntwo\nthree", "newline", "stylistic"),
    ("\x1b[1;31mred\x1b[0m", "red", "terminal-escape", "stylistic"),
    ("one\x1b[3Ctwo", "one two", "terminal-escape", "stylistic"),
    ("\x1b]8;;https://a.example/\x1b\\a\x1b]8;;\x07 b", "a b", "terminal-escape", "stylistic"),
    ("a\ud800b", "a\ufffdb", "surrogate", "inferred"),
    ("a\udc00\ud83db", "a\ufffd\ufffdb", "surrogate", "inferred"),
    ("a\ud83d\ude00b", "a\U0001f600b", "surrogate", "exact"),
    ("a\ufdd0b\uffff\U0010fffec", "abc", "non-character", "stylistic"),
    ("e" + "\u0301" * 40, "\u00e9" + "\u0301" * 29, "combining-run", "inferred"),
    ("e" + "\U0001e000" * 40, "e" + "\U0001e000" * 30, "combining-run", "inferred"),
    ("e" + "\u0fb9" * 25, "e" + "\u0f90\u0fb5" * 15, "normal-form+combining-run", "inferred"),
    ("\ufeffName", "Name", "zero-width", "stylistic"),
    ("Na\ufeffme \u0e01\ufeff\u0e02", "Name \u0e01\u0e02", "zero-width", "stylistic"),
    ("Na\u200b\u2060me", "Name", "zero-width", "stylistic"),
    ("Имя\u200bи", "Имяи", "zero-width", "stylistic"),
    ("Na\u200c\u200dme\u200d", "Name", "zero-width", "stylistic"),
    ("Name\ufe0f 1\ufe0f", "Name 1", "zero-width", "stylistic"),
    (f"Name{HIDDEN}", "Name", "zero-width", "inferred"),
    (f"\U0001f600{HIDDEN}", "\U0001f600", "zero-width", "inferred"),
    ("\u2764\ufe0f\ufe0e\ufe0f", "\u2764\ufe0f", "zero-width", "stylistic"),
    ("left\u200e to\u200f right\u061c", "left to right", "bidi", "stylistic"),
    ("\u202dtxt\u202c\u202egpj.exe", "txtgpj.exe", "bidi", "inferred"),
    ("a \u2067b \u2069\u2069c\u2066", "a \u2067b \u2069c", "bidi", "stylistic"),
    ("a \u202bb\u2067 c\u202c", "a b c", "bidi", "stylistic"),
    ("\u2066a\u202a\u2069\u202c", "\u2066a\u2069", "bidi", "stylistic"),
    ("one \u00a0\ntwo\u00a0", "one\ntwo", "blank", "stylistic"),
    ("\u3164", "", "blank", "stylistic"),
    ("\u2800 \u115f\u2800", "", "blank", "stylistic"),
    ("Zoe\u0308", "Zoë", "normal-form", "stylistic"),
    ("5 \u212b, 3 \u2126", "5 \u00c5, 3 \u03a9", "normal-form", "stylistic"),
]


@pytest.mark.parametrize(("text", "after", "reason", "certainty"), CHANGED)
def test_what_is_replaced_or_dropped(text: str, after: str, reason: str, certainty: str) -> None:
    repaired = repair_text(text)
    assert repaired.text == after
    assert (reason, certainty) in repairs_of(text)
    assert undo(repaired.text, repaired.repairs) == text


KEPT = [
    "one\ttwo\n\nthree",
    "soft\xadhyphen\xadated Wort\xadtrennung",
    "10\u00a0km, \u00ab\u00a0oui\u00a0\u00bb, 10\u202fkm",
    FAMILY,
    "\U0001f469\u200d\U0001f4bb \U0001f3f3\ufe0f\u200d\U0001f308 \u2764\ufe0f \U0001f44d\U0001f3fd",
    f"{SCOTLAND} {SCOTLAND}",
    "\U0001f575\U0001f3fd\u200d\u2642\ufe0f",
    "1\ufe0f\u20e3 #\ufe0f\u20e3 \u00a9\ufe0f \u203c\ufe0f \u2194\ufe0e",
    "\u845b\U000e0100\u57ce",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \u06a9\u062a\u0627\u0628\u200c\u0647\u0627",
    "\u0915\u094d\u200d\u0937 \u0936\u094d\u0930\u0940\u092e\u093e\u0928\u094d\u200c",
    "\u05d1\u05b0\u05bc\u05e8\u05b5\u05d0\u05e9\u05b4\u05c1\u05d9\u05ea",
    "\u0e20\u0e32\u0e29\u0e32\u200b\u0e44\u0e17\u0e22",
    "\u1797\u17b6\u179f\u17b6\u200b\u1781\u17d2\u1798\u17c2\u179a",
    "\u65e5\u672c\u200b\u8a9e \u4e2d\u2060\u6587",
    "FTP\u200f (\u0628\u0631\u0648\u062a\u0648\u0643\u0648\u0644) \u05e9\u05dc\u05d5\u05dd\u200e, C++\u200e",
    "\u2068Zoë\u2069 and \u2067\u05e9\u05dc\u05d5\u05dd\u2069 and \u202b\u05e9\u202c",
    "\uff21\uff22\uff23\uff11\uff12\uff13\uff08\u5168\u89d2\uff09\u3000\uff76\uff85",
    "o\ufb03ce \ufb01nd x\u00b2 \u00bd \u2116 \u2122 \u2026",
    "\u201cquotes\u201d \u2018and\u2019 \u201elow\u201c \u2013 dashes \u2014 \u2011",
    "\u0420aypal \u0410lpha",
    "\ue000 \uf8ff \U000f0001",
    "a \ufffd b \ufffc c",
    "\ud55c\u3164\uae00 \u2801\u2800\u2803",
    "I [31m am no escape] x \u20ac",
]


@pytest.mark.parametrize("text", KEPT)
@pytest.mark.parametrize("mode", ["exact", "inferred"])
def test_what_is_kept(text: str, mode: Any) -> None:
    assert repair_text(text, mode).repairs == ()
    assert repair_text(text, mode).text == text


def test_c1_controls_are_read_as_damage_first_and_kept_beside_other_damage() -> None:
    assert repair_text("wait\x85 it\x92s").text == "wait… it’s"
    assert repair_text("wait\x85", "exact").text == "wait\x85"
    assert "\x90" in repair_text("\u0192\x90\u0192").text


def test_what_mending_brings_to_light_falls_under_the_policy() -> None:
    assert repair_text("fast\u00e2\u20ac\u2039er").text == "faster"
    assert repair_text("the caf\u00c3\u200b\u00a9").text == "the café"
    assert repair_text("it is l\u00c3\u00a0\u00c2\u00a0\nnow").text == "it is là\nnow"


def test_addresses_lose_only_what_no_output_may_hold() -> None:
    def kept(text: str) -> str:
        return repair_leaf(text, "off", Evidence).text

    assert kept("a\x07b\ud83d\ude00\ud83d\ufdd0\ufeff") == "a b\U0001f600\ufffd"
    assert kept("e" + "\u0301" * 40) == "e" + "\u0301" * 30
    assert kept("Zoe\u0308 \u200bx\u202e\u00a0") == "Zoe\u0308 \u200bx\u202e\u00a0"
    assert repair_text("a\x07\u200b", "off").text == "a\x07\u200b"


ODD = st.sampled_from(
    "aZ1 \t\n\r\x00\x07\x0b\x0c\x1c\x1f\x7f\x81\x85\x9f\xa0\xad"
    "\u00e9\u0301\u0323\u0344\u0489\u034f\u05d0\u05b0\u061c"
    "\u0627\u0915\u094d\u0e01\u0fb9\u115f\u1160\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d"
    "\u202e\u2060\u2066\u2067\u2068\u2069\u20e3\u212b\u2764\u2800\u302e\u3164\u4e00\ud83d\udc00\ude00\ue000\ufb1f"
    "\ufdd0\ufe00\ufe0e\ufe0f\ufeff\uff21\uffa0\ufffd\ufffe\uffff\U0001d165\U0001e000\U0001f3f4\U0001f600"
    "\U0001fffe\U000e0001\U000e0062\U000e0067\U000e0073\U000e007f\U000e0100\U0010ffff"
)
ODD_TEXT = st.lists(
    st.one_of(
        ODD,
        st.builds(str.__mul__, ODD, st.integers(28, 34)),
        st.sampled_from(
            ["\x1b[1m", "\x1b[2C", "\x1b]8;;", "\x1b\\", "\x1b", SCOTLAND, FAMILY, "name", "1\ufe0f\u20e3"]
        ),
    ),
    max_size=12,
).map("".join)
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)


def longest_run_of_marks(text: str) -> int:
    longest = run = 0
    for character in text:
        is_mark = unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me"}
        run = run + 1 if is_mark else 0
        longest = max(longest, run)
    return longest


@given(ODD_TEXT, st.sampled_from(["off", "exact", "inferred"]))
@example("\u05d0\u2028\u200ea", "exact")
@example("\u0344" * 30, "inferred")
def test_repair_keeps_the_policy_for_every_text(text: str, mode: Any) -> None:
    repaired = repair_leaf(text, mode, Evidence)
    assert not _UNWRITABLE.search(repaired.text)
    assert longest_run_of_marks(repaired.text) <= 30
    assert undo(repaired.text, repaired.repairs) == text
    assert repair_leaf(repaired.text, mode, Evidence).text == repaired.text
    if mode != "off":
        assert unicodedata.is_normalized("NFC", repaired.text)


@given(ODD_TEXT)
def test_every_change_is_in_the_log(text: str) -> None:
    """Nothing but what the log names is gone: its pieces and what was kept make up the text."""
    repaired = repair_text(text)
    assert bool(repaired.repairs) == (repaired.text != text)
    for repair in repaired.repairs:
        assert isinstance(repair, Repair)
        assert repair.before != repair.after


@pytest.mark.parametrize("first", range(0x80, 0x30000, 0x4000))
def test_every_character_comes_to_normal_form_between_plain_ones(first: int) -> None:
    for code in range(first, first + 0x4000):
        normal = unicodedata.normalize("NFC", f"a{chr(code)}b")
        if normal != f"a{chr(code)}b":
            assert repair_text(f"a{chr(code)}b").text == normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wort\xadtrennung", "worttrennung"),
        ("Na\u200bm\u2060e\ufeff", "name"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u062e\u0648\u0627\u0647\u0645"),
        ("10\u00a0km and\u202fmore\u3000so", "10 km and more so"),
        ("\uff21\uff22\uff23\uff11", "abc1"),
        ("o\ufb03ce", "office"),
        ("\u2764\ufe0f C", "\u2764 c"),
        ("\u2067\u05d0\u2069\u061c", "\u05d0"),
        ("a\u3164b\u2800c", "a b c"),
        ("d\u00b4Or \uff02x\uff02", 'd\'or "x"'),
        ("Zoe\u0308", "zo\u00eb"),
        ("e\u200b\u0301", "\u00e9"),
        (f"x{HIDDEN}", "x"),
    ],
)
def test_keys_fold_what_values_keep(one: str, other: str) -> None:
    assert fold(one) == other


@given(ODD_TEXT)
@example("\u0344" * 28)
def test_a_key_is_its_own_key(text: str) -> None:
    assert fold(fold(text)) == fold(text)


RUNS = [
    "\x00", "\r", "\x1b", "\x1b[1", "\x1b[1m", "\x1b]", "\x85", "a\x81", "\xa0", "\xa0 ", "\xa0a", "\xad",
    "\u0301", "\u0323\u0301", "a\u0301", "\u0344", "a\u200b", "\u4e00\u200b", "\u0627\u200c", "\u0627\u200f",
    "\u2028", "\u202a", "\u202e", "\u2066", "\u2066\u202a", "\u2066a\u2069", "\u2069", "\u3164", "\u3164a",
    "\u2500", "\ud83d", "\ud83d\ude00", "\ufdd0", "\u2764\ufe0f", "\ufeff", "\ufffd", "\U000e0062",
    "\U0001f3f4\U000e0067",
]  # fmt: skip


@pytest.mark.parametrize("run", RUNS, ids=ascii)
def test_cost_grows_with_a_run_and_not_faster(run: str) -> None:
    assert growth(repair_text, lambda size: "x" + run * (size // len(run)), 8_000) < 10


@pytest.mark.parametrize("run", ["\u0323\u0301", "\u0323\u200b\u0301", "\u200b", "\ufdfa"], ids=ascii)
def test_the_cost_of_a_key_grows_with_a_run_and_not_faster(run: str) -> None:
    assert growth(fold, lambda size: "x" + run * (size // len(run)), 8_000) < 10


def test_an_orphan_alone_on_its_line_goes() -> None:
    assert repair_text("aÂ b aÂ c\nÂ").text == "a b a c\n"
