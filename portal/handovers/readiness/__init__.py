"""The readiness list of an offer, and the draft that is read with the client."""
