"""What does the bot do when somebody does something?"""
