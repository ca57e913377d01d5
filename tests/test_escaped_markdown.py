"""Plain text as markdown that shows it, and back."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from careerdoc.text.escaped_markdown import markdown_of, text_of
from tests.growth import growth

SIGNS = st.sampled_from(
    [
        *"\\`*_{}[]()#+-.!|<>&;:=~/%123 \t\n\xa0\u3000aé東",
        "\n\n",
        "---",
        "```",
        "~~~",
        "===",
        "- ",
        "1. ",
        "&#32;",
        "&amp;",
        "&copy;",
        "<b>",
        "[a]: /b",
        "![x](y)",
        "| - |",
        "    code",
        "{{ page }}",
        "{% if %}",
        "https://example.org/~ada/a_b",
        "__init__",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(SIGNS, max_size=12).map("".join))
PARSERS = (MarkdownIt("commonmark"), MarkdownIt("commonmark").enable(["table", "strikethrough"]))


@given(TEXTS)
@example("a\\\nb\\")
@example("&#32;")
@example("\\&#32;\\")
def test_markdown_reads_back_as_the_same_text(text: str) -> None:
    markdown = markdown_of(text)
    if markdown is not None:
        assert text_of(markdown) == text
        assert markdown.strip() == markdown
        assert not re.search(r"^-{3,}\s*$|[\r\x85\u2028]", markdown, re.MULTILINE)


@given(TEXTS)
@example("~a~ b ~~c~~")
@example("/~a and /~b")
@example("a\n:-:")
@example("a_b __c__ _d_ e_")
def test_markdown_shows_the_text(text: str) -> None:
    markdown = markdown_of(text)
    if markdown is not None:
        for parser in PARSERS:
            assert shown(parser, markdown) == re.sub("\n{3,}", "\n\n", text)


def shown(parser: MarkdownIt, markdown: str) -> str:
    """What a reader of the page sees, where it is nothing but paragraphs."""
    tokens = parser.parse(markdown)
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    inline = [token.children or () for token in tokens if token.type == "inline"]
    return "\n\n".join("".join(map(plain, children)) for children in inline)


def plain(token: Token) -> str:
    assert token.type in {"text", "hardbreak"}
    return token.content or "\n"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Ran the ferry desk.", "Ran the ferry desk."),
        ("a\nb\n\n\nc", "a\\\nb\n\n\nc"),
        ("1. one\n12) two\n2019.\n3.5", "1\\. one\\\n12\\) two\\\n2019\\.\\\n3.5"),
        ("- one\n# two\n> three\n---", "\\- one\\\n\\# two\\\n\\> three\\\n\\---"),
        ("*a* [b](c) <d> `e` f|g", "\\*a\\* \\[b](c) \\<d> \\`e\\` f\\|g"),
        ("snake_case _x_", "snake_case \\_x\\_"),
        ("AT&T &amp; R&D;", "AT&T \\&amp; R\\&D;"),
        ("  two\u3000", "&#32; two&#12288;"),
        ("{{ a }} {% b %}", "\\{\\{ a }} \\{\\% b %}"),
        ("C:\\tmp\\", "C:\\\\tmp\\\\"),
        ("https://example.org/~ada/a_b?c=1&d=2#e", "https://example.org/~ada/a_b?c=1&d=2#e"),
    ],
)
def test_only_what_has_a_meaning_is_escaped(text: str, markdown: str) -> None:
    assert markdown_of(text) == markdown
    assert text_of(markdown) == text


@pytest.mark.parametrize("text", ["", "\na", "a\n", "a\rb", "a\x00", "a\x85b", "a\u2028b", "\ufeffa", "\x1b"])
def test_text_that_no_markdown_shows(text: str) -> None:
    assert markdown_of(text) is None


def test_markdown_of_people_stays_as_it_is() -> None:
    assert text_of("*a* &amp; &#62; [b](c)\nd") == "*a* &amp; &#62; [b](c)\nd"


@pytest.mark.parametrize("piece", ["\\", "_", "~", "&", "&#", "{%", "&#32;", "- \n", "1"])
def test_both_ways_cost_what_the_text_is_long(piece: str) -> None:
    def both(text: str) -> None:
        text_of(markdown_of(text) or text)

    assert growth(both, lambda size: "a" + piece * size + "a", 20_000) < 8
