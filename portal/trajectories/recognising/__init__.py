"""Whether somebody is here already, however the name or the number is written."""
