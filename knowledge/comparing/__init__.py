"""Which passages say the same as a text, how much of it, and what differs?"""
