"""The loose ends of a handover, decided one by one."""
