"""The steps the portal takes by itself about a handover that nobody moves on."""
