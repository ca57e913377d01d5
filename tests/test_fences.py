"""Where front matter starts and ends, and what it is written in."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from careerdoc.model.document import Document, Source
from careerdoc.readers.frontmatter.fences import Form, Head, head_of, is_keyed
from tests.growth import growth


def head_in(text: str) -> Head | None:
    return head_of(Document(Source("text.md", b""), text, "utf-8"))


def parts(text: str) -> tuple[str, str, str, bool] | None:
    """The form, the block and the body of a text, and whether the block is closed."""
    head = head_in(text)
    if head is None:
        return None
    return str(head.form), head.block_text, "\n".join(line.text for line in head.body), head.closed


@pytest.mark.parametrize(
    ("text", "form", "block"),
    [
        ("---\na: 1\n---\nBody", "yaml", "a: 1"),
        ("\n \n-----  \na: 1\n---\nBody", "yaml", "a: 1"),
        ("---\na: 1\n...\nBody", "yaml", "a: 1"),
        ("---yaml\na: 1\n---\nBody", "yaml", "a: 1"),
        ("--- YML\na: 1\n...\nBody", "yaml", "a: 1"),
        ("---\na: |\n  b\n  ---\n  c\n---\nBody", "yaml", "a: |\n  b\n  ---\n  c"),
        ("---\n---\nBody", "yaml", ""),
        ("---json\n{}\n...\n---\nBody", "json", "{}\n..."),
        ("---toml\na = 1\n---\nBody", "toml", "a = 1"),
        ("+++\na = 1\n---\n[b]\n+++\nBody", "toml", "a = 1\n---\n[b]"),
        (';;;\n"a": 1\n;;;\nBody', "json", '"a": 1'),
        ("---js\n{a: run()}\n---\nBody", "unknown", "{a: run()}"),
        ("---javascript\n{a: run()}\n---\nBody", "unknown", "{a: run()}"),
        ('{"a": 1}\nBody', "json", '{"a": 1}'),
        ('\n{\n  "a": "}"\n}\nBody', "json", '{\n  "a": "}"\n}'),
        ('{ // why\na: [\n"b"\n}\nBody', "json", '{ // why\na: [\n"b"\n}'),
        ("#+TITLE: A\n\n#+OPTIONS: b:nil\n# c\nBody", "org", "#+TITLE: A\n\n#+OPTIONS: b:nil\n# c"),
        ("#+TITLE: A\n# c\n#+DATE: B\nBody", "org", "#+TITLE: A\n# c\n#+DATE: B"),
        ("#+author: A\r\nBody", "org", "#+author: A"),
    ],
)  # fmt: skip
def test_where_a_block_starts_and_ends(text: str, form: str, block: str) -> None:
    assert parts(text) == (form, block, "Body", True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "Text\n",
        "-- -\na: 1\n---\n",
        "--- a/file\n+++ b/file\n",
        "--- word\na: 1\n---\n",
        "---js\n{a: 1}\n",
        "+++ a\n",
        "#+begin_src\n#+end_src\n",
        "#+CAPTION: A\n",
        "#+OPTIONS: toc:nil\nText",
        "# Title\n#+TITLE: A",
        '{"a": 1} text\n',
        '{"a": 1\n',
        "{{ page.title }}\nText",
        "{% raw %}\nText",
        "{: .note}\nText",
        "{a man}\nText",
        '[{"a": 1}]\n',
        'Text\n{"a": 1}\n',
        f"{'long ' * 20}\n---\na: 1\nb: 2\n---\n",
        "One\nTwo\nThree\n---\na: 1\nb: 2\n---\n",
        "One\n---\nText\n---\n",
        "One\n---\na: 1\nb: 2\n",
    ],
)
def test_what_is_no_front_matter(text: str) -> None:
    assert parts(text) is None


@pytest.mark.parametrize(
    ("text", "form", "block", "body"),
    [
        ("---\na: 1\n- b\n\nText", "yaml", "a: 1\n- b", "\nText"),
        ('+++\na = 1\n[t]\nb = [\n  "c",\n]\nText', "toml", 'a = 1\n[t]\nb = [\n  "c",\n]', "Text"),
        (';;;\n"a": 1,\n"b": [\n  "c"\n]\nText', "json", '"a": 1,\n"b": [\n  "c"\n]', "Text"),
        ("---\n# Title\nText", "yaml", "# Title", "Text"),
    ],
)
def test_an_open_block_ends_before_the_first_line_that_is_no_key(
    text: str, form: str, block: str, body: str
) -> None:
    assert parts(text) == (form, block, body, False)


@pytest.mark.parametrize(
    "block", ["---\na: 1\nb: 2\n---", "+++\na = 1\n[t]\n+++", ';;;\n"a": 1\n"b": 2\n;;;']
)
def test_two_short_lines_may_stand_above_a_sure_block(block: str) -> None:
    head = head_in(f"cv.md\n\nmine\n{block}\nBody")
    assert head is not None
    assert [line.text for line in head.above] == ["cv.md", "mine"]
    assert (head.first.number, head.block[0].number, head.body[0].number) == (4, 5, 8)


def test_the_first_line_is_the_fence_or_that_of_the_block() -> None:
    heads = [head_in("\n---\na: 1\n---"), head_in("\n\n{}"), head_in("#+TITLE: A")]
    assert [head.first.number for head in heads if head] == [2, 3, 1]


@pytest.mark.parametrize(
    ("text", "block", "body"),
    [
        ("Title: A\nDate: 2016-10-08\nTags: b\n\nText\n---\nMore", 3, "Text"),
        ("title: A\ndate: 2016-10-08\n\ntags: b\n---\nText", 4, "Text"),
        ("Title: A\nDate: 2016-10-08\n\n", 2, None),
        ("Title: A\nAuthor: B\n\nText", None, None),
        ("Title: A\nText\nDate: 2016-10-08\n\nText", None, None),
    ],
)
def test_a_title_and_a_date_need_no_fence(text: str, block: int | None, body: str | None) -> None:
    head = head_in(text)
    assert (len(head.block) if head else None) == block
    assert (head.body[0].text if head and head.body else None) == body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: 1\n---", True),
        ("---\nText\n---", False),
        ("---\n- a\n---", False),
        ("+++\na = 1\n+++", True),
        ("+++\nText\n+++", False),
        (';;;\n"a": 1\n;;;', True),
        (";;;\nText\n;;;", False),
        ('{"a": 1}', True),
        ("#+TITLE: A", True),
        ("---js\n{a: 1}\n---", True),
    ],
)
def test_whether_a_block_has_keys(text: str, expected: bool) -> None:
    head = head_in(text)
    assert head is not None
    assert is_keyed(head) is expected


def test_long_braces_are_data() -> None:
    assert head_in('{"a": "' + "b" * 100_000 + '"}') is None


LINES = ["---", "+++", ";;;", "---json", "...", "{", "}", "a: 1", "a = 1", '"a": 1', "#+TITLE: A", "x", ""]


@given(st.lists(st.sampled_from(LINES)))
def test_every_line_is_in_one_part(lines: list[str]) -> None:
    text = "\n".join(lines)
    document = Document(Source("text.md", b""), text, "utf-8")
    head = head_of(document)
    if head:
        told = (*head.above, *head.fences, *head.block, *head.body)
        filled = {line.number for line in document.lines if line.text.strip()}
        assert len({line.number for line in told}) == len(told)
        assert filled <= {line.number for line in told}
        assert head.form in Form


@pytest.mark.parametrize("start", ["", "---\n", "+++\n", ";;;\n", "{", '{"a": ', "#+TITLE: A\n", "---js\n"])
@pytest.mark.parametrize(
    "piece", ["a: 1\n", "a = 1\n", "[", "{", "\n", " ", "-", "#+A: b\n", "a", "[a", '"a']
)
def test_the_time_grows_in_step_with_the_text(start: str, piece: str) -> None:
    assert growth(head_in, lambda count: start + piece * count, 1_500) < 9
