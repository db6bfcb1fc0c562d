"""The promises of an answer."""
