"""The record: a ranked list written down, for programs and for people, after every decision is made.

One module a form of file, and one table of all (`formats`). Refuses to decide or to count anything: what a `RankedList`
does not hold is in no file.
"""
