"""What somebody with a script does to a meeting, and what it must not come to."""
