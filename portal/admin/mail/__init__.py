"""Mail that did not arrive."""
