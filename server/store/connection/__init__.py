"""Connections to the store: asking without waiting in line, hearing its bell, knowing whether it is there."""
