"""The words: what the service says, as sentences of a language, for pages, files and the terminal alike.

Refuses to know how a sentence is shown, and who reads it. Invariant: a sentence is made here once, below everybody who
shows it, so that the same thing is said in the same words everywhere.
"""
