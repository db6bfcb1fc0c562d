"""The promises of every database."""
