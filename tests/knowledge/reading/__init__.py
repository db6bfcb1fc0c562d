"""The promises of the reading room."""
