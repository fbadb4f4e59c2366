"""The programme of a meeting and the list of its seats: as values, and read from what people have."""
