"""Fuzzes every target in turn, or tries some inputs again.

python -m fuzz [--target NAME ...] [--seconds N] [--folder FOLDER]
python -m fuzz --target NAME FILE ...
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from fuzz.flaws import ROOT, flaw_of, keep, shrunk
from fuzz.seeds import write_seeds
from fuzz.targets import TARGETS

_TOKENS = Path(__file__).with_name("tokens.txt")
_LIMITS = ("-timeout=20", "-rss_limit_mb=2048", "-max_len=2048", "-report_slow_units=20")
"""Seconds and memory that an input may take, its most bytes, seconds from which a slow one is kept.

The first inputs load tables, which takes seconds in code that is watched.
"""
_ENDED_ITSELF = re.compile(r"(?:crash|timeout|oom|leak|slow-unit)-")
"""How libFuzzer names inputs that end the process, or nearly."""
_SECONDS_TO_SHRINK = 20.0
_STATUS = re.compile(r"^#\d+.*cov: (\d+).*exec/s: (\d+)", re.MULTILINE)
_ADVICE = """
Each of these inputs becomes a fixture before it is mended:
  tests/fixtures/<reader>/<case>/input.<suffix>   the input; invented names, nothing that is not needed
  tests/fixtures/<reader>/<case>/about.toml       what it shows, and `reader` under [options]
  tests/fixtures/<reader>/<case>/expected.json    what must come out, written by hand
What is no document becomes a test beside the module. Try one again: python -m fuzz --target NAME FILE"""


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 where every promise was kept, else 1; 2 for wrong use."""
    said = _arguments().parse_args(arguments)
    targets = said.target or [*TARGETS]
    if missing := [str(path) for path in said.files if not path.is_file()]:
        print(f"no such file: {', '.join(missing)}", file=sys.stderr)
        return 2
    if said.files:
        return _try_again(targets, said.files)
    if find_spec("atheris") is None:
        print("fuzzing needs atheris: pip install -e '.[dev,fuzz]', or make fuzz", file=sys.stderr)
        return 2
    share = max(1, said.seconds // len(targets))
    print(f"{share} s each: {', '.join(targets)}", flush=True)
    try:
        flaws = [path for name in targets for path in _fuzz(name, share, said.folder)]
    except KeyboardInterrupt:
        print(f"\nstopped; what was found until now stands in {said.folder}/found")
        return 130
    if flaws:
        print(_ADVICE)
    return 1 if flaws else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--target", action="append", choices=TARGETS, help="only this one; may be repeated")
    parser.add_argument("--seconds", type=int, default=60, help="for all targets together")
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "fuzz", help="where inputs are kept")
    parser.add_argument("files", nargs="*", type=Path, help="inputs to try again, without atheris")
    return parser


def _try_again(targets: Iterable[str], files: Sequence[Path]) -> int:
    flaws = [flaw_of(TARGETS[name], path.read_bytes()) for name in targets for path in files]
    for flaw in filter(None, flaws):
        sys.excepthook(type(flaw), flaw, flaw.__traceback__)
    return 1 if any(flaws) else 0


def _fuzz(name: str, seconds: int, folder: Path) -> list[Path]:
    """Fuzzes one target in a process of its own, and tells what became of it; the inputs found."""
    seeds, corpus, found = (folder / part / name for part in ("seeds", "corpus", "found"))
    corpus.mkdir(parents=True, exist_ok=True)
    found.mkdir(parents=True, exist_ok=True)
    write_seeds(name, seeds)
    limits = (*_LIMITS, f"-max_total_time={seconds}", f"-dict={_TOKENS}", f"-artifact_prefix={found}/")
    command = [sys.executable, "-m", "fuzz.engine", name, str(found), *limits, str(corpus), str(seeds)]
    log = folder / f"{name}.log"
    with log.open("wb") as output:
        ended = subprocess.run(command, cwd=ROOT, stdout=output, stderr=output, check=False)
    told = _STATUS.findall(log.read_text(encoding="utf-8", errors="replace"))
    edges, speed = told[-1] if told else ("no", "no")
    flaws = sorted(dict(_still_flawed(name, found)).items())
    print(f"{name:12} {edges:>6} edges {speed:>5} inputs/s {len(flaws):>3} found", flush=True)
    for path, what in flaws:
        print(f"  {path}: {what}", flush=True)
    if ended.returncode and not flaws:
        print(f"  {log}: ended with {ended.returncode}", flush=True)
        return [log]
    return [path for path, _ in flaws]


def _still_flawed(name: str, found: Path) -> Iterator[tuple[Path, str]]:
    """The inputs in a folder that break a promise, made small, and what they break; others are deleted."""
    for path in sorted(found.iterdir()):
        if _ENDED_ITSELF.match(path.name):
            yield path, "takes too long, too much memory, or the process with it"
            continue
        data = shrunk(TARGETS[name], path.read_bytes(), _SECONDS_TO_SHRINK)
        path.unlink()
        if (flaw := flaw_of(TARGETS[name], data)) is not None:
            # The code may have changed since it was found, and with it the place.
            yield keep(flaw, data, found), f"{type(flaw).__name__}: {flaw}".split("\n", 1)[0]


if __name__ == "__main__":
    sys.exit(main())
