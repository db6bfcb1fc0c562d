"""The promises of what people gave."""
