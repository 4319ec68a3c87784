"""The meeting of three parties (rule 7)."""
