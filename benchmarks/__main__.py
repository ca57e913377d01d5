"""Every benchmark in turn. Run: python -m benchmarks"""

from __future__ import annotations

from benchmarks import accuracy, detection, five_inputs, start

for benchmark in (start, five_inputs, accuracy, detection):
    benchmark.main()
    print()
