"""What does the bot answer over HTTP?"""
