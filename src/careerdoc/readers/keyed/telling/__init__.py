"""What the entries of a mapping, and the body below it, tell of a record."""
