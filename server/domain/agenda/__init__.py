"""The agenda of a meeting and its regions: as values, and read from the programmes and lists that people have."""
