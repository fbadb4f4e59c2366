"""Composing: what was kept of a round becomes a document, a part a module, before anybody knows in which format.

Refuses to count and to rank. Invariant: every figure of a document is one of the list, or is said to be withheld.
"""
