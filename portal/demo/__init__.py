"""The demo: fictitious files, made present, and read by the same importer as real ones."""
