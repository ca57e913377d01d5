"""How much of what is to be redacted goes, and how much else. Run: python -m benchmarks.redaction

The table that lies beside the tests is what the rules were made with. The generated set is made by rules
of its own, from a seed: names, domains, countries and sentences that no rule was made with.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from benchmarks.scoring import Share
from careerdoc.redaction.marks import Marks

TABLE = Path(__file__).parent.parent / "tests" / "redaction.toml"
_KINDS = ("email", "phone")
_SIZE = 2_000
_NAMES = (
    "amara",
    "b.okafor",
    "chen.li",
    "d_roy",
    "eira",
    "farid77",
    "g-lund",
    "hana.ito",
    "ines",
    "jo.x.ray",
)
_DOMAINS = (
    "example.org",
    "mail.example.net",
    "example.com",
    "uni.example.edu",
    "smith-sons.example",
    "test.io",
)
_SIGNS = (
    "@",
    " (at) ",
    "[at]",
    " AT ",
    "&#64;",
    "%40",
    "＠",
    " at ",
    "{at}",
    "&commat;",
    "@\u200b",
    " [ät] ",
)
_DOTS = {" AT ": (" DOT ",), " at ": (" dot ",), " (at) ": (" (dot) ", "."), "[at]": ("[dot]", ".")}
_AROUND = ("{}", "Mail {} today.", "({})", "Contact: {}", "<{}>", "{}, Oslo", "- {}", "“{}”", "Reach me: {}!")
_GROUPS = {
    "47": ("## ## ## ##", "### ## ###", "########"),
    "44": ("#### ######", "## #### ####", "##########"),
    "1": ("(###) ###-####", "###-###-####", "### ### ####", "###.###.####"),
    "49": ("## ########", "### #######"),
    "33": ("# ## ## ## ##",),
    "91": ("##### #####",),
    "86": ("### #### ####",),
    "358": ("## ### ####",),
}
_LABELS = (
    "Tel: {}",
    "Phone: {}",
    "Mobil: {}",
    "Tlf. {}",
    "Téléphone : {}",
    "手机：{}",
    "Móvil {}",
    "☎ {}",
    "M: {}",
)
_PLAIN = (
    "{year} - {later}",
    "{month:02}/{year} – {month:02}/{later}",
    "{year}-{month:02}-{day:02}",
    "{day:02}.{month:02}.{year}-{day:02}.{month:02}.{later}",
    "Grew sales to {big:,} units",
    "{grouped} visitors in {year}",
    "Moved {big} rows in {small} hours",
    "version {small}.{month}.{day}",
    "10.{small}.{month}.{day} is the router",
    "https://example.org/posts/{big}{year}",
    "ISBN 978-{small}-{big}-{month}",
    "Engineer @ Acme {small}, {year}",
    "Cook at Inn{small}.example since {year}",
    "Ranked {small} of {big} in {year}/{month:02}",
    "{day:02}.{month:02} - {day:02}.{month:02} {year}",
    "thanks @chef{small} and @inn_{year}",
    "NOK {big} 000 and {small} %",
    "logo@{small}x.png",
    "package@{small}.{month}.{day}",
    "Room {small}, {year} seats, floor {month}",
)


def main() -> None:
    """Prints recall and precision on the table and on the generated set."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    chance = random.Random(20_260_731)
    emails = table["emails"] + table["single"]
    phones = table["phones"] + table["single_phones"] + table["labelled_phones"]
    _print("table", emails, phones, table["no_emails"] + table["no_phones"])
    _print(
        "generated",
        [_email(chance) for _ in range(_SIZE)],
        [_phone(chance) for _ in range(_SIZE)],
        [_plain(chance) for _ in range(_SIZE)],
    )


def _print(name: str, emails: Iterable[str], phones: Iterable[str], plain: Iterable[str]) -> None:
    """Prints the share of texts whose address or number goes, and of plain texts that stay."""
    print(f"Redaction, {name}")
    for title, texts, is_right in (
        ("addresses that go", emails, _goes("email")),
        ("numbers that go", phones, _goes("phone")),
        ("other texts that stay", plain, _stays),
    ):
        right = [is_right(text) for text in texts]
        print(f"  {title:22} {Share(sum(right), len(right))}")


def _goes(kind: str) -> Callable[[str], bool]:
    return lambda text: f"[{kind}-1]" in Marks(_KINDS).text(text)


def _stays(text: str) -> bool:
    return Marks(_KINDS).text(text) == text


def _email(chance: random.Random) -> str:
    sign = chance.choice(_SIGNS)
    dot = chance.choice(_DOTS.get(sign, (".",)))
    address = chance.choice(_NAMES) + sign + chance.choice(_DOMAINS).replace(".", dot)
    return chance.choice(_AROUND).format(address)


def _phone(chance: random.Random) -> str:
    country = chance.choice(list(_GROUPS))
    group = chance.choice(_GROUPS[country])
    first = "".join(_digits(group, chance))
    if chance.random() < 0.5:
        return chance.choice(_AROUND).format(f"{chance.choice(('+', '00', '+ '))}{country} {first}")
    return chance.choice(_LABELS).format(first)


def _digits(group: str, chance: random.Random) -> Iterator[str]:
    is_first = True
    for sign in group:
        yield chance.choice("23456789" if is_first else "0123456789") if sign == "#" else sign
        is_first = is_first and sign != "#"


def _plain(chance: random.Random) -> str:
    year = chance.randint(1980, 2020)
    big = chance.randint(10_000, 999_999)
    return chance.choice(_PLAIN).format(
        year=year,
        later=year + chance.randint(0, 6),
        month=chance.randint(1, 12),
        day=chance.randint(1, 28),
        small=chance.randint(1, 99),
        big=big,
        grouped=f"{big:,}".replace(",", " "),
    )


if __name__ == "__main__":
    main()
