"""A chat in the terminal in which the bot's own handlers answer."""
