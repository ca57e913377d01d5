"""Names of countries in the languages of profiles, from CLDR through Babel, as a table.

Run from the root: `python -m tools.place_words > src/careerdoc/fields/country_names.toml`.
"""

from __future__ import annotations

import importlib
from typing import Any

from careerdoc.fields import countries
from careerdoc.fields.wordings import key

LANGUAGES = (
    *(
        "en",
        "de",
        "fr",
        "es",
        "pt",
        "pt_PT",
        "it",
        "nl",
        "sv",
        "da",
        "nb",
        "fi",
        "pl",
        "cs",
        "hu",
        "ro",
        "ru",
    ),
    *("uk", "el", "tr", "he", "ar", "fa", "hi", "id", "vi", "th", "zh_Hans", "zh_Hant", "ja", "ko"),
)
# Words, names of people and names that one country shares with a region or town of another.
LEFT_OUT = frozenset(
    {"man", "duc", "phap", "nga", "fas", "cad", "anh", "lao", "georgia", "chad", "jordan", "uk"}
)
SHORTEST = 3
"""Letters of the shortest name in an alphabet; Chinese characters say more."""

HEADER = """\
# Names of countries in the languages of profiles by ISO 3166-1 alpha-2 code, as the keys that texts
# are looked up by (careerdoc.fields.wordings.key). Made by tools/place_words.py from the names of
# territories in Unicode CLDR, Copyright © 1991-2026 Unicode, Inc., under the Unicode License v3
# (https://www.unicode.org/license.txt).
"""


def names_of(code: str, locales: list[Any]) -> list[str]:
    """The different keys of a country's names, sorted."""
    named = {key(locale.territories[code].split("(")[0]) for locale in locales if code in locale.territories}
    return sorted(name for name in named if name not in LEFT_OUT and _is_long(name))


def _is_long(name: str) -> bool:
    return len(name) >= SHORTEST or (len(name) == SHORTEST - 1 and not name.isascii())


def main() -> None:
    """Print the table."""
    babel = importlib.import_module("babel")
    locales = [babel.Locale.parse(language) for language in LANGUAGES]
    print(HEADER)
    print("[names]")
    for code in sorted(countries.names_by_code()):
        if names := names_of(code, locales):
            print(f"{code} = '{', '.join(names)}'")


if __name__ == "__main__":
    main()
