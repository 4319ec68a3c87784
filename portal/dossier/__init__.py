"""One trajectory with everything around it, as its people read it."""
