"""YAML as a tree of texts: read, mended line by line where it is broken, or read block by block."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from careerdoc.model.issue import Issue, IssueCode, quoted
from careerdoc.model.limits import STANDARD, Limits
from careerdoc.readers.keyed.formats.limits import LimitError, over_limit
from careerdoc.readers.keyed.formats.remarks import with_line_feeds
from careerdoc.readers.keyed.formats.yaml.events import BrokenYamlError, Passage, Tree, read_tree
from careerdoc.readers.keyed.formats.yaml.mending import Mended, budget_for, mended
from careerdoc.readers.keyed.formats.yaml.mends import mended_at_once, mended_beforehand
from careerdoc.readers.keyed.formats.yaml.salvage import Salvager
from careerdoc.readers.keyed.tree import Loaded, Scalar
from careerdoc.text.patterns import wide_pattern

# libyaml breaks lines at U+0085, U+2028 and U+2029, as YAML 1.1 did; to YAML 1.2.2 (section 5.4)
# and to editors they are none. It skips U+FEFF and refuses the signs that are no text; the repair
# of fields sees to both.
_MASKED = wide_pattern(
    r"[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_PRIVATE_USE = (range(0xE000, 0xF900), range(0xF0000, 0xF2000))
_MEANT_OTHERWISE = re.compile(r"[:-][ \t]{1,8}(?:\{[{%]|&[\w-])")
_ODD_FRONT = re.compile(r"^[ \t]*(?:-[ \t]+)*[^\S \t\n]", re.MULTILINE)
_MENDED = "the line is no right YAML; it is read as it seems to be meant"


def load_yaml(text: str, limits: Limits = STANDARD) -> Loaded:
    """The tree of a YAML text, all scalars as they are written.

    A broken text is mended line by line, with an issue for each line; where that does not help,
    each block is read for itself. Several documents in one text are a list. Over a limit (levels,
    nodes, aliases, values with those that aliases repeat) nothing is read. Never raises.

    >>> load_yaml("title: Weaver").root.typed
    {'title': 'Weaver'}
    """
    text = with_line_feeds(text.removeprefix("\ufeff"))
    written = _Written(text.split("\n"), *_masked(text), limits)
    try:
        return _loaded(written)
    except LimitError as error:
        return over_limit(error, text)


@dataclass(frozen=True, slots=True)
class _Written:
    """The lines of a text, and the text with signs in it that libyaml knows."""

    source: list[str]
    masked: str
    unmask: dict[int, str]
    limits: Limits


def _loaded(written: _Written) -> Loaded:
    text = written.masked
    if _MEANT_OTHERWISE.search(text) or (not text.isascii() and _ODD_FRONT.search(text)):
        lines = text.split("\n")
        return _read_with(written, mended_beforehand(lines))
    try:
        tree = read_tree(Passage(text, written.source, unmask=written.unmask, limits=written.limits))
    except BrokenYamlError as error:
        return _mended(written, Mended(text.split("\n")), error)
    if isinstance(tree.root, Scalar) and not text.isascii():
        better = mended_at_once(text.split("\n"), 0)
        return _read_with(written, better)
    return Loaded(tree.root, tree.issues, comments=tree.comments)


def _read_with(written: _Written, better: dict[int, str]) -> Loaded:
    """The text with some of its lines as they are meant."""
    state = Mended(written.masked.split("\n"))
    state.take(tuple(better.items()))
    try:
        return _told(written, state, _tree(written, state))
    except BrokenYamlError as error:
        return _mended(written, state, error)


def _masked(text: str) -> tuple[str, dict[int, str]]:
    """The text with signs that libyaml knows, one for each, and which stands for which."""
    if not _MASKED.search(text):
        return text, {}
    held = set(text)
    unused = (code for code in chain(*_PRIVATE_USE) if chr(code) not in held)
    masks = {ord(sign): code for sign, code in zip(sorted(set(_MASKED.findall(text))), unused, strict=False)}
    return text.translate(masks), {code: chr(sign) for sign, code in masks.items()}


def _mended(written: _Written, state: Mended, trouble: BrokenYamlError) -> Loaded:
    """The text with its faulty lines mended, else block by block."""
    if mended(state, trouble, budget_for(state.lines, written.limits)):
        try:
            return _told(written, state, _tree(written, state), trouble.problem)
        except BrokenYamlError:
            state = Mended(written.masked.split("\n"))
    salvager = Salvager(state, written.source, written.unmask, budget_for(state.lines, written.limits))
    root = salvager.read()
    told = salvager.told
    tree = Tree(root, tuple(told.issues), tuple(told.comments), told.names, told.size)
    return _told(written, state, tree, trouble.problem)


def _tree(written: _Written, state: Mended) -> Tree:
    text = "\n".join(state.lines)
    return read_tree(
        Passage(text, written.source, unmask=written.unmask, before=state.before, limits=written.limits)
    )


def _told(written: _Written, state: Mended, tree: Tree, problem: str = "") -> Loaded:
    """The tree with an issue for each line that was changed and one for each run of those that are unread."""
    source = written.source
    told = {issue.line for issue in tree.issues if issue.code is IssueCode.MENDED_YAML}
    issues = [
        Issue(IssueCode.MENDED_YAML, _MENDED, line=number, raw=quoted(source[number]))
        for number in state.changed - told
    ]
    unread = tuple(sorted(number for number in state.dropped if source[number].strip()))
    message = f"broken YAML ({problem}); these lines are not read"
    for run in _runs(unread, source):
        raw = quoted("\n".join(source[run.start : run.stop]))
        issues.append(Issue(IssueCode.MALFORMED_YAML, message, line=run.start, raw=raw))
    told_in_order = sorted((*issues, *tree.issues), key=lambda issue: issue.line or 0)
    comments = tuple(sorted(set(tree.comments) - state.dropped))
    return Loaded(tree.root, tuple(told_in_order), unread=unread, comments=comments)


def _runs(numbers: Iterable[int], source: list[str]) -> Iterator[range]:
    """Lines that stand together, but for blank ones: what an issue quotes counts as one piece."""
    run = range(0)
    for number in numbers:
        if run and not any(map(str.strip, source[run.stop : number])):
            run = range(run.start, number + 1)
            continue
        if run:
            yield run
        run = range(number, number + 1)
    if run:
        yield run
