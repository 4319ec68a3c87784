"""The numbers that a municipal reader does not see."""
