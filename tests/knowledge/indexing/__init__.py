"""The promises of the index."""
