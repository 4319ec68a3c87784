"""Some weeks and months later: did the household arrive, did it ask again."""
