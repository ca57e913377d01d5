r"""Plain text as markdown that shows it, and back: `2 * 3` is written `2 \* 3`."""

from __future__ import annotations

import re

# What a line of text does not hold: controls but for the tab, the line ends that only Unicode knows,
# the byte order mark and what is no character.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BLANKS = "\t \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
# `_` inside a word and `~` in front of a name in an address ("/~ada") mean themselves. "{%" and "{{"
# open a tag to Jekyll and Hugo, which look at the text before it is markdown.
_INLINE = re.compile(
    r"[\\`*\[<|{]"
    r"|(?<=\{)%"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|~(?!(?<=/~)[^\W_])"
    r"|&(?=#?[0-9A-Za-z]{1,31};)"
)
_START = re.compile(r"(?:[-+#>=]|:(?=[ -]))|(?P<number>[0-9]{1,9})(?=[.)](?:[ \t]|$))")
_BLANK_CODES = "|".join(str(ord(blank)) for blank in _BLANKS)
_ESCAPED = re.compile(r"\\(?P<sign>[\n!-/:-@\[-`{-~])" + rf"|&#(?P<blank>{_BLANK_CODES});")


def markdown_of(text: str) -> str | None:
    r"""Markdown that shows `text`; None where none does that reads back as the same text.

    No sign of it has a meaning, a line break is a hard one, and blanks at the ends of lines are
    written as numbers. Text with controls or odd line ends has no such markdown, nor has text
    that is empty or begins or ends with a line end.

    Source: CommonMark 0.31.2, sections 2.4, 2.5 and 6.7.

    >>> print(markdown_of("# 1 * 2\nthree\n\nfour"))
    \# 1 \* 2\
    three
    <BLANKLINE>
    four
    """
    if not text or _REFUSED.search(text) or text.startswith("\n") or text.endswith("\n"):
        return None
    lines = [_escaped(line) if line else "" for line in text.split("\n")]
    followers = (*lines[1:], "")
    broken = (
        f"{line}\\" if line and follower else line for line, follower in zip(lines, followers, strict=True)
    )
    return "\n".join(broken)


def text_of(markdown: str) -> str:
    r"""The text that `markdown_of` made `markdown` of; signs that are not escaped stay as they are.

    >>> text_of(r"2 \* 3 &#62; 5")
    '2 * 3 &#62; 5'
    """
    return _ESCAPED.sub(lambda found: found["sign"] or chr(int(found["blank"])), markdown)


def _escaped(line: str) -> str:
    """One line that holds something, as markdown."""
    inner = _INLINE.sub(r"\\\g<0>", line)
    if line[-1] in _BLANKS:
        inner = f"{inner[:-1]}&#{ord(line[-1])};"
    if line[0] in _BLANKS:
        return f"&#{ord(line[0])};{inner[1:]}" if len(line) > 1 else inner
    return _START.sub(_escaped_start, inner, count=1) if _START.match(inner) else inner


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found['number']}\\" if found["number"] else f"\\{found[0]}"
