"""Marks in place of addresses and numbers: the same one for all spellings, in a whole run."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from careerdoc.redaction import emails, phones
from careerdoc.redaction.found import Found
from careerdoc.redaction.phone_labels import is_label as is_phone_label
from careerdoc.redaction.views import View, view_of
from careerdoc.text.keys import fold

_MARK = re.compile(r"\[(?P<kind>email|phone)-[0-9]{1,9}\]")
_DIGITS_OR_ESCAPES = re.compile(r"\d\D{0,6}\d\D{0,6}\d|[^\x00-\x7f]|[&%\\<]")
"""What a text without any number, written in whatever way, does not hold."""


_NO_DIGIT = re.compile(r"\D")
_TAIL = 7
"""Digits at the end of a number by which it is known again."""
_MOST_CHARACTERS = 500_000
"""Of the texts whose addresses are remembered: a record says the same in fields, evidence and members."""
_NOTHING: tuple[View, tuple[Found, ...]] = (View("", ""), ())


class Marks:
    """The marks of a run: `[email-1]`, `[phone-1]`, numbered as addresses and numbers are met."""

    def __init__(self, kinds: Collection[str]) -> None:
        self._kinds = frozenset(kinds)
        self._numbers: dict[str, dict[str, int]] = {kind: {} for kind in kinds}
        self._sure: dict[tuple[str, str], str] = {}
        self._looked_at: dict[tuple[str, str], tuple[View, tuple[Found, ...]]] = {}
        self._characters = 0

    def learn(self, text: str, label: str = "") -> str:
        """Remembers what surely is an address or a number, to know it again where its text is not sure.

        Gives the text back as it is.
        """
        for found in self._seen(text, label)[1]:
            if found.is_sure:
                self._sure.setdefault(_identity(found), found.key)
        return text

    def text(self, text: str, label: str = "") -> str:
        """The text with a mark in place of each address and number; itself where it holds none.

        `label` is the name of its field. A mark that stands in the text already is numbered like an
        address, so that two runs never give one mark to two addresses.
        """
        view, found_there = self._seen(text, label)
        pieces: list[str] = []
        done = 0
        for found in found_there:
            key = found.key if found.is_sure else self._sure.get(_identity(found))
            start, end = view.span(found.start, found.end)
            if key is not None and start >= done:
                pieces += (text[done:start], self._mark_in(view, found, key))
                done = end
        return "".join((*pieces, text[done:])) if pieces else text

    def whole(self, kind: str, text: str) -> str:
        """The mark of a text that is an address or a number, though it does not look like one."""
        if kind not in self._kinds or _MARK.search(text):
            return text
        return self._mark(kind, f"text {fold(text)}")

    def _seen(self, text: str, label: str) -> tuple[View, tuple[Found, ...]]:
        """The view of a text, and what is found in it, in its order."""
        if not self._kinds or not (_DIGITS_OR_ESCAPES.search(text) or emails.has_sign(text)):
            return _NOTHING
        seen = self._looked_at.get((text, label))
        if seen is None:
            self._characters += len(text)
            if self._characters > _MOST_CHARACTERS:
                self._looked_at.clear()
                self._characters = len(text)
            view = view_of(text)
            seen = self._looked_at[text, label] = view, tuple(self._found(view, label))
        return seen

    def _found(self, view: View, label: str) -> Iterator[Found]:
        """What may have to go; an address counts before a number inside it, what is sure before the rest."""
        found = [
            Found(match["kind"], match.start(), match.end(), f"mark {match[0]}")
            for match in _MARK.finditer(view.text)
        ]
        found += emails.found_in(view.text, is_labelled=emails.is_label(fold(label)))
        if "phone" in self._kinds:
            contacts = sorted((one.start, one.end) for one in found if one.is_sure)
            is_labelled = bool(label) and is_phone_label(label)
            found += phones.found_in(_masked(view.text, contacts), contacts, is_labelled=is_labelled)
        end = 0
        for one in sorted(found, key=lambda one: (one.start, not one.is_sure, -one.end)):
            if one.start >= end:
                end = one.end if one.is_sure else end
                if one.kind in self._kinds:
                    yield one

    def _mark_in(self, view: View, found: Found, key: str) -> str:
        mark = self._mark(found.kind, key)
        start, end = view.span(found.start, found.end)
        was_mark = _MARK.fullmatch(view.text, found.start, found.end) is not None
        if found.is_user or (was_mark and view.written[start] == "%"):
            # Brackets there would make the address of the page one that nothing can read.
            mark = f"%5B{mark[1:-1]}%5D"
        return mark + view.tags(start, end)

    def _mark(self, kind: str, key: str) -> str:
        numbers = self._numbers[kind]
        return f"[{kind}-{numbers.setdefault(key, len(numbers) + 1)}]"


def _masked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text as it is without the words of the addresses in it, which name no number behind them."""
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        if start >= done:
            pieces += (text[done:start], "[", "\0" * (end - start - 2), "]")
            done = end
    return "".join((*pieces, text[done:]))


def _identity(found: Found) -> tuple[str, str]:
    """What the spellings of one thing share, also where one leaves out the country."""
    digits = _NO_DIGIT.sub("", found.key) if found.kind == "phone" else ""
    return found.kind, digits[-_TAIL:] if len(digits) >= _TAIL else found.key
