"""What an offer still lacks, and the draft that is read with the client."""
