"""Households: where they live, who they are, who helps them."""
