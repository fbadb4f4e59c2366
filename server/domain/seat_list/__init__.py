"""Who is to sit in a meeting, read from a table as people keep it: which column is what, and which region is meant."""
