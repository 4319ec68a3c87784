"""The sender begins: the way, the recipient, the variant and what goes along."""
