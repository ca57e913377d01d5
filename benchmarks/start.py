"""Import and start time. Run: python -m benchmarks.start"""

from __future__ import annotations

import sys

from benchmarks.five_inputs import SAMPLES
from benchmarks.harness import print_machine, print_table, print_target, timed_processes


def main() -> None:
    """Prints the CPU time of starting, beside bare Python and `import pydantic`."""
    print_machine()
    everything = "import careerdoc; [getattr(careerdoc, name) for name in careerdoc.__all__]"
    timings = timed_processes(
        {
            "python -c pass": [sys.executable, "-c", "pass"],
            "import pydantic": [sys.executable, "-c", "import pydantic"],
            "import careerdoc": [sys.executable, "-c", "import careerdoc"],
            "every public name of careerdoc": [sys.executable, "-c", everything],
            "careerdoc parse, the five inputs": [
                sys.executable,
                "-m",
                "careerdoc",
                "parse",
                *map(str, SAMPLES),
            ],
            "import frontmatter, feedparser, ftfy": [
                sys.executable,
                "-c",
                "import frontmatter, feedparser, ftfy",
            ],
            "python -m careerdoc --version": [sys.executable, "-m", "careerdoc", "--version"],
        }
    )
    print_table("CPU time of a whole process", timings, beside="python -c pass")
    over = timings["import careerdoc"].median - timings["import pydantic"].median
    print_target("import careerdoc over import pydantic", over * 1000, 100, "ms")
    print_target("--version", timings["python -m careerdoc --version"].median * 1000, 150, "ms")


if __name__ == "__main__":
    main()
