"""Reading a file, comparing it, and doing what it asks."""
