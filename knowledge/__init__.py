"""Articles that can be asked: from a file to an answer. Knows nothing of Telegram."""
