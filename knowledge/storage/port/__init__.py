"""What does every database promise?"""
