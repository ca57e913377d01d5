"""Markdown with front matter: one role, education or post in each file, or lists of them."""

from __future__ import annotations

from dataclasses import replace

from careerdoc.model.document import Document, Reader, Reading
from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.limits import Limits
from careerdoc.model.records import SCHEMA
from careerdoc.readers.base import joined, nothing_found, placed_issues, run_of, unread, with_issues
from careerdoc.readers.frontmatter.fences import Form, Head, head_of, is_keyed
from careerdoc.readers.keyed.formats.loaders import LOADERS
from careerdoc.readers.keyed.own_files import stored_record
from careerdoc.readers.keyed.places import is_post_by_name
from careerdoc.readers.keyed.reading import Keyed, read_body_alone, read_keyed, with_comments
from careerdoc.readers.keyed.telling.bodies import without_blank_ends
from careerdoc.readers.keyed.tree import Mapping as Keys

_NAME = "frontmatter"
_JSON_ALONE = 0.3
"""A text of one JSON object and no body, which data files and feeds are."""


def _sniff(document: Document) -> float:
    head = head_of(document)
    document.notes[_NAME] = head
    if head is None:
        return 0.0
    if not head.fences and head.form is Form.JSON and not any(line.text.strip() for line in head.body):
        return _JSON_ALONE
    # Two rules around a paragraph are no front matter: where running text stands between
    # them an article wins, unless the path says that it is a post.
    return 1.0 if is_keyed(head) or is_post_by_name(document.name) else 0.1


def _read(document: Document) -> Reading:
    head = document.notes[_NAME] if _NAME in document.notes else head_of(document)
    if head is None:
        issue = Issue(IssueCode.MALFORMED_FRONTMATTER, "the text does not start with front matter", line=1)
        return with_issues(nothing_found(document, "plain text"), (issue,))
    if (refusal := _refusal(head, document.limits)) is not None:
        below = _without_head(document, head, refusal)
        return replace(below, lossy=below.lossy or refusal.code is IssueCode.TOO_LARGE)
    loaded = LOADERS[head.form](head.block_text, document.limits)
    first = (head.block or head.fences)[0].number
    issues = (*_fence_issues(head), *placed_issues(loaded.issues, first))
    if not loaded.is_whole:
        return unread(document, issues, 0 if head.above else first - 1)
    if loaded.root is None and not any(line.text.strip() for line in head.block):
        return with_issues(_without_keys(document, head), issues)
    if not isinstance(loaded.root, Keys) or not loaded.root.entries:
        message = "what stands between the fences is no mapping of keys to values"
        issue = Issue(IssueCode.MALFORMED_FRONTMATTER, message, raw=_quoted(head))
        return with_issues(_without_head(document, head, issue), issues)
    keyed = Keyed(head.form, head.block, loaded, head.fences, head.body, head.above)
    stored = _stored(keyed)
    if isinstance(stored, Issue):
        issues = (*issues, replace(stored, line=head.block[0].number))
    reading = stored if isinstance(stored, Reading) else read_keyed(document, keyed)
    return with_issues(reading, issues)


def _refusal(head: Head, limits: Limits) -> Issue | None:
    """Why a block of front matter is not read at all; None for one that is."""
    if head.form not in LOADERS:
        message = "front matter in a language that would have to be run is not read"
        return Issue(IssueCode.MALFORMED_FRONTMATTER, message, raw=_quoted(head))
    if len(head.block_text) > limits.max_front_matter:
        message = f"front matter of more than {limits.max_front_matter} characters is not read"
        return Issue(IssueCode.TOO_LARGE, message, raw=_quoted(head))
    return None


def _stored(keyed: Keyed) -> Reading | Issue | None:
    """The record of a file that careerdoc wrote, or why one is read like any other; None for any other."""
    root = keyed.loaded.root
    if keyed.loaded.unread or not isinstance(root, Keys):
        return None
    if all(entry.key != "schema" for entry in root.entries):
        return None
    body = joined(without_blank_ends(keyed.body))
    found = stored_record({entry.key: entry.value.typed for entry in root.entries}, body)
    if found is None or isinstance(found, Issue):
        return found
    lines = run_of((*keyed.fences[:1], *keyed.lines, *keyed.fences[1:], *keyed.body))
    return with_comments(Reading(stored=(found,), noted=(lines,), layout=SCHEMA), keyed)


def _without_head(document: Document, head: Head, issue: Issue) -> Reading:
    """The text below the head alone where the path says that it is a post, else nothing."""
    reading = read_body_alone(document, head.body)
    placed = replace(issue, line=head.first.number)
    if reading is None:
        return replace(with_issues(nothing_found(document, "text between rules"), (placed,)), lossy=True)
    return with_issues(reading, (placed,))


def _without_keys(document: Document, head: Head) -> Reading:
    """What an empty block leaves: the post that the path says, or a page that says nothing of itself."""
    reading = read_body_alone(document, head.body)
    if reading is None:
        return nothing_found(document, "a page without metadata")
    return replace(reading, syntax=tuple(run_of([fence]) for fence in head.fences))


def _quoted(head: Head) -> str:
    return quoted(joined((*head.fences[:1], *head.block, *head.fences[1:])))


def _fence_issues(head: Head) -> tuple[Issue, ...]:
    if not head.opened:
        message = "the front matter has no opening fence; it begins with the text"
        line = head.first
        return (Issue(IssueCode.UNCLOSED_FRONTMATTER, message, line=line.number, raw=line.text),)
    if head.closed:
        return ()
    message = "the front matter has no closing fence; it ends before the first line that is no key"
    fence = head.fences[0]
    return (Issue(IssueCode.UNCLOSED_FRONTMATTER, message, line=fence.number, raw=fence.text),)


READER = Reader(
    name=_NAME,
    title="Markdown with front matter in YAML, TOML, JSON or Org: roles, education or a post",
    suffixes=(".md", ".markdown", ".mdx", ".qmd", ".rmd", ".org"),
    media_types=("text/markdown", "text/x-org"),
    sniff=_sniff,
    read=_read,
)
