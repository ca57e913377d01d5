"""The rows of a profile: its lines, and what each shows by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from careerdoc.fields import dates, degrees, organizations
from careerdoc.fields.labels import Labelled, labelled
from careerdoc.fields.sections import Section, section_of
from careerdoc.model.document import Document, Line, Repair
from careerdoc.readers.base import mended
from careerdoc.readers.profile.noise import noise_of
from careerdoc.text.prose import is_sentence

_RULE = re.compile(r"[\W_]{3,}")
_BULLET = re.compile(r"(?:[-*•‣▪◦–—·●○■□◆◇▶►➤➢✓✔»>+・※§]|\d{1,2}[.)、]|[oO](?=\s{2}))\s*(?=\S)")
_SURE_BULLET = re.compile(r"(?:[-*–—>+o]\s|[•‣▪◦●○■□◆◇▶►➤➢✓✔・]|\d{1,2}[.)、]\s?(?!\d))")
_BRACKETED = re.compile(r"[\[【〔《<]\s*([^\[\]【】〔〕《》<>]{1,30}?)\s*[\]】〕》>]")
_SYMBOLS = re.compile(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D\u2B50\u231A-\u23FF]+\s*")
_EMPHASIS = re.compile(r"(?<!\w)(\*\*|__|\*|_)(?=\S)(.{1,200}?)(?<=\S)\1(?!\w)")
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\([^()\s]{1,500}\)")
_REGION = re.compile(r", [^\W\d_a-z][^\W\d_]{0,4}\.$")
"""A region behind its town, shortened: "Puebla, Pue."."""
_FRAME = "|+│║┃ \t"
_LONGEST_HEADING, _LONGEST_CHROME = 80, 120
"""Characters of the longest heading, and of the longest line that is furniture of a page."""
LONGEST_HEAD = 160
"""Characters. A longer row is text and heads no record."""
_HEAD_WORDS, _CLAUSE_WORDS = 10, 4
"""Words of the longest row in small letters that is no text, and of the shortest that is with a full stop."""
DATED = frozenset({"dates", "start", "end"})
"""Fields that tell when a record was."""
_LEGAL_FORM = 0.9
"""Score of a name with a legal form, whose dot ends no sentence."""
_LIKELY_DEGREE = 0.7
_FEWEST_ROWS, _DOUBLE_SPACED = 8, 0.75
"""Share of rows below a blank line from which on blank lines part nothing."""


RowSection = Section | Literal["unknown"]
"""What a heading stands above; "unknown" for a row that is written like the known headings."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line, or several that were wrapped, and what it shows by itself.

    `text` is what it says without white space, bullet and emphasis around it, after `repairs`.
    `is_marked` where a sign of a heading stands in front of it or a drawn rule below it; `bullet`
    is the sign in front of it. `found` are the dates in it, `label` is set where it reads "label:
    value", `named` is the name at its start that the page shows a logo of.
    """

    lines: tuple[Line, ...]
    text: str
    repairs: tuple[Repair, ...] = ()
    after_blank: bool = False
    indent: int = 0
    bullet: str = ""
    is_marked: bool = False
    section: RowSection | None = None
    noise: str | None = None
    found: tuple[dates.Found, ...] = ()
    label: Labelled | None = None
    named: str = ""

    @property
    def is_bullet(self) -> bool:
        """Whether it is an item of a list."""
        return bool(self.bullet)

    @property
    def has_range(self) -> bool:
        """Whether a range of dates stands in it, and it is no running text."""
        return not self.is_text and any(not found.stated.single for found in self.found)

    @property
    def is_dates_alone(self) -> bool:
        """Whether the first dates in it are all that it says."""
        return bool(self.found) and self.found[0].end_offset - self.found[0].start_offset == len(self.text)

    @property
    def is_text(self) -> bool:
        """Whether the row is running text: a sentence, or too long for a name."""
        return _is_text(self.text)


def joined(rows: Sequence[Row], text: str, **shown: Any) -> Row:
    """Several rows as one that says `text`; besides what is `shown` it is like the first of them."""
    return replace(
        rows[0],
        lines=tuple(line for row in rows for line in row.lines),
        text=text,
        repairs=tuple(repair for row in rows for repair in row.repairs),
        **shown,
    )


@lru_cache(maxsize=4096)
def _is_text(text: str) -> bool:
    if len(text) > LONGEST_HEAD:
        return True
    if _REGION.search(text) or _ends_in_duration(text):
        return False
    words = text.split()
    is_closed = len(words) >= _CLAUSE_WORDS and text[-1] in ".!?"
    if is_sentence(text) or (is_closed and organizations.recognize(text) < _LEGAL_FORM):
        return True
    return len(words) > _HEAD_WORDS and 3 * sum(map(str.islower, words)) > 2 * len(words)


def _ends_in_duration(text: str) -> bool:
    """Whether a text ends in a printed duration, whose dot ends no sentence: "Vollzeit · 3 J. 2 Mon."."""
    last = text.rpartition(" · ")[2]
    return last[:1].isdigit() and dates.is_duration(last)


def rows_of(document: Document) -> tuple[list[Row], list[Line]]:
    """The rows in order, and the lines that say nothing: drawn rules and what only repeats.

    Visible text that a page holds twice, for people who see and for those who listen, stands on
    two lines in a row; the second is an echo. In a text with blank lines nearly everywhere they
    part nothing.
    """
    rows: list[Row] = []
    idle: list[Line] = []
    after_blank = False
    for line in document.lines:
        row = _row(line, document, after_blank)
        if row is None:
            _take_rule(line, after_blank, rows, idle)
            after_blank = True
        elif rows and not after_blank and _is_echo(row, rows[-1]):
            idle.append(line)
        else:
            rows.append(_behind_page(row, rows))
            after_blank = False
    if len(rows) >= _FEWEST_ROWS and sum(row.after_blank for row in rows) > _DOUBLE_SPACED * len(rows):
        rows = [replace(row, after_blank=False) for row in rows]
    return rows, idle


def _is_echo(row: Row, above: Row) -> bool:
    """Whether a row says what the row above it says: the same words, or the same dates alone."""
    if (row.text, row.bullet) == (above.text, above.bullet):
        return True
    if row.is_bullet or any(len(one.found) != 1 or not one.has_range for one in (row, above)):
        return False
    (here,), (there,) = row.found, above.found
    return row.is_dates_alone and above.is_dates_alone and here.stated == there.stated


def _take_rule(line: Line, after_blank: bool, rows: list[Row], idle: list[Line]) -> None:
    """A line that says nothing; a rule drawn right below a row marks it as a heading."""
    if not line.text.strip():
        return
    idle.append(line)
    if rows and not after_blank and rows[-1].lines[-1].number == line.number - 1:
        rows[-1] = replace(rows[-1], is_marked=True)


def _behind_page(row: Row, rows: list[Row]) -> Row:
    # A page may break anywhere, and leaves a blank line behind its number.
    return replace(row, after_blank=False) if rows and rows[-1].noise == "page" else row


def _row(line: Line, document: Document, after_blank: bool) -> Row | None:
    """A line as a row; None for one that only draws a rule or is blank."""
    if not line.text or line.text.isspace():
        return None
    repaired = mended(line, document)
    text = repaired.text
    if not text or _RULE.fullmatch(text):
        return None
    section = _section_of(text) if len(text) <= _LONGEST_HEADING else None
    indent = len(line.text) - len(line.text.lstrip())
    is_marked = text.startswith("#")
    if section is not None:
        return Row((line,), text, repaired.repairs, after_blank, indent, is_marked=is_marked, section=section)
    bullet, plain = _unmarked(text)
    if not plain:
        return None
    noise = noise_of(plain) if len(plain) <= _LONGEST_CHROME else None
    found = () if noise else dates.found_in(plain)
    return Row(
        (line,),
        plain,
        repaired.repairs,
        after_blank,
        indent=indent,
        bullet=bullet,
        is_marked=is_marked,
        noise=noise,
        found=found,
        label=None if noise else _label_of(plain, found),
    )


def _label_of(text: str, found: tuple[dates.Found, ...]) -> Labelled | None:
    """The label of a row; none where dates stand in a column behind a job: "Manager    2017 - 2019"."""
    label = labelled(text)
    if label is None or not found or label.field in DATED or ":" in text or "：" in text:
        return label
    return None if found[0].start_offset == label.value_offset else label


def _unmarked(text: str) -> tuple[str, str]:
    """The bullet in front of a text, and the text without it and without marks of emphasis and links."""
    plain = text.strip(_FRAME).lstrip("# ") if text.startswith("#") else text.strip(_FRAME)
    sign = ""
    if (bullet := _BULLET.match(plain)) and _SURE_BULLET.match(plain):
        plain, sign = plain[bullet.end() :], bullet[0].strip()
    if not plain.isascii():
        plain = _SYMBOLS.sub("", plain)
    if "*" in plain or "_" in plain:
        plain = _EMPHASIS.sub(r"\2", plain)
    if "](" in plain:
        plain = _LINK.sub(r"\1", plain)
    return sign, plain.strip()


def _section_of(text: str) -> Section | None:
    """The section that a row heads; none where it also holds dates or is a degree ("B.A., Philosophy").

    What stands behind a heading in brackets says how long: "[경력사항] 총 11년". A type of employment
    with its duration is none: "Internship · 8 mos".
    """
    if _ends_in_duration(text) and " · " in text:
        return None
    section = section_of(text)
    degree, comma, _ = text.partition(",")
    if section is not None and comma and section_of(degree) is None:
        section = section if degrees.recognize(degree) < _LIKELY_DEGREE else None
    elif section is None and (bracketed := _BRACKETED.match(text)):
        section = section_of(bracketed[1])
    if section is not None and any(map(str.isdigit, text)) and dates.found_in(text):
        return None
    return section
