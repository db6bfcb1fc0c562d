"""How is the bot, seen from outside?"""
