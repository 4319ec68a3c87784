"""The items of a checklist's draft."""
