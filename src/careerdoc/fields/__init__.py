"""What is known of each field: `recognize(text)` 0 to 1, `parse(text)`, `key(value)`.

`recognize` says how much a piece of text looks like the field, `parse` gives the normal
form, `key` a folded form under which two spellings of one value are equal. Each module has
those that its field needs.
"""
