"""The promises of what goes on beside answering."""
