"""Formats with keys as one tree: YAML, JSON, TOML, heads of Org files."""
