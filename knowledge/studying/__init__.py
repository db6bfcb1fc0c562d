"""What does an article say of itself: its words, its central sentences, its reference?"""
