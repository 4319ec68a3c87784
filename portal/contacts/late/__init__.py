"""Contacts that come after their author's support ended."""
