"""Documents read in processes of their own, for callers of the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Unpack

from careerdoc.batch.workers import Workers
from careerdoc.decoding import check_reader
from careerdoc.errors import OptionError
from careerdoc.model.result import ParsedDocument
from careerdoc.options import Options, Said, chosen_options
from careerdoc.redaction import Redactor
from careerdoc.sources import Path, listed
from careerdoc.walking import Selection, walk


def iter_isolated_documents(
    paths: Iterable[Path] | Path, *, jobs: int = 1, options: Options | None = None, **said: Unpack[Said]
) -> Iterator[ParsedDocument]:
    """Like `iter_documents`, each read in one of `jobs` processes, as long and as large as the limits allow.

    A document that crashes, hangs or takes too much memory is lost alone, with an issue `worker-died`,
    `timeout` or `memory-limit`. The order is that of the paths. The processes import the caller's
    program anew: it has to begin its work under `if __name__ == "__main__":`. They end with the iterator.

    Raises:
        OptionError: for what is no path, or no name or value of an option.
        UnknownFormatError: when no reader has the name that is asked for.
        WorkerError: when the system lets no process start.
    """
    if not isinstance(jobs, int) or isinstance(jobs, bool) or jobs < 1:
        raise OptionError("jobs", f"{jobs!r} is not a whole number of at least 1")
    chosen = replace(chosen_options(options, said), merge=False)
    check_reader(chosen)
    return _documents(listed(paths), chosen, jobs)


def _documents(paths: Iterable[Path], options: Options, jobs: int) -> Iterator[ParsedDocument]:
    redactor = Redactor(options.redact)
    found = walk(paths, Selection.of(options.include, options.exclude))
    for document in Workers(options, jobs).read(found):
        yield redactor.document(document)
