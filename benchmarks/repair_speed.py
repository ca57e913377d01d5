"""Speed of text repair, and how its cost grows. Run: python -m benchmarks.repair_speed"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from random import Random

from benchmarks.harness import print_least, print_machine, print_target, timed
from benchmarks.misreading import controls_as, misread, undefined_as
from benchmarks.repair import by_careerdoc, by_ftfy
from benchmarks.texts import invented_sentences

CLEAN = {
    "ASCII": ("en", 100.0),
    "English": ("en", 100.0),
    "German": ("de", 100.0),
    "French": ("fr", 100.0),
    "Spanish": ("es", 100.0),
    "Russian": ("ru", 100.0),
    "Greek": ("el", 100.0),
    "Chinese": ("zh", 100.0),
    "Japanese": ("ja", 100.0),
    "Korean": ("ko", 100.0),
    "Polish": ("pl", 30.0),
    "Vietnamese": ("vi", 30.0),
    "Arabic": ("ar", 30.0),
    "Hindi": ("hi", 0.0),
}
"""Clean text: the language and the least MB/s; no target where that is 0."""

FIELDS = {"an ASCII field": "Senior Engineer, Leeds", "an accented field": "São Paulo"}
"""Short values, of which each should take less than `MOST_MICROSECONDS`."""

MOST_MICROSECONDS = 10.0
LEAST_DAMAGED = 1.0
MOST_GROWTH = 2.6

SHAPES: Mapping[str, Callable[[int], str]] = {
    "escaped ampersands": lambda n: "&amp;" * (n // 5),
    "ampersand escaped n times": lambda n: "&" + "amp;" * (n // 4),
    "entities": lambda n: "&eacute;" * (n // 8),
    "marks in order": lambda n: "e" + "\u0301" * n,
    "marks out of order": lambda n: "e" + "\u0301\u0323" * (n // 2),
    "marked letters": lambda n: "e\u0323\u0301" * (n // 3),
    "one long clean line": lambda n: "São Paulo, Kraków – Łódź. " * (n // 26),
    "one long damaged line": lambda n: "SÃ£o Paulo, KrakÃ³w â€“ Å\x81Ã³dÅº. " * (n // 33),
    "damaged, lossy line": lambda n: "donâ€t, Å?Ã³dÅº, Ð\ufffdÑ\ufffd. " * (n // 25),
    "damaged lines": lambda n: "SÃ£o Paulo â€¢ KrakÃ³w\n" * (n // 22),
    "Ã": lambda n: "Ã" * n,
    "Ã and spaces": lambda n: "Ã " * (n // 2),
    "Â and spaces": lambda n: "Â " * (n // 2),
    "Â at line ends": lambda n: "word.Â\n" * (n // 7),
    "â€": lambda n: "â€" * (n // 2),
    "U+FFFD": lambda n: "\ufffd" * n,
    "words and U+FFFD": lambda n: "don\ufffdt " * (n // 6),
    "??": lambda n: "??" * (n // 2),
    "words and ?": lambda n: "don?t " * (n // 6),
    "UTF-8 as gb18030": lambda n: "茅茫鈥檛" * (n // 4),
    "UTF-8 as cp932": lambda n: "ﾃ｣ﾃｩ窶" * (n // 5),
    "UTF-8 as big5": lambda n: "矇瓣�" * (n // 3),
    "cp1251 as cp1252": lambda n: "Âûøåë â ëþäè " * (n // 13),
    "gbk as cp1252": lambda n: "ÄúµÄÖ÷»úÃû " * (n // 11),
    "percent escapes": lambda n: "%C3%A9" * (n // 6),
    "quoted-printable": lambda n: "=C3=A9" * (n // 6),
    "unicode escapes": lambda n: "\\u00e9" * (n // 6),
    "mixed scripts": lambda n: "aяα中あ한ع" * (n // 7),
    "every lead byte": lambda n: "".join(map(chr, range(0xC2, 0xF5))) * (n // 51),
    "every lead byte, alone": lambda n: " ".join(map(chr, range(0xC2, 0xF5))) * (n // 101),
    "short lines": lambda n: "é\n" * (n // 2),
    "C1 controls": lambda n: "\x80\x99" * (n // 2),
    "lone surrogates": lambda n: "\ud83d" * n,
    "zero-width and bidi": lambda n: "a\u200b\u202e\ufeff" * (n // 4),
    "double mojibake": lambda n: "ÃƒÂ©" * (n // 4),
}
"""Inputs of about so many characters that a cost might grow on faster than their size."""

_CLEAN_BYTES = 1_000_000
_DAMAGED_BYTES = 40_000
_SIZES = (4_000, 16_000)
_FEWEST_SECONDS = 0.005
_CALLS = 1_000
_ROUNDS = 5


def main() -> None:
    """Prints the speed on clean and damaged text and on short fields, then the growth."""
    print_machine()
    _print_clean()
    _print_fields()
    _print_damaged()
    _print_growth()


def long_text(language: str, size: int) -> str:
    """Lines of invented sentences in the language, about `size` bytes of UTF-8."""
    chance = Random(language)
    sentences = [text.content for text in invented_sentences() if text.language == language]
    lines: list[str] = []
    written = 0
    while written < size:
        lines.append(" ".join(chance.choice(sentences) for _ in range(chance.randint(1, 5))))
        written += len(lines[-1].encode("utf-8")) + 1
    return "\n".join(lines)


def growth(call: Callable[[str], object], shape: Callable[[int], str], size: int) -> float:
    """How many times as long the call takes on twice the input; the median of some rounds."""
    small, large = shape(size), shape(2 * size)
    calls = _calls_of(call, small)
    timings = timed(
        {"n": partial(_repeated, call, small, calls), "2n": partial(_repeated, call, large, calls)}, _ROUNDS
    )
    return timings["2n"].median / timings["n"].median


def _print_clean() -> None:
    print("\nClean text, MB/s of UTF-8")
    for name, (language, least) in CLEAN.items():
        text = long_text(language, _CLEAN_BYTES)
        if name == "ASCII":
            text = text.encode("ascii", "ignore").decode("ascii")
        speed = _megabytes_per_second(text, {name: by_careerdoc})[name]
        if least:
            print_least(name, speed, least, "MB/s")
        else:
            print(f"  {name}: {speed:.1f} MB/s")


def _print_fields() -> None:
    print("\nOne short clean field")
    for name, field in FIELDS.items():
        timing = timed({name: partial(_repeated, by_careerdoc, field, _CALLS)})[name]
        print_target(name, timing.median / _CALLS * 1e6, MOST_MICROSECONDS, "us")


def _print_damaged() -> None:
    print("\nDamaged text, MB/s of UTF-8")
    for name, text in _damaged_texts().items():
        speeds = _megabytes_per_second(text, {"careerdoc": by_careerdoc, "ftfy": by_ftfy})
        print_least(f"{name} (ftfy {speeds['ftfy']:.2f})", speeds["careerdoc"], LEAST_DAMAGED, "MB/s")


def _damaged_texts() -> dict[str, str]:
    texts: dict[str, str] = {}
    for name in ("English", "French", "Polish", "Russian", "Japanese"):
        clean = long_text(CLEAN[name][0], _DAMAGED_BYTES)
        texts[f"{name} as windows-1252"] = misread(clean)
        texts[f"{name} as latin-1"] = misread(clean, "latin-1")
    for name in ("French", "Russian"):
        clean = long_text(CLEAN[name][0], _DAMAGED_BYTES)
        texts[f"{name} as windows-1252, bytes lost to U+FFFD"] = undefined_as(clean, "\ufffd") or ""
        texts[f"{name} as latin-1, controls dropped"] = controls_as(clean, "") or ""
    return {name: text for name, text in texts.items() if text}


def _print_growth() -> None:
    sizes = " and ".join(map(str, _SIZES))
    print(f"\nGrowth of the time from n to 2n characters, the worse of n = {sizes}")
    for name, shape in SHAPES.items():
        print_target(name, max(growth(by_careerdoc, shape, size) for size in _SIZES), MOST_GROWTH, "times")


def _megabytes_per_second(text: str, calls: Mapping[str, Callable[[str], object]]) -> dict[str, float]:
    megabytes = len(text.encode("utf-8")) / 1e6
    timings = timed({name: partial(call, text) for name, call in calls.items()}, _ROUNDS)
    return {name: megabytes / timing.median for name, timing in timings.items()}


def _calls_of(call: Callable[[str], object], text: str) -> int:
    """How many calls it takes for a clock to tell their time."""
    once = timed({"once": partial(call, text)}, rounds=1)["once"].median
    return max(1, round(_FEWEST_SECONDS / max(once, 1e-6)))


def _repeated(call: Callable[[str], object], text: str, calls: int) -> None:
    for _ in range(calls):
        call(text)


if __name__ == "__main__":
    main()
