"""What was done together, by figures."""
