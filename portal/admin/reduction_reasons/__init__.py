"""The reasons for fewer hours, as the functional admin keeps them."""
