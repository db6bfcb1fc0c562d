"""What are the nouns? Articles, passages, terms, answers and errors; pure."""
