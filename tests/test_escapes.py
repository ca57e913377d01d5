"""References and escapes left in text: what is read, what stays, and what a sentence talks about."""

from __future__ import annotations

from collections.abc import Callable
from html.entities import codepoint2name

import pytest
from hypothesis import assume, given, strategies as st

from careerdoc.text.repair import repair_text, undo
from careerdoc.text.repair.entities import has_entities
from careerdoc.text.repair.escapes import has_escapes
from careerdoc.text.repair.gate import is_doubtful
from careerdoc.text.repair.kept import Talk, discusses_encoding, kept_spans
from tests.growth import growth


@pytest.mark.parametrize(
    ("text", "repaired", "reason", "certainty"),
    [
        ("caf&eacute;", "café", "entity", "exact"),
        ("D&#233;veloppeur", "Développeur", "entity", "exact"),
        ("d&#xe9;cembre", "décembre", "entity", "exact"),
        ("It&#146;s &#150; fine", "It’s – fine", "entity", "exact"),
        ("&#55357;&#56960; up", "🚀 up", "entity", "exact"),
        ("&#xD83D;&#xDE80; up", "🚀 up", "entity", "exact"),
        ("caf&eacute de", "café de", "entity", "inferred"),
        ("caf&amp;eacute;", "café", "entity:twice", "exact"),
        ("caf&#38;amp;eacute;", "café", "entity:twice", "exact"),
        ("R&amp;D", "R&D", "entity", "exact"),
        ("R&amp;amp;D", "R&D", "entity:twice", "exact"),
        ("AT&amp;T; fine", "AT&T; fine", "entity", "exact"),
        ("R&amp;Dx; fine", "R&Dx; fine", "entity", "exact"),
        ("HTML &amp; CSS developer", "HTML & CSS developer", "entity", "exact"),
        ("the legal entity &amp; its tax", "the legal entity & its tax", "entity", "exact"),
        ("a parser for HTML entities &amp; CSS", "a parser for HTML entities & CSS", "entity", "exact"),
        ("don&#39;t", "don't", "entity", "exact"),
        ("and&#x2F;or", "and/or", "entity", "exact"),
        ("He said &quot;go&quot;", 'He said "go"', "entity", "exact"),
        ("5 &lt; 6 &gt; 4", "5 < 6 > 4", "entity", "exact"),
        ("Z&uuml;rich<br>Z&uuml;rich", "Zürich<br>Zürich", "entity", "exact"),
        ("Σή&mu;ερα", "Σήμερα", "entity", "exact"),
        ("in /etc/a.conf.&nbsp; Then", "in /etc/a.conf.\xa0 Then", "entity", "exact"),
        ("pu\\u00f2 resistere", "può resistere", "escape:unicode", "exact"),
        ("\\ud83d\\ude80 up", "🚀 up", "escape:unicode", "exact"),
        ("\\U0001f680 up", "🚀 up", "escape:unicode", "exact"),
        ("\\u{1F680} up", "🚀 up", "escape:unicode", "exact"),
        ("caf\\xc3\\xa9", "café", "escape:unicode", "exact"),
        ("caf\\xe9", "café", "escape:unicode", "inferred"),
        ("R\\u0026D", "R&D", "escape:unicode", "exact"),
        ("m=C3=A5nga", "många", "escape:quoted-printable", "exact"),
        ("k%C3%B6nnen", "können", "escape:percent", "exact"),
        ("k%c3%b6nnen", "können", "escape:percent", "exact"),
        ("sagte k%C3%B6nnen/d%C3%BCrfen", "sagte können/dürfen", "escape:percent", "exact"),
    ],
)
def test_what_is_read(text: str, repaired: str, reason: str, certainty: str) -> None:
    result = repair_text(text)
    assert result.text == repaired
    assert {(repair.reason, repair.certainty) for repair in result.repairs} == {(reason, certainty)}
    assert undo(result.text, result.repairs) == text
    assert repair_text(text, "exact").text == (repaired if certainty == "exact" else text)
    assert repair_text(text, "off").text == text


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("f&Atilde;&frac14;hrt", "führt"),
        ("i &acirc;&euro;&#157;eXecute&acirc;&euro;&#157;", "i ”eXecute”"),
        ("nied&#197;&#186;wiedziem &#226;&#8364;&#8220; Co", "niedźwiedziem – Co"),
        ("idÃ&copy;ia, mas nÃ&pound;o funciona", "idéia, mas não funciona"),
        ("Besan\\u00c3\\u00a7on", "Besançon"),
        ("Besan=C3=83=C2=A7on", "Besançon"),
    ],
)
def test_mojibake_that_was_escaped_is_mended_too(text: str, repaired: str) -> None:
    assert repair_text(text).text == repaired


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("caf=C3=A9 =3D good=20", "café = good "),
        ("caf=C3=A9 is a=", "café is a"),
        ("time=20 of a caf=C3=A9=", "time=20 of a café="),
        ("a =3D b=20", "a =3D b=20"),
        ("R%C3%A9sum%C3%A9%20Jean", "Résumé Jean"),
        ("100%20 k%C3%B6nnen", "100%20 können"),
        ("100%20Jean", "100%20Jean"),
    ],
)
def test_ascii_is_read_only_beside_other_escapes_of_its_kind(text: str, repaired: str) -> None:
    assert repair_text(text).text == repaired


@pytest.mark.parametrize(
    "text",
    [
        "AT&T; R&D; Q&A; P&L",
        "fish&chips, cut&copy, BTC&eth, 9am&pm;",
        "https://x.example/?a=1&lt=2&gt=3&para=4",
        "see http://a.example/?x=1&amp;y=2 now",
        "curl 'https://example.org/?q=caf%C3%A9&copy=1&lang=fr'",
        "www.a.example/caf%C3%A9, a.example/caf%C3%A9 and ?q=caf%C3%A9",
        "/srv/jos%C3%A9/x and ./caf%C3%A9 and R%C3%A9sum%C3%A9.pdf",
        "jos%C3%A9@a.example",
        "C:\\users\\xe9\\u00e9",
        "&lt;br&gt; and &amp;lt;p&amp;gt; and &lt;!--",
        "a <b> -&gt; c",
        "&amp;amp;amp;eacute;",
        "&#0; &#7; &#55357; &#1114112; &#x110000; &#65279; &#65; &#129;",
        "\\ud83d, \\u0000, \\u003cbr\\u003e, \\ufffe, \\\\u00e9, \\u0026eacute;",
        "=C3=28, =E2=82, %C3, %C3%28, %E9, \\xc3",
        "timeout=20, 50%, 100%C3, a=b=c, x=3D",
        "print('\\u00e9', b'\\xc3\\xa9')",
        "name = '\\u00e9a' and b'\\xc3\\xa9'",
        '{"name": "Jos\\u00e9"}',
        'printf("%d0%b0")',
        "[\\u0400-\\u04ff]+ and [^\\x00-\\x7F]",
        "x &= ~mask; y |= 1 << 3; /* &amp; */",
        "Use &amp;amp; to write an ampersand in HTML.",
        "In HTML, write &amp; instead of &.",
        "The entity &eacute; renders as é.",
        "é = &eacute;",
        "the letter \\u00e9 (é)",
        "Replace &nbsp; with a space in HTML",
        "L’entité HTML &eacute; s’affiche é.",
        "The escape \\u00e9 stands for é in JSON.",
        "type \"&eacute;\", '=C3=A9' or `%C3%A9`",
    ],
)
def test_what_stays(text: str) -> None:
    assert repair_text(text).text == text


_WORD = st.text("abcdefgéèüñçøßžđłαβγбвгж東京語한국🚀—’\xa0", min_size=1, max_size=8)
_PROSE = st.lists(_WORD, min_size=1, max_size=12).map(" ".join)


def _named(character: str) -> str:
    return f"&{codepoint2name.get(ord(character), f'#{ord(character)}')};"


def _units(character: str) -> list[int]:
    pairs = character.encode("utf-16-be")
    return [int.from_bytes(pairs[start : start + 2], "big") for start in range(0, len(pairs), 2)]


def _bytes_as(form: str) -> Callable[[str], str]:
    return lambda character: "".join(form % byte for byte in character.encode())


DAMAGES: dict[str, Callable[[str], str]] = {
    "named": _named,
    "named twice": lambda character: _named(character).replace("&", "&amp;"),
    "decimal": lambda character: f"&#{ord(character)};",
    "hexadecimal": lambda character: f"&#x{ord(character):x};",
    "halves": lambda character: "".join(f"&#{unit};" for unit in _units(character)),
    "unicode": lambda character: "".join(f"\\u{unit:04x}" for unit in _units(character)),
    "bytes": _bytes_as("\\x%02x"),
    "quoted-printable": _bytes_as("=%02X"),
    "percent": _bytes_as("%%%02X"),
}


@pytest.mark.parametrize("kind", DAMAGES)
@given(prose=_PROSE)
def test_prose_that_was_escaped_comes_back(kind: str, prose: str) -> None:
    assume(not is_doubtful(prose))  # what looks damaged besides is mended besides
    escaped = "".join(DAMAGES[kind](one) if one > "\x7f" else one for one in prose)
    assert repair_text(escaped).text == repair_text(prose).text


_HARMLESS = [
    "R&D", "AT&T;", "&", "Q&A", "%", "50%", "100%C", "%s", "=", "a=b", "x=20", "=3D", "\\", "\\u",
    "C:\\users", "&c", "fish&chips", "caf%", "%20", "#39;", "é", "amp;", "https://x.example/?a=1&lt=2",
    "&#", "\\n", "=C3",
]  # fmt: skip


@given(st.lists(st.sampled_from(_HARMLESS), max_size=12).map(" ".join))
def test_signs_without_escapes_change_nothing(text: str) -> None:
    assert repair_text(text).text == text


_PIECES = [
    "&", "amp;", "lt;", "gt;", "#", "38;", "233", "x26;", "eacute;", "eacute", "\\u00e9", "\\", "u0026",
    "=C3=A9", "=3D", "C3", "=20", "=", "%C3%A9", "%20", "%", "é", " ", '"', "`", "<", "/", "br",
    "&#55357;", "&#56960;", "b", "&#47;", "&quot;", "&excl;", "html ", "entity ", "\x00", "\\x", "c3",
]  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_repairing_twice_changes_nothing_more_and_every_repair_can_be_undone(text: str) -> None:
    once = repair_text(text)
    assert undo(once.text, once.repairs) == text
    assert repair_text(once.text).text == once.text


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("see https://a.example/b. Or c", ["https://a.example/b."]),
        ("“https://a.example/b%C3%A9%E2%80%9D c", ["https://a.example/b%C3%A9"]),
        ("at www.a.example, a.example/b and x@a.example", ["www.a.example,", "a.example/b", "x@a.example"]),
        ("in /usr/share and ~/x, C:\\y or cv.pdf", ["/usr/share", "~/x,", "C:\\y", "cv.pdf"]),
        ("call `x` or s.replace('a', 'b') now", ["`x`", "s.replace('a', 'b')"]),
        ("T = {'a': 'b', 'c': 'd'} then", ["T = {'a': 'b', 'c': 'd'"]),
        ("/* a */ and/or (it's) = 'x' 10:30 d'être e.g. 1.5", ["/* a */"]),
        ("No address, no code: only prose.", []),
    ],
)
def test_kept_spans(line: str, kept: list[str]) -> None:
    assert [line[start:end] for start, end in kept_spans(line)] == kept


@pytest.mark.parametrize(
    ("line", "is_discussed"),
    [
        ("Why do I see ’ written as â€™ on my page?", True),
        ("If you see Ã© where é should be, your UTF-8 was read as Latin-1.", True),
        ("Fix: s.replace('â€™', '’')", True),
        ("REPLACEMENTS = {'Ã©': 'é', 'Ã¨': 'è'}  # mojibake", True),
        ('The price shows up as "Â£10" instead of "£10" because of a wrong charset.', True),
        ("Martine Ã©crit en UTF-8", True),
        ("Ã© au lieu de é : problème d'encodage", True),
        ("El carácter Ã± aparece en lugar de ñ", True),
        ("Umlaute: Ã¤ statt ä", True),
        ("Кодировка: Ã© вместо é", True),
        ("文字化け: Ã© の代わりに é", True),
        ("Le codage UTF-8 est utilisÃ© par dÃ©faut.", False),
        ("I have worked in SÃ£o Paulo on the encoding of video", False),
        ("The cafÃ© was good – and â€“ so was tea", False),
        ("encoding â€“ and UTF-8 locales are supported by the cafÃ©", False),
        ("The charset is UTF-8.", False),
    ],
)
def test_a_sentence_about_encodings_is_told_from_a_damaged_one(line: str, is_discussed: bool) -> None:
    assert discusses_encoding(line) is is_discussed


def test_words_about_references_count_only_near_them() -> None:
    far = "HTML has an entity. " + "We went on to other things. " * 5 + "Z&uuml;rich &mdash; it was"
    assert repair_text(far).text.endswith("Zürich — it was")
    assert Talk("the HTML entity &copy; here").mentions(16, 22, "©")


def test_a_lone_sign_needs_no_look() -> None:
    assert not has_entities("R&D & more")
    assert not has_escapes("50% = x \\ y, 100%C3, a=C3")
    assert has_entities("R&amp;D")
    assert has_escapes("caf=C3=A9")


SHAPES = [
    "&amp;", "&", "&#", "&eacute;", "&eacute", "&lt;b", "\\u00e9", "\\", "=C3=A9", "=C3", "%C3%A9",
    "%20%C3%A9", "a.", "a.b/", "/a", 'x="', "f('", "{'", "`", "[\\u", "?a=", "a@", "Ã© ", '"Ã©',
    "utf-8 Ã© ", "&#55357;", " html &eacute; entity",
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_cost_grows_with_length_and_not_faster(shape: str) -> None:
    def tell(text: str) -> None:
        repair_text(text)
        kept_spans(text)
        discusses_encoding(text)

    assert growth(tell, lambda size: shape * (size // len(shape)), 16_000) < 10
