"""Notices to people, on the screen and by mail."""
