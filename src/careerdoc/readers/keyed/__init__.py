"""Keyed text: YAML, TOML, JSON and the heads of Org files as trees, and the records that their keys tell."""
