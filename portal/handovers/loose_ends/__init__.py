"""What was begun and is not over, decided one by one."""
