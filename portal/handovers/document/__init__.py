"""The handover document: a version as a file, on paper and as JSON."""
