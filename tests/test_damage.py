"""That the kinds of damage of the repair benchmark do what they say, the same each time."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from random import Random

import pytest

from benchmarks.damage import KINDS, Kind, Sample
from benchmarks.repair_cases import damaged_cases, reproduced, stored_cases
from benchmarks.texts import HALVES, Text, clean_controls, half, invented_sentences

BY_NAME = {kind.name: kind for kind in KINDS}

MADE = [
    ("u8_as_cp1252", "Zoë’s “café”", "ZoÃ«â€™s â€œcafÃ©â€\x9d"),
    ("u8_as_latin-1", "Zoë – 5", "ZoÃ« â\x80\x93 5"),
    ("u8_as_cp1251", "Zoë", "ZoГ«"),
    ("u8_as_koi8-r", "да", "п╢п╟"),
    ("u8_as_mac-roman", "né", "n√©"),
    ("u8_as_cp437", "né", "n├⌐"),
    ("double_cp1252", "né", "nÃƒÂ©"),
    ("double_mac_then_1252", "né", "nâˆšÂ©"),
    ("triple_cp1252", "é", "ÃƒÆ’Ã‚Â©"),
    ("clean_named_entities", "é – ★", "&eacute; &ndash; &#9733;"),
    ("cp1252_numeric_refs", "né’s – ½", "né&#146;s &#150; ½"),
    ("double_escaped_entities", "é★", "&amp;eacute;&amp;#9733;"),
    ("moji_named_entities", "né", "n&Atilde;&copy;"),
    ("moji_numeric_entities", "né", "n&#195;&#169;"),
    ("accents_fine_quotes_moji", "l’été – ici", "lâ€™été â€“ ici"),
    ("quote_fine_accents_moji", "l’été", "l’Ã©tÃ©"),
    ("A_tilde_collapsed", "à Lyon\xa0; été", "Ã LyonÂ ; Ã©tÃ©"),
    ("A_tilde_space", "à Lyon", "Ã  Lyon"),
    ("Acirc_leading", "one\ntwo", "Â one\nÂ two"),
    ("Acirc_line_end_multi", "one.\ntwo", "one.Â\ntwoÂ"),
    ("soft_hyphen_lost", "aquí", "aquÃ"),
    ("c1_dropped_cp1252", "“a”", "â€œaâ€"),
    ("c1_dropped_latin1", "l’été", "lâÃ©tÃ©"),
    ("c1_to_qmark_latin1", "l’été", "lâ??Ã©tÃ©"),
    ("undef_to_fffd", "“a”", "â€œaâ€\ufffd"),
    ("undef_to_qmark", "“a”", "â€œaâ€?"),
    ("accent_stripped", "it’s", "ita€™s"),
    ("latin1_ws_collapsed_x85", "Ås å", "Ã s Ã¥"),
    ("whitespace_collapsed", "à la", "Ã la"),
    ("u8_as_gb18030", "té", "t茅"),
    ("u8_as_cp932", "té", "tﾃｩ"),
    ("u8_as_big5", "ütü", "羹t羹"),
    ("u8_as_euc-kr", "£2", "짙2"),
    ("cp1251_as_cp1252", "да", "äà"),
    ("koi8-r_as_cp1251", "да", "ДБ"),
    ("cp1252_as_latin-1", "it’s", "it\x92s"),
    ("gbk_as_cp1252", "主机", "Ö÷»ú"),
    ("fffd_for_apostrophe", "it’s é", "it\ufffds \ufffd"),
    ("qmark_for_apostrophe", "it’s", "it?s"),
    ("cesu8_as_cp1252", "🚀", "í\xa0½íº€"),
    ("percent", "né", "n%C3%A9"),
    ("quoted_printable", "né", "n=C3=A9"),
    ("surrogate_pairs", "🚀", "\ud83d\ude80"),
    ("unicode_escape", "né 🚀", "n\\u00e9 \\ud83d\\ude80"),
]
UNTOLD = {"case", "surrogate"}
"""Groups of which a truth or a JSON file does not tell all: the case before, halves of a pair."""

BY_CHANCE = [kind for kind in KINDS if kind.by_chance]


def name_of(kind: Kind) -> str:
    return kind.name


def texts_for(kind: Kind) -> list[str]:
    texts = [text for text in invented_sentences() if not kind.languages or text.language in kind.languages]
    contents = [text.content for text in texts]
    return (
        ["\n".join(contents[place : place + 3]) for place in range(len(contents))]
        if kind.of_lines
        else contents
    )


@pytest.mark.parametrize(("name", "truth", "damaged"), MADE)
def test_a_kind_does_its_damage(name: str, truth: str, damaged: str) -> None:
    assert BY_NAME[name].damage(truth, Random(0)) == Sample(truth, damaged)


@pytest.mark.parametrize(
    ("name", "text", "truth", "damaged"),
    [
        ("lowercased", "Été", "été", "ã‰tã©"),
        ("titlecased", "été", "Été", "Ã©Tã©"),
        ("uppercased", "été", "ÉTÉ", "Ã©TÃ©"),
        ("Acirc_nbsp_fine_doc", "Ja, und", "Ja,\xa0und", "Ja,Â\xa0und"),
        ("Acirc_space_fine_doc", "Ja, und", "Ja, und", "Ja,Â und"),
        ("Acirc_stripped_inner", "Ja. Und", "Ja. Und", "Ja.ÂUnd"),
        ("Acirc_before_symbol", "Ab § 5", "Ab § 5", "Ab Â§ 5"),
        ("truncated_moji", "Ja, né", "Ja, n", "Ja, nÃ"),
        ("single_accent_only", "né", "né", "nÃ©"),
        ("macroman_spans", "né", "né", "n√©"),
        ("one_para_space_joined", "one\nné", "one né", "one nÃ©"),
        ("moji_with_br_tags", "one\nné", "one<br>né", "one<br>n&Atilde;&copy;"),
    ],
)
def test_a_kind_that_changes_its_truth_or_draws_does_its_damage(
    name: str, text: str, truth: str, damaged: str
) -> None:
    assert BY_NAME[name].damage(text, Random(0)) == Sample(truth, damaged)


@pytest.mark.parametrize("kind", KINDS, ids=name_of)
def test_a_kind_befalls_some_invented_sentence(kind: Kind) -> None:
    samples = [sample for text in texts_for(kind) if (sample := kind.damage(text, Random(0)))]
    assert samples
    assert all(sample.damaged != sample.truth for sample in samples)


@pytest.mark.parametrize("kind", BY_CHANCE, ids=name_of)
def test_the_same_seed_does_the_same_damage(kind: Kind) -> None:
    for text in texts_for(kind):
        assert kind.damage(text, Random(7)) == kind.damage(text, Random(7))


def test_a_draw_is_stable_and_has_no_case_twice() -> None:
    texts = invented_sentences()
    cases = list(damaged_cases(texts, 5))
    assert cases == list(damaged_cases(texts, 5))
    assert cases != list(damaged_cases(texts, 5, seed=1))
    assert len(set(cases)) == len(cases)
    assert {case.kind for case in cases} == set(BY_NAME)


def test_stored_cases_are_made_again(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    cases = [case for case in damaged_cases(invented_sentences(), 4) if case.group not in UNTOLD]
    rows = [
        {"group": case.group, "kind": case.kind, "truth": case.truth, "damaged": case.damaged}
        for case in cases
    ]
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, rows)).encode()))
    assert list(stored_cases(path)) == cases
    counts = reproduced(stored_cases(path))
    assert set(counts) == {kind.name for kind in KINDS if not kind.by_chance and kind.group not in UNTOLD}
    assert all(again == of for again, of in counts.values())


def test_the_halves_part_the_texts_by_what_they_say() -> None:
    texts = invented_sentences()
    seen, unseen = (half(texts, name) for name in HALVES)
    assert set(seen) | set(unseen) == set(texts)
    assert not set(seen) & set(unseen)
    renamed = half([Text("x", text.content) for text in texts], "seen")
    assert [text.content for text in renamed] == [text.content for text in seen]
    assert min(len(seen), len(unseen)) > len(texts) / 3


def test_the_controls_are_told_apart() -> None:
    controls = [control for listed in clean_controls().values() for control in listed]
    assert len(set(controls)) == len(controls) > 50
