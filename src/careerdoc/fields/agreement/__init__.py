"""How two values of one field agree: comparable forms of a value, and levels between two of them.

A comparable form is a text made for comparing only. A level is a name of the field's own; the
tables of `dedupe` say what each is worth.
"""
