"""The promises of this part of the reading room."""
