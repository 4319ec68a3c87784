"""The figures of a volunteer and a household together."""
