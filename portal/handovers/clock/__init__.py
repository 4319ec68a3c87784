"""What the portal does by itself about a handover that nobody moves on."""
