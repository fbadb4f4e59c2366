"""The secretariat's use cases: what is done with a meeting as a whole, before, beside and after its rooms.

Command line and calls of programs do the same through the same functions. Refuses to know how an act was asked for and
how its outcome is worded.
"""
