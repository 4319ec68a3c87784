"""Topics of contacts, goals and checklist items."""
