"""The offer: what goes along is frozen and opened to the recipient."""
