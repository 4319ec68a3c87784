"""The conclusion of a coordinator: what is needed, usable and short, and what fits today."""
