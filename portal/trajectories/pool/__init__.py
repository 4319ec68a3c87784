"""What waits for a volunteer: choose, claim, release."""
