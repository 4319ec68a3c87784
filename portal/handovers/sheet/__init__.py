"""The papers for the client, in the own language."""
