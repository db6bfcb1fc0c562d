"""What exists in the emulated Telegram, and what are its rules?"""
