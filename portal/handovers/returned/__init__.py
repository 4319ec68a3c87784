"""What the sender does with a handover that came back."""
