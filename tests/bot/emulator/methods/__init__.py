"""The promises of the emulated Bot API methods, a file per theme."""
