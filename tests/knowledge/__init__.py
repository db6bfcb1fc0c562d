"""The promises of knowledge."""
