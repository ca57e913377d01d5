"""Inputs that break a promise: where they break it, kept once for each place and made small."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from pathlib import Path

Check = Callable[[bytes], None]

ROOT = Path(__file__).parent.parent
_ROOMS = tuple(ROOT / name for name in ("src", "fuzz", "tests"))
_UNFIT_FOR_NAMES = str.maketrans(dict.fromkeys("<>/. :", "-"))


def flaw_of(check: Check, data: bytes) -> Exception | None:
    """What `check` raises for an input; None where every promise is kept."""
    try:
        check(data)
    except Exception as flaw:
        return flaw
    return None


def place_of(flaw: Exception) -> str:
    """The kind of a flaw and the last line of ours that it passed, as the name of a file."""
    place = "nowhere"
    for frame in traceback.extract_tb(flaw.__traceback__):
        path = Path(frame.filename)
        if any(path.is_relative_to(room) for room in _ROOMS):
            place = f"{path.stem}-{frame.name}-{frame.lineno}"
    return f"{type(flaw).__name__}-{place}".translate(_UNFIT_FOR_NAMES)


def keep(flaw: Exception, data: bytes, folder: Path) -> Path:
    """The path in `folder` of the smallest input that has broken this place; now perhaps `data`."""
    path = folder / place_of(flaw)
    if not path.exists() or len(data) < path.stat().st_size:
        path.write_bytes(data)
    return path


def shrunk(check: Check, data: bytes, seconds: float) -> bytes:
    """The input without all that it can do without and still break the same promise.

    Parts of it are left out, smaller and smaller ones, until the time is over.
    """
    flaw, stop = flaw_of(check, data), time.monotonic() + seconds
    if flaw is None:
        return data
    place, size = place_of(flaw), max(1, len(data) // 2)
    while True:
        shorter = _without_a_part(check, data, size, place, stop)
        if size == 1 and (len(shorter) == len(data) or time.monotonic() > stop):
            return shorter
        data, size = shorter, max(1, size // 2)


def _without_a_part(check: Check, data: bytes, size: int, place: str, stop: float) -> bytes:
    """The input without each part of `size` bytes that the flaw does not need."""
    start = 0
    while start < len(data) and time.monotonic() < stop:
        rest = data[:start] + data[start + size :]
        flaw = flaw_of(check, rest)
        if flaw is not None and place_of(flaw) == place:
            data = rest
        else:
            start += size
    return data
