"""Telegram and the terminal around `knowledge`."""
