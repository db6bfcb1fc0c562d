"""The promises of the bot."""
