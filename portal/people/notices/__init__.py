"""What somebody should know, on the screen and by mail."""
