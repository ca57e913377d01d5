"""Speed and accuracy of careerdoc beside its peers; one command each, see docs/benchmarks.md."""
