"""What may be meant by a faulty line of YAML: the ways to mend it, the likeliest first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from careerdoc.fields.keys import key_of
from careerdoc.readers.keyed.formats.yaml.known_keys import is_known_key
from careerdoc.readers.keyed.formats.yaml.lines import (
    Line,
    in_quotes,
    is_template,
    line_of,
    needs_quotes,
    outside_texts,
    quoted_item,
    quoted_list,
    quoted_value,
)
from careerdoc.readers.keyed.tree import scalar_value

Mend = tuple[tuple[int, str], ...]
"""Lines by their number and what is to stand there instead; "" where the line is left out."""

_STEP = 2
_WIDTHS = (2, 4, 8, 3, 1)
_HIGHEST = 200
"""The most lines above and below a line that are looked at."""
_MOST_COLUMNS = 6
_FOLLOWING = 6
_FAR = 1_000
_MARKER = re.compile(r"(?:<{7}|>{7}|={7}|\|{7})(?:\s.*)?")
_TIGHT_KEY = re.compile(r"(?P<key>[^\W\d_][\w-]{0,40}):(?P<value>[^\s:].*)")
_FIRST_WORD = re.compile(r"(?P<key>[^\W\d_][\w-]{0,40})(?:[ \t]{1,8}(?P<value>\S.*))?")
# Words of a program, which no text holds: start_date, startDate.
_IDENTIFIER = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+|[a-z]{2,}(?:[A-Z][a-z0-9]+)+")
_ALIAS = re.compile(r"(?<![^\s\[{,])\*([\w-]+)")
_ANCHORED = re.compile(r"&(?P<name>[\w-]+)[ \t]+[^\s\[{|>#&*!\"'][^:]*$")
_PAIRS = {"[": "]", "{": "}"}


def mended_at_once(lines: list[str], first: int) -> dict[int, str]:
    """The lines from `first` on that surely lack quotes or plain blanks, and how they are meant.

    Lines inside texts are left alone, those of a conflict of two versions become blank.
    """
    better: dict[int, str] = {}
    spread = list(lines)
    for run, widths in _tabbed_runs(lines, first):
        for number in run:
            spread[number] = _spread(lines[number], widths[0])
    for number, line in outside_texts(spread, first):
        text = _at_once(spread, number, line)
        if text != lines[number]:
            better[number] = text
    return better


def mended_beforehand(lines: list[str]) -> dict[int, str]:
    """The lines that may be YAML and yet are meant otherwise, and how they are meant.

    They have a template without quotes as their value, or blanks that YAML does not know in front.
    """
    better: dict[int, str] = {}
    named = {found for text in lines if "*" in text for found in _ALIAS.findall(text)}
    for number, line in outside_texts(lines):
        if is_template(line) or _is_sign_of_text(line, named):
            better[number] = quoted_value(line)
        elif not line.lead.isascii():
            better[number] = f"{_only_blanks(line.lead)}{lines[number][len(line.lead) :]}"
    return better


def _is_sign_of_text(line: Line, named: set[str]) -> bool:
    """Whether a value begins with an anchor that nothing names and text behind it: "&Partner Akustik"."""
    anchor = _ANCHORED.match(line.value) if line.value.startswith("&") else None
    return anchor is not None and bool(line.key or line.is_item) and anchor["name"] not in named


def _at_once(lines: list[str], number: int, line: Line) -> str:
    if _MARKER.fullmatch(lines[number]):
        return ""
    plain = _plain_blanks(line)
    if needs_quotes(plain):
        return quoted_item(plain) if _is_text_item(lines, number, plain) else quoted_value(plain)
    return _joined(plain) if plain != line else lines[number]


def _joined(line: Line) -> str:
    return f"{line.lead}{line.key}{line.gap}{line.value}{line.comment}"


def _plain_blanks(line: Line) -> Line:
    """The line with blanks that YAML knows in front of it and behind its key.

    Source: YAML 1.2.2, section 6.2: blanks and tabs alone; others are parts of a text.
    """
    gap = " " if line.gap and line.gap[0] not in " \t" else line.gap
    return Line(_only_blanks(line.lead), line.key, gap, line.value, line.comment)


def _only_blanks(lead: str) -> str:
    return lead if lead.isascii() and "\t" not in lead else "".join("-" if c == "-" else " " for c in lead)


def _is_text_item(lines: list[str], number: int, line: Line) -> bool:
    """Whether an item with a colon is a text: a key of several words, and no further key below it."""
    name = line.key.rstrip(":").strip("\"' ")
    if not line.is_item or not line.key or " " not in name or is_known_key(name):
        return False
    following = _next_line(lines, number)
    return following is None or len(following.lead) != len(line.lead)


def _next_line(lines: list[str], number: int) -> Line | None:
    below = (lines[at] for at in range(number + 1, min(number + _HIGHEST, len(lines))))
    text = next((text for text in below if text.strip()), None)
    return None if text is None else line_of(text)


def _tabbed_runs(lines: list[str], first: int) -> Iterator[tuple[list[int], tuple[int, ...]]]:
    """Lines in a row with a tab in front, and how wide a tab may be there, the likeliest first."""
    run: list[int] = []
    for number in range(first, len(lines) + 1):
        text = lines[number] if number < len(lines) else ""
        if "\t" in _blank_front(text):
            run.append(number)
        elif text.strip() or number == len(lines):
            if run:
                yield run, _widths(lines, run[0])
            run = []


def _blank_front(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _widths(lines: list[str], number: int) -> tuple[int, ...]:
    """The widths with which a line stands as deep as its place asks come first."""
    above = next(
        (lines[at] for at in range(number - 1, max(number - _HIGHEST, -1), -1) if lines[at].strip()), ""
    )
    if not above:
        return _WIDTHS
    parent = line_of(above)
    is_open = bool(parent.key) and not parent.value
    wanted = len(parent.lead) + is_open
    front = _blank_front(lines[number])
    fits = [width for width in _WIDTHS if is_open and len(_spread(front, width)) >= wanted]
    same = [width for width in _WIDTHS if not is_open and len(_spread(front, width)) in parent.columns]
    return (*dict.fromkeys((*same, *fits, *_WIDTHS)),)


def _spread(text: str, width: int) -> str:
    """The line with blanks for the tabs in front of it and behind its dashes."""
    line = line_of(text)
    front = _blank_front(line.lead)
    behind = line.lead[len(front) :].replace("\t", " ")
    return front.replace("\t", " " * width) + behind + text[len(line.lead) :]


def sure_mends_of(lines: list[str], number: int, keys: Collection[str]) -> Iterator[Mend]:
    """The ways to mend a line whose first word is surely a key; `keys` are those of the text, folded."""
    line = line_of(lines[number])
    if line.key or not line.value:
        return
    text = f"{line.value}{line.comment}"
    found = _TIGHT_KEY.fullmatch(text) or _FIRST_WORD.fullmatch(text)
    if found is None:
        return
    key, value = found["key"], found["value"] or ""
    is_key = is_known_key(key) or key_of(key) in keys or _IDENTIFIER.fullmatch(key)
    if value.startswith("//") or not (is_key or isinstance(scalar_value(value), bool)):
        return  # an address, or text
    yield ((number, f"{line.lead}{found['key']}: {value}".rstrip()),)
    if value:
        yield ((number, f"{line.lead}{found['key']}: {in_quotes(value)}"),)


def rewritings_of(lines: list[str], number: int) -> Iterator[Mend]:
    """The ways to mend a line where it stands, the likeliest first."""
    text = lines[number]
    line = line_of(text)
    if "\t" in line.lead:
        yield from _untabbed(lines, number)
    yield from (((number, better),) for better in _rewritten(lines, number, line) if better != text)


def _untabbed(lines: list[str], number: int) -> Iterator[Mend]:
    last = number
    while last + 1 < len(lines) and "\t" in _blank_front(lines[last + 1]) and last < number + _HIGHEST:
        last += 1
    for width in _widths(lines, number):
        yield tuple((at, _spread(lines[at], width)) for at in range(number, last + 1))


def _rewritten(lines: list[str], number: int, line: Line) -> Iterator[str]:
    """The line alone in other words of YAML."""
    value = line.value
    if value and value[0] in _PAIRS and value.count(value[0]) > value.count(_PAIRS[value[0]]):
        yield f"{line.lead}{line.key}{line.gap}{value}{_PAIRS[value[0]]}{line.comment}"
    if (listed := quoted_list(line)) is not None:
        yield listed
    if _is_text_item(lines, number, line):
        yield quoted_item(line)
    if value and (line.key or line.is_item):
        yield quoted_value(line)
    if line.key and value and line.is_item:
        yield quoted_item(line)
    tight = None if line.key else _TIGHT_KEY.fullmatch(f"{value}{line.comment}")
    if tight and not tight["value"].startswith("/"):
        yield f"{line.lead}{tight['key']}: {tight['value']}"
        yield f"{line.lead}{tight['key']}: {in_quotes(tight['value'])}"
    plain = _plain_blanks(line)
    if plain != line:
        yield _joined(plain)


def shifts_of(lines: list[str], number: int) -> Iterator[Mend]:
    """The line at other columns, the likeliest first.

    A line that is neither a key nor an item stays where it is, so that it joins no other text.
    """
    line = line_of(lines[number])
    if line.key or line.is_item:
        for column in _columns(lines, number, line):
            yield ((number, _moved(lines[number], column - line.indent)),)


def keys_beside(lines: list[str], number: int) -> Iterator[Mend]:
    """Keys that stand deeper than the key with a value above them, moved beside it."""
    line = line_of(lines[number])
    following = _next_line(lines, number) if line.key and line.value else None
    if following is None or not following.key or following.is_item:
        return
    by = len(line.lead) - following.indent
    if by < 0:
        below = _below(lines, number, following.indent - 1)
        yield tuple((at, _moved(lines[at], by)) for at in below)


def with_lines_below(lines: list[str], shift: Mend) -> Mend:
    """A line at another column together with those that stand deeper below it."""
    ((number, text),) = shift
    by = len(_blank_front(text)) - len(_blank_front(lines[number]))
    below = _below(lines, number, len(_blank_front(lines[number])))
    return shift + tuple((at, _moved(lines[at], by)) for at in below)


def _moved(text: str, by: int) -> str:
    return " " * by + text if by > 0 else text[min(-by, len(text) - len(text.lstrip())) :]


def _columns_around(line: Line, below: Line) -> tuple[int, ...]:
    """The columns at which a line has the same place as one below, or has it as its further key."""
    if not (below.key or below.value):
        return ()
    further = below.indent - len(line.lead) + line.indent
    return (below.indent, further) if line.is_item and not below.is_item and further >= 0 else (below.indent,)


def _below(lines: list[str], number: int, indent: int) -> list[int]:
    """The lines that stand deeper than the line above them."""
    below: list[int] = []
    for at in range(number + 1, min(number + _HIGHEST, len(lines))):
        text = lines[at]
        if text.strip() and len(_blank_front(text)) <= indent:
            break
        if text.strip():
            below.append(at)
    return below


def _columns(lines: list[str], number: int, line: Line) -> list[int]:
    """The columns at which a line may go on, the nearest first; of two as near the deeper."""
    following = (line_of(lines[at]) for at in range(number + 1, min(number + _FOLLOWING, len(lines))))
    found = {column for below in following for column in _columns_around(line, below)}
    lowest = _FAR
    for at in range(number - 1, max(number - _HIGHEST, -1), -1):
        if not lines[at].strip() or lines[at].lstrip().startswith("#"):
            continue
        above = line_of(lines[at])
        if lowest == _FAR and above.key and not above.value:
            found.add(len(above.lead) + _STEP)
        found |= {column for column in above.columns if column < lowest}
        lowest = min(lowest, above.indent)
        if not lowest:
            break
    found.discard(line.indent)
    return sorted(found, key=lambda column: (abs(column - line.indent), -column))[:_MOST_COLUMNS]
