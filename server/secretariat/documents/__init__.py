"""Documents as people have them, read into lines: one module a format, each imported only when such a file is read.

Refuses to know what the lines mean. Invariant: all of it runs in the process of a reader, never in one that takes
ballots.
"""
