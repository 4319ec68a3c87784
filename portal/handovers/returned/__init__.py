"""The next step of the sender with a handover that came back."""
