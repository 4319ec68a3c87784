"""Days on which a volunteer offers fewer hours, or none, with a reason; they start and end by themselves."""
