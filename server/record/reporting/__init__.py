"""The report of a session, or of the whole meeting, composed of what was kept of it.

Refuses to know where anything is kept, and how a file is written. Invariant: no figure is counted for a report.
"""
