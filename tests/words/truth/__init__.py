"""Whether the sentences of a list are true: they are read back into claims, and these held against the marks alone.

Nothing here asks the code that counts: whatever a sentence claims is worked out anew from who cast which marks.
"""
