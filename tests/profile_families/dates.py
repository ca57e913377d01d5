"""How a document writes its dates: one style for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.profile_families.careers import TODAY, Month, months_between
from tests.profile_families.language import Language

DASHES = (" - ", " – ", " — ", "–", "-")
_UNSPACED = {"–", "-"}


@dataclass(frozen=True, slots=True)
class DateStyle:
    """`form`: long, short, dots, slashes, hyphens or years; `dash` stands between, `now` for an open end.

    `since` is a pattern for a time that goes on, or empty where `now` is written.
    """

    words: Language
    form: str
    dash: str
    now: str
    since: str = ""

    def date(self, month: Month) -> str:
        """A date as this document writes it."""
        year, number = month
        numeric = {
            "dots": f"{number:02}.{year}",
            "slashes": f"{number:02}/{year}",
            "hyphens": f"{year}-{number:02}",
        }
        if self.form == "years":
            return str(year)
        if self.form == "pointed":
            return f"{year}.{number:02}"
        if self.form in numeric:
            return numeric[self.form]
        row = "words.months" if self.form in {"long", "linkedin-long"} else "words.short_months"
        patterns = self.words.all("lines.month_year")
        if self.form.startswith("linkedin"):
            patterns = self.words.all("lines.linkedin_month_year") or patterns
        return patterns[0].format(year=year, month=self.words.all(row)[number - 1])

    def range(self, start: Month, end: Month | None) -> str:
        """From start to end, or to now."""
        if end is None and self.since:
            return self.since.format(self.date(start))
        return f"{self.date(start)}{self.dash}{self.now if end is None else self.date(end)}"

    def told(self, month: Month | None) -> str | None:
        """What a reader can know of the date: the year alone where no month is written."""
        if month is None:
            return None
        return str(month[0]) if self.form == "years" else f"{month[0]}-{month[1]:02}"


def date_style(chance: Random, words: Language, forms: str) -> DateStyle:
    """A style with one of the forms, which are parted by blanks."""
    form = chance.choice(forms.split())
    spaced = [dash for dash in DASHES if dash not in _UNSPACED]
    dash = chance.choice(spaced if form in {"hyphens", "long", "short"} else list(DASHES))
    # After a preposition these languages inflect the names of months.
    is_inflected = bool(words.all("texts.inflected")) and form in {"long", "short"}
    since = chance.choice(words.all("lines.since") or ("",)) if chance.random() < 0.3 else ""
    since = "" if is_inflected else since
    return DateStyle(words, form, dash, chance.choice(words.all("words.now")), since)


def linkedin_style(chance: Random, words: Language) -> DateStyle:
    """How LinkedIn writes dates in this language."""
    form = "linkedin-short" if chance.random() < 0.8 else "linkedin-long"
    return DateStyle(words, form, " - ", words.text("linkedin.now"))


def duration(words: Language, start: Month, end: Month | None) -> str:
    """How long the time is, in years and months of the language."""
    years, months = divmod(months_between(start, end or TODAY), 12)
    gap = "" if words.code in {"ja", "ko", "zh"} else " "
    told = [
        f"{count}{gap}{words.text(f'linkedin.{one if count == 1 else many}')}"
        for count, one, many in ((years, "year", "years"), (months, "month", "months"))
        if count
    ]
    return ("" if words.code == "ja" else " ").join(told)
