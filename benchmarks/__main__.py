"""Every benchmark in turn, or one with its options.

Run: python -m benchmarks [profiles|front_matter|merging|growth [OPTIONS]]
"""

from __future__ import annotations

import sys

from benchmarks import (
    accuracy,
    dates,
    detection,
    five_inputs,
    front_matter,
    growth,
    merging,
    profiles,
    redaction,
    repair,
    repair_speed,
    start,
)

_WITH_OPTIONS = {
    "profiles": profiles.main,
    "front_matter": front_matter.main,
    "merging": merging.main,
    "growth": growth.main,
}

_IN_TURN = (
    *(start, five_inputs, accuracy, front_matter, profiles),
    *(dates, detection, repair, repair_speed, merging, redaction, growth),
)

if (named := _WITH_OPTIONS.get(" ".join(sys.argv[1:2]))) is not None:
    named(sys.argv[2:])
else:
    for benchmark in _IN_TURN:
        benchmark.main()
        print()
