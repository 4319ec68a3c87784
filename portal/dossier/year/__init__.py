"""A trajectory in time: a line from start to end with today, contacts and evaluations on it, and the same in words."""
