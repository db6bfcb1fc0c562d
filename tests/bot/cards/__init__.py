"""The promises of what the bot says."""
