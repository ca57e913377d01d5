"""Which mappings of a tree are records, and of which kind."""
