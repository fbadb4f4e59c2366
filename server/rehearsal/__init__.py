"""The rehearsal: simulated delegates who live a meeting through real sockets, on a marked copy that is wiped.

Knows the service only from outside, as docs/protocol.md describes it; that makes it a second reader of that page.
"""
