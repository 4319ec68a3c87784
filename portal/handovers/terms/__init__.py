"""The terms of the portal and its free days."""
