"""The promises of comparing."""
