"""Which characters, words and sentences are the same, and where do they stand?"""
