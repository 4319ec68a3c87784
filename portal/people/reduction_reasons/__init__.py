"""The reasons for which somebody offers fewer hours: a list of the functional admin."""
