"""Text: what refusals, repair and HTML must do, case by case."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable

import pytest

from careerdoc import parse_bytes
from careerdoc.model.issue import IssueCode
from careerdoc.text.decode import decode
from careerdoc.text.html import html_to_text, inline_text, parsed_html, safe_html, unshown
from careerdoc.text.language import language_of
from careerdoc.text.patterns import wide_pattern
from careerdoc.text.repair import repair_text
from careerdoc.text.signatures import refusal
from tests.growth import growth


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", IssueCode.EMPTY_INPUT),
        (b" \r\n\t", IssueCode.EMPTY_INPUT),
        (b"\x00\x00\x00", IssueCode.BINARY_INPUT),
        (b"\x1f\x8b\x08\x00\x00", IssueCode.COMPRESSED_INPUT),
        (b"Rar!\x1a\x07\x01\x00", IssueCode.COMPRESSED_INPUT),
        (b"BZh91AY&SY\x00", IssueCode.COMPRESSED_INPUT),
        (b"%PDF-1.7\n", IssueCode.UNSUPPORTED_FORMAT),
        (b"{\\rtf1\\ansi", IssueCode.UNSUPPORTED_FORMAT),
        (b"GIF89a\x01\x00\x01\x00\x80\x00\x00", IssueCode.UNSUPPORTED_FORMAT),
        (b"Rar! she cried, and left Acme.", None),
        (b"BZhang wrote it.", None),
        (b"GIF89a is how a picture starts.", None),
        (b"%PDF stands for what?", None),
        (b"PK stands for nothing.", None),
        (b"one\x00 NUL in a long enough line of text", None),
        ("한국어 텍스트".encode("iso2022_kr"), None),
    ],
)
def test_refusals_know_formats_by_their_whole_signature(data: bytes, code: IssueCode | None) -> None:
    refused = refusal(data)
    assert (refused.code if refused else None) == code


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("It is fast.Â\nWe like it.Â", "It is fast.\nWe like it."),
        ("One Â two Â three", "One two three"),
        ("It is fast.Â", "It is fast."),
        ("AcmeÂ", "Acme"),
        ("São PauloÂ", "São Paulo"),
        ("It was fastÂ and good", "It was fast and good"),
        ("One Â two", None),
        ("Plan Â", None),
        ("Oneâ€™s own", "One’s own"),
        ("The letters Á, Â and Ã. See Â too. Or Â that.", None),
        ("The “Â” you see. One Â two Â three.", None),
        ("CÂ and DÂ are keys", None),
        ("Chữ Â là một chữ. Chữ Â khác chữ ă.", None),
        ("Litera Â se scrie astăzi. Litera Â apare în cuvinte.", None),
        ("Âge is a word, Â is not known", None),
    ],
)
def test_repair(text: str, repaired: str | None) -> None:
    assert repair_text(text).text == (text if repaired is None else repaired)


TEXTS = {
    "en": """The harbour office wanted a forecast that a tired pilot could trust, so we wrote one for the
tides. It ran on a single machine for six years and was wrong only twice, both times because
somebody had stolen the gauge. When I left, the pilots gave me the broken gauge as a
present. It now stands on my desk and holds my pencils, and every morning I look at it and
think of the winter in which nothing worked and everybody was friendly anyway.""",
    "de": """Das Hafenamt wollte eine Vorhersage, der auch ein müder Lotse trauen kann, also schrieben
wir eine für die Gezeiten. Sie lief sechs Jahre lang auf einem einzigen Rechner und irrte
sich nur zweimal, beide Male, weil jemand den Pegel gestohlen hatte. Als ich ging, schenkten
mir die Lotsen den kaputten Pegel. Er steht jetzt auf meinem Schreibtisch und hält meine
Stifte, und jeden Morgen denke ich an den Winter, in dem nichts funktionierte. Damals waren
trotzdem alle freundlich zueinander, und niemand wollte nach Hause gehen.""",
    "fr": """Le bureau du port voulait une prévision à laquelle même un pilote fatigué puisse se fier, et
nous en avons donc écrit une pour les marées. Elle a tourné pendant six ans sur une seule
machine et ne s'est trompée que deux fois, les deux fois parce que quelqu'un avait volé la
jauge. Quand je suis parti, les pilotes m'ont offert la jauge cassée. Elle est maintenant
sur mon bureau, et chaque matin je pense à l'hiver où rien ne marchait.""",
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_long_text(language: str) -> None:
    assert language_of(TEXTS[language]) == language
    assert language_of(TEXTS[language][:100]) is None


def test_a_text_in_two_languages_is_in_none() -> None:
    assert language_of(f"{TEXTS['fr']}\n{TEXTS['de']}") is None
    assert language_of("qwx zzk vvr " * 40) is None


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("5 < 6 & x <y and z", "5 < 6 & x <y and z"),
        ("first\nsecond < third\n  fourth", "first\nsecond < third\n  fourth"),
        ("<p>5 < 6</p><p>a &lt; b</p>", "5 < 6\n\na < b"),
        ("<!-- hidden --><p>shown</p>", "shown"),
        ("shown <!-- and not ended", "shown <!-- and not ended"),
        ("<script>x = 1</script><p>shown</p><style>p{}</style>", "shown"),
        ("<p>and</p><ul><li>one<li>two</ul>", "and\n\n  • one\n  • two"),
        ("<figure><img><figcaption>A <b>knot</b></figcaption></figure>end", "A knot\nend"),
        ("<label>Name <input></label> end", "Name end"),
        ("AT&amp;T &mdash; R&amp;D", "AT&T — R&D"),
    ],
)
def test_html_to_text(html: str, text: str) -> None:
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    ("html", "pieces"),
    [
        ("<a href='/a?b=1&amp;c=2'>A</a>\n<a href=/a?b=1&c=2>B</a>", {"links": [(1, "/a?b=1&c=2")]}),
        ("<a href='#top' class='big' id=x>A</a><a href='#'>", {}),
        ("x\n<img src=a.png alt='A  knot'>", {"images": [(2, "a.png")], "labels": [(2, "A knot")]}),
        ("<img srcset='a.png 1x, b.png?c,d 2x'>", {"links": [(1, "a.png"), (1, "b.png?c,d")]}),
        ("<!-- a\n -->b<!-- c -->", {"hidden": [(1, "<!-- a\n -->"), (2, "<!-- c -->")]}),
        ("<!-- a -->\n<p></p><style>b{}</style>", {"hidden": [(1, "<!-- a -->\n<p></p><style>b{}</style>")]}),
        ("<script src=a.js></script>", {"hidden": [(1, "<script src=a.js></script>")]}),
        ("<script></script><svg><path d='M'/></svg>", {}),
        ("<svg><svg></svg><text>a</text></svg>b", {"hidden": [(1, "<svg><svg></svg><text>a</text></svg>")]}),
        ("<svg><use xlink:href='a.svg'/></svg>", {"links": [(1, "a.svg")]}),
        ("a\n<textarea>b\n<i>", {"hidden": [(2, "<textarea>b\n<i>")]}),
        ("a <!-- b", {}),
        ("Use of <T> where a < b and href='c'", {}),
    ],
)
def test_what_html_holds_beside_its_text(html: str, pieces: dict[str, list[tuple[int, str]]]) -> None:
    found = unshown(html)
    told = {name: getattr(found, name) for name in ("links", "images", "labels", "hidden")}
    assert {name: [(one.line, one.text) for one in lines] for name, lines in told.items() if lines} == pieces


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Use of <T>", "Use of <T>"),
        ("How <details> works", "How <details> works"),
        ("On <img src=x onerror=alert(1)>soups <svg onload=alert(1)>", "On soups"),
        ("On <script>alert(2)</script> soups", "On soups"),
        ("On soups<svg/onload=alert(1)>", "On soups"),
        ("On soups<svg onload = alert('1') x>", "On soups"),
        ("List<T extends Object = string> in depth", "List<T extends Object = string> in depth"),
        ("Map <key and value => pair> now", "Map <key and value => pair> now"),
        ("Use of </T>", "Use of </T>"),
        ("if a < b and c=d > e", "if a < b and c=d > e"),
    ],
)
def test_a_title_shows_no_markup(title: str, shown: str) -> None:
    assert inline_text(title) == shown


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<scr<script></script>ipt>a</scr<script></script>ipt>", "< script>a< /script>"),
        ("<im<style></style>g src=x onerror=a>", "< img src=x onerror=a>"),
        ("<scr\u200bipt>a", "< script>a"),
        ("<\x1b[0mscript>a", "< script>a"),
        ("&lt;script> and &lt;<b>br</b>>", "<script> and <br>"),
        ("caf\u00c3\u00a9 &lt;b title=caf\u00c3\u00a9>", "caf\u00e9 <b title=caf\u00e9>"),
    ],
)
def test_what_is_taken_out_makes_no_tag_of_what_is_left(html: str, text: str) -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "content_html": html}]}
    assert parse_bytes(json.dumps(feed).encode(), name="feed.json").posts[0].content == text


def test_html_that_looks_like_something_else_warns_nobody() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert inline_text("https://a.example/b") == "https://a.example/b"
        assert inline_text("resume.txt") == "resume.txt"
        assert safe_html('<?xml version="1.0"?><p>x</p>', "https://a.example/") is not None


@pytest.mark.parametrize("base", [None, "https://a.example/"])
@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>T</title></head><body><noscript>N</noscript><p>B</p></body></html>",
        "<title>T</title><p>B</p>",
        "<p>B</p><button>T</button><select><option>N</select><textarea>N</textarea>",
    ],
)
def test_safe_html_shows_what_the_text_shows(html: str, base: str | None) -> None:
    assert (safe_html(html, base) or "").strip() == "<p>B</p>"


@pytest.mark.parametrize("base", [None, "https://a.example/"])
def test_safe_html_cites_pages_alone(base: str | None) -> None:
    odd = ["javascript:a", " Java&#10;Script:a", "data:text/html,a", "vbscript&colon;a"]
    html = "".join(f'<blockquote cite="{address}">B</blockquote>' for address in odd)
    assert safe_html(html, base) == "<blockquote>B</blockquote>" * len(odd)
    assert safe_html('<q cite="https://b.example/">Q</q>', base) == '<q cite="https://b.example/">Q</q>'


def test_html_too_deep_to_sanitize_gives_none() -> None:
    assert safe_html("<div>" * 50 + "x" + "</p>" * 200 + "<div>" * 60, None) is None
    assert safe_html("<p>x" * 500, None) is not None
    assert safe_html("<b>x</b>" * 500, None) is not None


SHAPES = [
    "<", "<!--", "<!-- -->", "--", '<a "', "<a b='\" ", "<b>", "</p>", "<?a ", "&amp;", "&", "Â ", "Ã",
    "<svg>", "<script>", "<!-- a --><a href=b>", "</svg>",
    "\u00e2\u20ac", "\x07", "e\u0301\u0301\u0301", " ", "\u00a0", "x ", "\n", "~{", "\x1b$B",
]  # fmt: skip
TASKS: dict[str, Callable[[str], object]] = {
    "html_to_text": html_to_text,
    "inline_text": inline_text,
    "safe_html": lambda text: safe_html(text, None),
    "unshown": unshown,
    "repair_text": repair_text,
    "decode": lambda text: decode(text.encode("utf-8", "replace")),
}


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("shape", SHAPES)
def test_cost_grows_with_length_and_not_faster(name: str, shape: str) -> None:
    assert growth(TASKS[name], lambda size: shape * (size // len(shape)), 32_000) < 10


@pytest.mark.parametrize(
    "shape",
    [
        lambda count: "<p " + " ".join(f"a{one}='b'" for one in range(count)) + ">text</p>",
        lambda count: "<ul><li>a" * count + "</ul>" * count,
        lambda count: "<div>" * count + "</i>" * count,
        lambda count: "<i>" * count + "a</i>" * count,
    ],
    ids=["attributes", "lists", "ends of nothing", "texts"],
)
def test_cost_of_crowded_html_grows_in_step(shape: Callable[[int], str]) -> None:
    assert growth(html_to_text, shape, 1_000) < 8
    assert growth(parsed_html, shape, 500) < 8


def test_html_too_deep_to_parse_keeps_its_text() -> None:
    pieces = "".join(f"<b id='x>y'>{one}</b><section>c</section>" for one in range(3))
    text = html_to_text("<div>a" * 300 + pieces + "d</div>" * 300)
    assert text.split() == [*["a"] * 299, "a0", "c", "1", "c", "2", "c", *["d"] * 300]
    hidden = "a<svg><text>b</text></svg><script>'<p>'</script><p>c</p><!-- <i> -->d"
    assert html_to_text("<div>" * 256 + hidden + "</div>" * 256).split() == ["a", "c", "d"]
    assert html_to_text("<script>" + "'<div>'" * 300 + "</script><p>a</p><b>b</b>c") == "a\n\nbc"


def test_a_tag_with_many_attributes_keeps_its_text() -> None:
    html = "<p " + " ".join(f"a{one}='b'" for one in range(300)) + " title='Ash'>Oak <b>Elm</b></p>"
    assert html_to_text(html) == "Oak Elm"
    assert safe_html(html, None) == "<p>Oak <b>Elm</b></p>"
    assert [piece.text for piece in unshown(html).labels] == ["Ash"]


@pytest.mark.parametrize(
    ("html", "text", "hidden"),
    [
        (
            "<div><script>t='<div hidden>';</script>Ash</div>Oak",
            "Ash\nOak",
            ["<script>t='<div hidden>';</script>"],
        ),
        ("<div hidden>a<!-- </div> -->b</div>Oak", "Oak", ["<div hidden>a<!-- </div> -->b</div>"]),
        ("""<p title="style='display:none'">Ash</p>""", "Ash", []),
        ("<p class = hidden>Ash</p>", "Ash", []),
        ("<p style='display:nonexistent'>Ash</p>", "Ash", []),
        ("<p hidden>Ash<div>Oak</div></p>", "Ash\n\nOak", []),
        ("<textarea><b hidden></textarea>Ash</b>", "Ash", []),
        (
            """<i style="font-family:'Arial';display:none">a</i>Oak""",
            "Oak",
            ["""<i style="font-family:'Arial';display:none">a</i>"""],
        ),
    ],
)
def test_hidden_elements(html: str, text: str, hidden: list[str]) -> None:
    assert html_to_text(html) == text
    assert [lines.text for lines in unshown(html).hidden] == hidden


def test_what_no_tag_ends_is_text_whatever_its_length() -> None:
    words = " ".join(f"word{number}" for number in range(300))
    assert words in html_to_text(f"<p>if x <y and {words} then done</p><p>More text.</p>")
    assert "say <q and nothing closes it." in html_to_text("<b>" * 300 + " say <q and nothing closes it.")
    assert "a <i and so on" in html_to_text("<div>" * 260 + "a <i and so on<p>b</p> c" + "</div>" * 260)


def test_a_wide_pattern_is_asked_like_any_other() -> None:
    pattern = wide_pattern("[\u4e00-\u9fff]+|x", re.IGNORECASE)
    assert pattern.pattern == "[\u4e00-\u9fff]+|x"
    assert (pattern.findall("X東京y"), pattern.sub("-", "X y 東京")) == (["X", "東京"], "- y -")
    assert pattern.fullmatch("東京")
    assert not pattern.match("y東京")
    with pytest.raises(AttributeError, match="groups"):
        _ = pattern.groups
