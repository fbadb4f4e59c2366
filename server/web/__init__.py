"""The web: sockets, pages and calls; the only place that knows Starlette.

Refuses to decide anything about a meeting. Invariant: whatever a stranger sends ends in an answer, a coded refusal or
a coded close, never in a traceback.
"""
