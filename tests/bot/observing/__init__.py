"""The promises of what an operator sees."""
