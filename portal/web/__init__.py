"""The parts that only the web knows: sessions, headers, forms, fragments, error pages."""
