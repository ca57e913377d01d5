"""The text below front matter: content, bullets, titles, code, pictures, links, markup, Org."""

from __future__ import annotations

import pytest

from careerdoc import IssueCode, Options, parse_bytes
from careerdoc.model.document import TextForm
from careerdoc.model.records import Education, Post, Role
from careerdoc.text.markdown import has_inline_marks, html_of_markdown, inline_html, markdown_to_html
from tests.growth import growth
from tests.keyed_reading import only, read, told

ROLE = "---\nrole: Cook\ncompany: Ash Inn\nstart: 2019\n---\n"
POST = "---\ntitle: Looms\ndate: 2020-01-02\n---\n"


def role_of(body: str, more: str = "", name: str = "a.md") -> Role:
    role = only(ROLE.replace("start:", f"{more}start:") + body, name)
    assert isinstance(role, Role)
    return role


def post_of(body: str, name: str = "posts/a.md", head: str = POST) -> Post:
    post = only(head + body, name)
    assert isinstance(post, Post)
    return post


@pytest.mark.parametrize(
    ("body", "highlights"),
    [
        ("- soups\n- stews\n", ("soups", "stews")),
        ("\n- soups\n\n- stews\n\n", ("soups", "stews")),
        ("* soups\n  and more\n* **stews**\n", ("soups and more", "stews")),
        ("+ soups\n• [pies](a.md)\n", ("soups", "[pies](a.md)")),
        ("- soups\n    - thin\n\t- thick\n- pies\n", ("soups", "thin", "thick", "pies")),
        ("- soups\n\n  Hot ones.\n\n  And cold ones.\n- pies\n", ("soups Hot ones. And cold ones.", "pies")),
        ("- soups", ("soups",)),
    ],
)
def test_bullets_alone_are_highlights(body: str, highlights: tuple[str, ...]) -> None:
    role = role_of(body)
    assert (role.content, role.highlights) == (None, highlights)


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("We cooked.\n- soups\n", "We cooked.\n\n  • soups"),
        ("- soups\nand stews\n\nThe end.\n", "• soups and stews\n\nThe end."),
        ("soups", "soups"),
        ("*Soups* & `stews`\n\nAnd **pies**.\n", "Soups & stews\n\nAnd pies."),
        ("# Soups\n\nText.\n", "Soups\n\nText."),
        ("a_b_c 2 * 3", "a_b_c 2 * 3"),
        ("| a | b |\n|---|---|\n| c | ~~d~~ |\n", "a\t\tb\nc\t\td"),
        ("see https://a.example", "see https://a.example"),
    ],
)
def test_other_bodies_are_the_content(body: str, content: str) -> None:
    assert post_of(body).content == content
    role = role_of(body)
    assert (role.content, role.highlights) == (body.strip("\n"), ())


def test_bullets_below_highlights_of_the_head_are_the_content() -> None:
    role = role_of("- soups\n", "highlights: [pies]\n")
    assert (role.highlights, role.content) == (("pies",), "- soups")


def test_the_body_of_an_education_is_its_description() -> None:
    record = only("---\ndegree: BSc\nschool: Elder College\n---\nWe read **books**.\n", "a.md")
    assert isinstance(record, Education)
    assert record.description == "We read **books**."


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("# Looms\n\nText.\n", "Looms"),
        ("\nText.\n# *Looms* & wool #\n", "Looms & wool"),
        ("## Looms\n\nText.\n", None),
        ("x\n" * 9 + "# Looms\n", None),
        ("#hash\n", None),
    ],
)
def test_the_first_heading_is_the_title_where_the_head_has_none(body: str, title: str | None) -> None:
    post = post_of(body, "_posts/2020-01-02-a.md", "---\ntags: [wool]\nauthor: Jo\n---\n")
    assert post.title == title
    assert post_of("# Other\n").title == "Looms"


def test_code_of_modules_is_told() -> None:
    code = ["import X from './x'", "export const a = 1", 'import "b.css"']
    result = read(
        f"{POST}{code[0]}\n{code[1]}\n\nText.\n{code[2]}\nimport duties from abroad\n", "posts/a.mdx"
    )
    assert result.posts[0].content == "Text.\nimport duties from abroad"
    assert told(result) == [
        (IssueCode.LEFTOVER, line, raw) for line, raw in zip((5, 6, 9), code, strict=True)
    ]


def test_code_alone_is_told() -> None:
    result = read(f"{ROLE}import X from './x'\n", "a.mdx")
    assert result.roles[0].content is None
    assert told(result) == [(IssueCode.LEFTOVER, 6, "import X from './x'")]


def test_pictures_of_a_post_and_links() -> None:
    post = post_of("![a loom](loom.png)\n\nSee [it](https://a.example \"there\").\n\n<img src='b.png'>\n")
    assert post.images == ("loom.png", "b.png")
    assert post.extra == {"links": ["https://a.example"], "labels": ["a loom", "there"]}
    assert [(proof.line, proof.raw) for proof in post.evidence["extra.links"]] == [(7, "https://a.example")]


def test_links_of_the_body_stand_beside_those_in_the_head() -> None:
    head = POST.replace("date:", "summary: '[a](https://a.example)'\ndate:")
    post = post_of("![c](c.png) [b](https://b.example)", head=head)
    assert (post.images, post.extra["links"]) == (("c.png",), ["https://b.example"])
    assert post.summary == "[a](https://a.example)"


def test_what_the_body_hides_is_told() -> None:
    result = read(f"{POST}Text.\n\n<!-- no -->\n", "posts/a.md")
    assert (IssueCode.LEFTOVER, "<!-- no -->") in [(issue.code, issue.raw) for issue in result.issues]


def test_pictures_hold_no_controls() -> None:
    body = '<img src="java\x01script:a"><img src="a\x07b.png">\n'
    result = parse_bytes((POST + body).encode(), name="post.md", options=Options(repair="off"))
    assert result.posts[0].images == ("a b.png",)
    assert {issue.code for issue in result.issues} == {"control-chars", "bad-url"}


@pytest.mark.parametrize(
    ("body", "pieces"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 |\n| 6 | 7 | | 8 |", [(7, "3"), (9, "8")]),
        ("> a | b\n> --|--\n> 1 | 2 | 3", [(7, "3")]),
        ("Soups.\n\n[a]: https://a.example 'A'", [(7, "[a]: https://a.example 'A'")]),
        ("[Soups][a].\n\n[a]: /a 'A & B'\n[A]: /b", [(8, "[A]: /b")]),
        ("[Soups][a] and [stews].\n\n[a]: </a b>\n[stews]: /c?d=e&f", []),
        ("```sh soup.sh\nstir\n```", [(5, "soup.sh")]),
        ("```sh\tsoup.sh\nstir\n```", [(5, "soup.sh")]),
        ("| a | b |\n|---|---|\n|| 2 | 3 |", [(7, "3")]),
        ("Soups.\n\n- [a]: https://a.example 'A'", [(7, "- [a]: https://a.example 'A'")]),
        ("```sh\nstir well\n```\n\n---\n", []),
    ],
)
def test_what_markdown_shows_nowhere_is_told(body: str, pieces: list[tuple[int, str]]) -> None:
    result = parse_bytes(f"{POST}{body}\n".encode(), name="post.md")
    assert [(issue.line, issue.raw) for issue in result.issues] == pieces
    assert {issue.code for issue in result.issues} <= {"leftover"}


def test_the_markup_of_a_post_on_request() -> None:
    markup = Options(html=True)
    (post,) = parse_bytes(f"{POST}**Looms** <b>a</b>\n".encode(), name="posts/a.md", options=markup).posts
    assert (post.content, post.content_html) == ("Looms a", "<p><strong>Looms</strong> <b>a</b></p>\n")
    (post,) = parse_bytes(f"{POST}Wool.\n".encode(), name="posts/a.md", options=markup).posts
    assert (post.content, post.content_html) == ("Wool.", "<p>Wool.</p>\n")


def test_repairs_have_the_lines_of_the_source() -> None:
    result = read(f"{POST}Some **cafÃ©** text\n\n- and more cafÃ©\n", "posts/a.md")
    assert result.posts[0].content == "Some café text\n\n  • and more café"
    assert [(issue.code, issue.line) for issue in result.issues] == [
        (IssueCode.REPAIRED_TEXT, 5),
        (IssueCode.REPAIRED_TEXT, 7),
    ]


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("* One\ntext *b*\n** Two\n", "One\ntext *b*\nTwo"),
        ("- a\n- b\n", "- a\n- b"),
        ("\n\n", None),
    ],
)
def test_org_bodies_are_as_they_stand(body: str, content: str | None) -> None:
    post = post_of(body, "posts/a.org", "#+TITLE: Looms\n#+DATE: 2020-01-02\n")
    assert post.content == content


@pytest.mark.parametrize("head", ["---\n---\n", "---\n- a\n---\n", "---js\na\n---\n", "---\n\n---\n"])
def test_a_body_below_a_head_that_says_nothing_is_the_post_that_the_path_says(head: str) -> None:
    result = read(f"{head}# Looms\n\nimport a from 'b'\n", "_posts/2020-01-02-a.mdx")
    (post,) = result.posts
    assert (post.title, str(post.published), post.confidence) == ("Looms", "2020-01-02", 0.7)
    assert "import a from 'b'" in [issue.raw for issue in result.issues]
    assert "---\n---" not in [issue.raw for issue in result.issues]
    assert read(f"{head}# Looms\n", "looms.md").records == ()


def test_text_without_front_matter_is_none() -> None:
    result = parse_bytes(b"Only text.\n", name="a.md", reader="frontmatter")
    assert [issue.code for issue in result.issues][:1] == [IssueCode.MALFORMED_FRONTMATTER]


@pytest.mark.parametrize(
    ("text", "has_marks"),
    [
        ("**a**", True),
        ("_a", True),
        ("a &amp; b", True),
        ("<b>", True),
        ("[a](b)", True),
        ("![a", True),
        (r"\*", True),
        ("a * b", False),
        ("a < b & c", False),
        ("[a]", False),
        ("", False),
    ],
)
def test_marks_inside_lines(text: str, has_marks: bool) -> None:
    assert has_inline_marks(text) is has_marks


def test_markdown_to_html() -> None:
    assert markdown_to_html("- **a**\n") == "<ul>\n<li><strong>a</strong></li>\n</ul>\n"
    assert inline_html("- **a**\n# b") == "- <strong>a</strong><br>\n# b"
    assert html_of_markdown("# a", TextForm.INLINE) == "# a"
    assert html_of_markdown("# a", TextForm.MARKDOWN) == "<h1>a</h1>\n"


@pytest.mark.parametrize(
    "piece",
    [
        "- soups **b**\n",
        "[b]: /c 'd'\n",
        "|-\n|-\n|a|b\n",
        "[a](https://a.example) ",
        "![a](b.png)\n\n",
        "> ",
        "* _",
        "[",
        "# a\n",
        "&amp;",
    ],
)
def test_the_time_grows_in_step_with_the_body(piece: str) -> None:
    def text(size: int) -> str:
        return f"{POST}{piece * size}"

    assert growth(lambda given: read(given, "posts/a.md"), text, 600) < 8


@pytest.mark.parametrize(
    ("line", "title"),
    [("# Looms", "Looms"), ("#  Looms # ", "Looms"), ("# C##", "C"), ("# # #", "#"), ("# Bay 4 ##", "Bay 4")],
)
def test_a_heading_is_the_title_of_a_post_without_one(line: str, title: str) -> None:
    post = only(f"---\ndate: 2020-01-02\nlayout: post\n---\n{line}\n\nText.\n", "posts/a.md")
    assert isinstance(post, Post)
    assert post.title == title


@pytest.mark.parametrize("piece", [" ", "#", " #", "# "])
def test_the_time_grows_in_step_with_the_heading(piece: str) -> None:
    def text(size: int) -> str:
        return f"---\ndate: 2020-01-02\nlayout: post\n---\n# a{piece * size}b\n"

    assert growth(lambda given: read(given, "posts/a.md"), text, 2_000) < 8
