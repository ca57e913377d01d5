"""Every benchmark in turn. Run: python -m benchmarks"""

from __future__ import annotations

from benchmarks import accuracy, detection, five_inputs, repair, repair_speed, start

for benchmark in (start, five_inputs, accuracy, detection, repair, repair_speed):
    benchmark.main()
    print()
