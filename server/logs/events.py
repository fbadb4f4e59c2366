"""Every event that Plenum logs, and what it means, in plain words for whoever runs it.

A call of `log`, `Seldom` or `Outage` names one of these; a test fails on one that is missing here, and on one that
nobody says. Names are what programs look for: they are kept; the words may change.
"""

LIBRARY = "library_said"

EVENTS = {
    LIBRARY: "A library had something to say; `library` names it.",
}
