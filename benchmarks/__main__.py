"""Every benchmark in turn. Run: python -m benchmarks"""

from __future__ import annotations

from benchmarks import accuracy, five_inputs, start

for benchmark in (start, five_inputs, accuracy):
    benchmark.main()
    print()
