"""Every benchmark in turn. Run: python -m benchmarks"""

from __future__ import annotations

from benchmarks import five_inputs, start

for benchmark in (start, five_inputs):
    benchmark.main()
    print()
