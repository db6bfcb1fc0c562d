"""The methods of the Bot API, a file per theme, found through one table."""

from bot.emulator.methods.table import METHODS, Method, Result, canonical_name

__all__ = ["METHODS", "Method", "Result", "canonical_name"]
