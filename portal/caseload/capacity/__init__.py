"""Capacity: where each offered hour is today, beside what the households that wait ask."""
