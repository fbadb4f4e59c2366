"""Who hears what: everybody in a room hears of everything there that is theirs to hear, in order."""
