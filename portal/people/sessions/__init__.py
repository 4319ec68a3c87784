"""Signing in and out, and what slows down who guesses."""
