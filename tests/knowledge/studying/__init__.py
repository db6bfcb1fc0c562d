"""The promises about one article."""
