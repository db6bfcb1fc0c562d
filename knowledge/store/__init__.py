"""The truth: articles and what people said, in a database."""
