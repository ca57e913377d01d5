"""Programs that build what the library ships; none of them is needed to use it."""
