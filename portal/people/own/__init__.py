"""The pages on which people see and change their own data."""
