"""How does the bot speak with Telegram? The only room that imports its library."""
