"""Patterns of paths, as `.gitignore` writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import translate

_ANY_FOLDERS = "**"
_ESCAPED = re.compile(r"\\(.)")
_UNESCAPED_BLANKS_BEHIND = re.compile(r"(?<!\\)[ \t\r]+\Z")


@dataclass(frozen=True, slots=True)
class Glob:
    """One pattern: `*`, `?` and `[a-z]` inside a name, `**` for any number of folders.

    A pattern with a `/` in front or inside stands for a path from the folder on to which it belongs, any
    other one for a name anywhere below. One that ends with `/` matches folders alone. `negates` says that it
    takes back what patterns above it say. Matching takes no more than the product of both lengths.

    Source: the manual page gitignore(5), "Pattern format".
    """

    segments: tuple[re.Pattern[str] | None, ...]
    is_for_folders: bool = False
    negates: bool = False

    def matches(self, parts: Sequence[str], *, is_folder: bool) -> bool:
        """Whether the path that consists of `parts` is meant."""
        if self.is_for_folders and not is_folder:
            return False
        at_segment = at_part = 0
        again: tuple[int, int] | None = None
        while at_part < len(parts):
            if at_segment < len(self.segments):
                segment = self.segments[at_segment]
                if segment is None:
                    again = (at_segment, at_part)
                    at_segment += 1
                    continue
                if segment.match(parts[at_part]):
                    at_segment, at_part = at_segment + 1, at_part + 1
                    continue
            if again is None:
                return False
            # The last run of any folders takes one more.
            again = (again[0], again[1] + 1)
            at_segment, at_part = again[0] + 1, again[1]
        return at_segment == len(self.segments)


def glob(pattern: str) -> Glob:
    """The meaning of one pattern; it never fails: what is no right set of characters stands for itself."""
    negates = pattern.startswith("!")
    text = pattern[negates:]
    is_for_folders = text.endswith("/")
    text = text.rstrip("/")
    is_placed = "/" in text
    names = text.strip("/").split("/")
    if not is_placed:
        names.insert(0, _ANY_FOLDERS)
    if names[-1] == _ANY_FOLDERS and len(names) > 1:
        names.append("*")  # what is inside, not the folder itself
    segments = [None if name == _ANY_FOLDERS else re.compile(translate(_plain(name))) for name in names]
    return Glob(tuple(segments), is_for_folders, negates)


def globs_of(text: str) -> tuple[Glob, ...]:
    """The patterns in the lines of a `.gitignore`; blank lines and comments are none."""
    written = text.removeprefix("\ufeff").split("\n")
    lines = (_UNESCAPED_BLANKS_BEHIND.sub("", line) for line in written)
    return tuple(glob(line) for line in lines if line.strip("/!") and not line.startswith("#"))


def meant(globs: Sequence[Glob], parts: Sequence[str], *, is_folder: bool) -> bool | None:
    """Whether the last pattern that matches a path means it or takes it out; None where none matches."""
    found = next((one for one in reversed(globs) if one.matches(parts, is_folder=is_folder)), None)
    return None if found is None else not found.negates


def _plain(name: str) -> str:
    """A pattern of one name in the words of `fnmatch`, which knows no escapes."""
    return _ESCAPED.sub(_escaped, name.replace("[^", "[!"))


def _escaped(found: re.Match[str]) -> str:
    return found[1] if found[1] in "!^" else f"[{found[1]}]"
