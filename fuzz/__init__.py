"""Damaged inputs for every reader, for text, dates and records, which hold careerdoc to its promises."""
