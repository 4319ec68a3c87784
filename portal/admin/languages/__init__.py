"""The languages of the paper."""
