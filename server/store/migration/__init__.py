"""Data of an older layout become those of this one, once, when the store is opened.

A step is a file, `to_layout_<number>.py`, with one function that reads what a meeting has and says what is to be
written in its place, and a row in `steps`. Whoever adds one first has the release before keep its data
(`python -m tests.store.layouts.write`), so that the step is held against what really lies in the field.

Refuses to know what a meeting is: a step speaks of keys and of JSON as they were then, never of the classes of the
domain, which go on changing while it stays. Invariants: a meeting is converted in one transaction, together with the
mark that it is, so that a kill at any point loses nothing and does nothing twice; the number of the store is written
last.
"""
