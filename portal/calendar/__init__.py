"""The calendar that a volunteer's phone subscribes to."""
