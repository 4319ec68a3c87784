"""Accounts: add, change, close, open."""
