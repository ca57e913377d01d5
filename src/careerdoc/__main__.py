"""`python -m careerdoc`."""

from __future__ import annotations

import sys
from importlib import import_module

from careerdoc import __version__


def main() -> None:
    """Runs the command line; the version is answered without loading it."""
    if sys.argv[1:] == ["--version"]:
        print(f"careerdoc {__version__}")
    else:
        import_module("careerdoc.cli").main()


if __name__ == "__main__":
    main()
