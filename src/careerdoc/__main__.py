"""`python -m careerdoc`."""

from __future__ import annotations

import os
import signal
import sys
from traceback import format_tb
from types import TracebackType

from careerdoc import __version__


def main() -> None:
    """Runs the command line; the version is answered without loading it."""
    if sys.argv[1:] == ["--version"]:
        sys.exit(_print_version())
    # Nothing is open yet while the command line loads, so an interrupt may end the process at once.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda number, _: os._exit(128 + number))
    sys.excepthook = _report_flaw
    from careerdoc import cli

    cli.main()


def _report_flaw(type_: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Writes where a flaw of this package showed; what its error says may quote a document and stays out."""
    if not issubclass(type_, Exception):
        sys.__excepthook__(type_, error, trace)
        return
    places = "".join(format_tb(trace))
    flaw = (
        f"{type_.__name__}, a flaw of careerdoc; please report it with these lines, which quote no document"
    )
    print(f"Traceback (most recent call last):\n{places}{flaw}", file=sys.stderr)


def _print_version() -> int:
    """The exit code, as the other commands give it."""
    try:
        print(f"careerdoc {__version__}", flush=True)
    except OSError as error:
        sys.stdout = None  # the interpreter would try to write again when it ends
        if isinstance(error, BrokenPipeError):
            return 0
        print(f"careerdoc: standard output: {error.strerror}", file=sys.stderr)
        return 74
    return 0


if __name__ == "__main__":
    main()
