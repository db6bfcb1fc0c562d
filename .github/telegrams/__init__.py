"""Two Telegrams beside each other, for `second_telegram.py`."""
