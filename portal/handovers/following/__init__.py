"""The trajectory that follows, and who goes on with it."""
