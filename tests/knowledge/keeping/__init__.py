"""The promises of what is live."""
