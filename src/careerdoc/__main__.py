"""`python -m careerdoc`."""

from __future__ import annotations

import os
import signal
import sys

from careerdoc import __version__


def main() -> None:
    """Runs the command line; the version is answered without loading it."""
    if sys.argv[1:] == ["--version"]:
        print(f"careerdoc {__version__}")
        return
    # Nothing is open yet while the command line loads, so an interrupt may end the process at once.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda number, _: os._exit(128 + number))
    from careerdoc import cli

    cli.main()


if __name__ == "__main__":
    main()
