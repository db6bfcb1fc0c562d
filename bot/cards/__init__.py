"""How does everything that the bot says read in a chat?"""
