"""Every benchmark in turn, or one with its options.

Run: python -m benchmarks [profiles [OPTIONS]]
"""

from __future__ import annotations

import sys

from benchmarks import accuracy, dates, detection, five_inputs, profiles, repair, repair_speed, start

if sys.argv[1:2] == ["profiles"]:
    profiles.main(sys.argv[2:])
else:
    for benchmark in (start, five_inputs, accuracy, profiles, dates, detection, repair, repair_speed):
        benchmark.main()
        print()
