"""The board of a coordinator: volunteers and what is expected of them."""
