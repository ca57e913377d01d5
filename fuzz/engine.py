"""One target under atheris; the process that `python -m fuzz` starts for it.

python -m fuzz.engine TARGET FOLDER [OPTION OF LIBFUZZER...] [CORPUS...]
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import atheris

from fuzz.flaws import flaw_of, keep

_PROGRAMS = frozenset({"careerdoc.__main__", "careerdoc.cli", "careerdoc.arguments"})


def main(arguments: Sequence[str]) -> None:
    """Fuzzes a target until libFuzzer ends the process; inputs that break a promise go to the folder."""
    target, folder, *rest = arguments
    _load_instrumented()
    # The targets import the library, which has to be instrumented by then.
    targets = importlib.import_module("fuzz.targets")
    check, input_of = targets.TARGETS[target], partial(targets.input_of, target)

    def try_one(data: bytes) -> None:
        given = input_of(data)
        if (flaw := flaw_of(check, given)) is not None:
            keep(flaw, given, Path(folder))

    atheris.Setup([sys.argv[0], *rest], try_one)
    atheris.Fuzz()


def _load_instrumented() -> None:
    """Imports every module now: what loads when it is first used would not be instrumented."""
    with atheris.instrument_imports(include=["careerdoc"]):
        package = importlib.import_module("careerdoc")
        for module in pkgutil.walk_packages(package.__path__, "careerdoc."):
            if module.name not in _PROGRAMS:
                importlib.import_module(module.name)


if __name__ == "__main__":
    main(sys.argv[1:])
