"""What somebody sees and changes of themselves."""
