"""One feature of the conversation a file."""
