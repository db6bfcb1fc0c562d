"""The promises about characters, words and sentences."""
