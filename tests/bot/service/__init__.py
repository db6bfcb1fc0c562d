"""The promises of what can be asked of the bot."""
