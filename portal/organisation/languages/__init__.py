"""The languages of the paper, and who checked them."""
