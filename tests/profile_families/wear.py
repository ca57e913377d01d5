"""What happens to a text on its way: lost lines, breaks of pages, odd blanks, misread bytes.

Nothing here takes away what a careful person needs to tell the records.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Wear = Callable[[str, Random], str]

_WIDTH = 72
_FORM_FEED = "\f"


def without_blank_lines(text: str, _: Random) -> str:
    """No line is blank."""
    return "\n".join(line for line in text.split("\n") if line.strip()) + "\n"


def with_pages(text: str, chance: Random) -> str:
    """A foot of a page between two paragraphs."""
    paragraphs = text.split("\n\n")
    place = chance.randrange(1, len(paragraphs)) if len(paragraphs) > 1 else 0
    foot = chance.choice(("Page 1 of 2", f"- 1 -{_FORM_FEED}", "1/2"))
    return "\n\n".join([*paragraphs[:place], foot, *paragraphs[place:]]) if place else text


def with_hard_blanks(text: str, _: Random) -> str:
    """Blanks around dashes do not break."""
    return text.replace(" – ", "\u00a0–\u00a0").replace(" - ", "\u00a0-\u00a0")


def with_windows_ends(text: str, _: Random) -> str:
    """Lines end as on Windows."""
    return text.replace("\n", "\r\n")


def with_trailing_blanks(text: str, chance: Random) -> str:
    """Some lines end in blanks."""
    return "\n".join(line + " " * chance.choice((0, 0, 1, 3)) for line in text.split("\n"))


def doubled_spacing(text: str, _: Random) -> str:
    """A blank line after each line."""
    return text.replace("\n", "\n\n")


def misread(text: str, _: Random) -> str:
    """UTF-8 read as Windows-1252, where no letter of a name suffers."""
    letters = {letter for letter in text if letter.isalpha() and not letter.isascii()}
    try:
        return text if letters else text.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:
        return text


def wrapped_lists(text: str, _: Random) -> str:
    """Long lines of a list go on below, indented."""
    return "\n".join(part for line in text.split("\n") for part in _wrapped(line))


def _wrapped(line: str) -> list[str]:
    cut = line.rfind(" ", 0, _WIDTH // 2 + 4)
    is_listed = line.lstrip().startswith(("- ", "• ", "* ")) and cut > _WIDTH // 3
    return [line[:cut], "    " + line[cut + 1 :]] if is_listed and len(line) > _WIDTH // 2 + 4 else [line]


_ANY: tuple[Wear, ...] = (with_hard_blanks, with_windows_ends, with_trailing_blanks, misread)
_RESUME: tuple[Wear, ...] = (*_ANY, with_pages, wrapped_lists)
_ENCLOSED: tuple[Wear, ...] = (*_RESUME, without_blank_lines)

_BY_FAMILY: dict[str, tuple[Wear, ...]] = {
    "date-first": _ENCLOSED,
    "resume-header-line": (*_ENCLOSED, doubled_spacing),
    "resume-company-first": _ENCLOSED,
    "resume-three-lines": _RESUME,
    "label-value": (*_ANY, with_pages, without_blank_lines, doubled_spacing),
    "about-bullets": _ANY,
    "de-lebenslauf": (*_ANY, without_blank_lines),
    "linkedin-web": (*_ANY, doubled_spacing),
    "linkedin-web-grouped": (*_ANY, doubled_spacing),
    "indeed": (*_RESUME, doubled_spacing),
    "cn-resume": (*_ANY, without_blank_lines),
    "kr-resume": (*_ANY, without_blank_lines),
}


def worn(family: str, text: str, chance: Random) -> str:
    """The text as it may reach a reader: half of them as they are."""
    kinds = _BY_FAMILY.get(family, _ANY)
    return chance.choice(kinds)(text, chance) if chance.random() < 0.5 else text
