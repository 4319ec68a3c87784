"""What went along as a file, on paper and as JSON."""
