"""Pictures of a ranked list for files, drawn by the very scripts that draw in the hall, and said in words."""
