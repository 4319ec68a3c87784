"""The checklists that the functional admin makes: drafts and versions."""
