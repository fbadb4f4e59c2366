"""Reading files that people hand in: in a process of its own, because nobody knows what is in them."""
