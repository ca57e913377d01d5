"""What is over a limit: told by its code, the rest kept as it is without it, nothing lost silently."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

import careerdoc
from careerdoc import IssueCode, Limits, OptionError, Options
from careerdoc.cli import application
from careerdoc.model.limits import STANDARD
from careerdoc.sources import LARGE_FROM
from tests.documentation import ROOT

ROLES = "".join(f"Weaver\nLoom {one} Ltd\n{2000 + one} - {2001 + one}\n\n" for one in range(4))
ENTRY = "<item><title>Note {number}</title></item>"
TAG = '<category term="tag {number}"/>'
AUTHOR = "<author>Ada Nib {number}</author>"
HTML = "<content type='html'>&lt;div&gt;&lt;b&gt;c&lt;/b&gt;{rest}&lt;/div&gt;</content>"
IMAGE = "&lt;img src='https://a.example/{number}.png'&gt;"


def entry(rest: str, title: str = "a") -> str:
    return f"<feed><entry><title>{title}</title>{rest}</entry></feed>"


def several(text: str) -> str:
    return "".join(text.format(number=number) for number in range(4))


OVER: dict[str, tuple[int, str, str]] = {
    "max_bytes": (10, "a.txt", ROLES),
    "max_lines": (5, "a.txt", ROLES),
    "max_line_length": (20, "a.xml", entry(f"<content>{'word ' * 9}</content>")),
    "max_field_length": (20, "a.xml", entry("", "word " * 9)),
    "max_front_matter": (20, "_posts/a.md", "---\ntitle: one\ntags: [one, two]\n---\nSome words.\n"),
    "max_depth": (2, "a.yaml", "a: [[[b]]]"),
    "max_nodes": (3, "a.json", '{"a": [1, 2, 3, 4]}'),
    "max_aliases": (1, "a.yaml", "a: &a b\nc: [*a, *a]"),
    "max_expanded": (5, "a.yaml", "a: &a [1, 2, 3]\nc: [*a, *a]"),
    "max_entries": (2, "a.xml", f"<rss><channel>{several(ENTRY)}</channel></rss>"),
    "max_roles": (2, "a.txt", ROLES),
    "max_tags": (2, "a.xml", entry(several(TAG))),
    "max_authors": (1, "a.xml", entry(several(AUTHOR))),
    "max_images": (1, "a.xml", entry(HTML.format(rest=several(IMAGE)))),
    "max_html_length": (9, "a.xml", entry(HTML.format(rest=""))),
    "max_html_depth": (1, "a.xml", entry(HTML.format(rest=""))),
}
"""A small limit, and an input that is over it."""


def issues(text: str, name: str, limits: Limits) -> list[careerdoc.Issue]:
    (document,) = careerdoc.parse_bytes(
        text.encode(), name=name, options=Options(limits=limits, html=True)
    ).documents
    return list(document.issues)


def test_every_limit_of_a_document_is_shown_over_it() -> None:
    of_processes = {"timeout", "max_memory"}  # tests/test_workers.py
    assert set(OVER) | of_processes == {name for name, *_ in Limits.rows()}


@pytest.mark.parametrize("limit", OVER)
def test_what_is_over_a_limit_is_told_by_its_code(limit: str) -> None:
    most, name, text = OVER[limit]
    (code,) = [code for one, _, code, _ in Limits.rows() if one == limit]
    told = issues(text, name, Limits(**{limit: most}))
    found = [issue for issue in told if issue.code is code]
    assert found
    assert all(issue.source == name for issue in found)
    assert all(issue.raw for issue in found if code is not IssueCode.TOO_LARGE)
    assert code not in {issue.code for issue in issues(text, name, STANDARD)}


def test_what_is_under_a_limit_is_read_as_without_it() -> None:
    whole = careerdoc.parse_bytes(ROLES.encode(), name="a.txt")
    limited = careerdoc.parse_bytes(ROLES.encode(), name="a.txt", options=Options(limits=Limits(max_roles=2)))
    first = [role for role in whole.roles if role.sources[0].line in {1, 5}]
    assert (len(whole.roles), list(limited.roles)) == (4, first)
    assert limited.documents[0].status == "partial"
    (issue,) = [issue for issue in limited.issues if issue.code is IssueCode.TOO_MANY_ITEMS]
    assert (issue.line, issue.raw) == (9, ROLES[ROLES.index("Weaver\nLoom 2") :].rstrip())


def test_lines_that_are_not_read_are_quoted() -> None:
    (issue,) = [
        one for one in issues(ROLES, "a.txt", Limits(max_lines=4)) if one.code is IssueCode.TOO_MANY_LINES
    ]
    assert (issue.line, issue.raw) == (5, "".join(ROLES.splitlines(keepends=True)[4:]))


@pytest.mark.parametrize(
    ("given", "reason"),
    [({"max_lines": 0}, "max_lines: 0"), ({"max_tags": 1.5}, "max_tags"), ({"timeout": True}, "timeout")],
)
def test_a_limit_that_cannot_be_is_refused(given: dict[str, int], reason: str) -> None:
    with pytest.raises(OptionError, match=reason):
        Options(limits=Limits(**given))


def test_the_command_line_lists_and_changes_limits() -> None:
    listed = CliRunner().invoke(application, ["formats", "--limits"]).stdout
    assert all(f"{name} " in listed and f"{default:,} " in listed for name, default, *_ in Limits.rows())


def test_the_page_of_limits_tells_each_as_it_is() -> None:
    page = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
    for name, default, code, what in Limits.rows():
        assert f"| `{name}` | {default:,} | `{code}` | {what} |" in page


def test_a_limit_of_the_command_line_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(OVER["max_entries"][2], encoding="utf-8")
    found = CliRunner().invoke(application, ["parse", "--limit", "max_entries=1", str(path)])
    assert found.stdout.count("\n") == 1
    for wrong in ("max_entries", "max_cats=1", "max_entries=x", "max_entries=0", "max_entries=1.5"):
        refused = CliRunner().invoke(application, ["parse", "--limit", wrong, str(path)])
        assert refused.exit_code == 2


def test_what_is_too_many_is_told_once() -> None:
    tags = ", ".join(f"tag{number}" for number in range(900))
    note = f"---\ntitle: Post\ndate: 2019-01-01\ntags: [{tags}]\n---\nSome words.\n"
    result = careerdoc.parse_bytes(note.encode(), name="_posts/a.md")
    assert [issue.code for issue in result.issues] == [IssueCode.TOO_MANY_ITEMS]
    assert (len(result.posts[0].tags), result.posts[0].leftover) == (STANDARD.max_tags, ())


@pytest.mark.parametrize("options", [Options(provenance="none", merge=False), Options(kinds=("role",))])
def test_a_large_feed_is_limited_whatever_is_shown_of_it(tmp_path: Path, options: Options) -> None:
    path = tmp_path / "large.xml"
    entries = "".join(ENTRY.format(number=number) for number in range(40))
    path.write_text(f"<rss><channel>{entries}<!--{' ' * LARGE_FROM}--></channel></rss>", encoding="utf-8")
    limited = replace(options, limits=Limits(max_entries=30))
    result = careerdoc.parse(path, options=limited)
    (issue,) = [one for one in result.issues if one.code is IssueCode.TOO_MANY_ITEMS]
    assert issue.raw is not None
    assert issue.raw.startswith("Note 30\nNote 31")
    assert len(result.posts) == (0 if options.kinds else 30)


def test_no_limit_is_greater_than_a_machine() -> None:
    with pytest.raises(OptionError, match="max_bytes"):
        Options(max_bytes=10**30)
