"""The promises of the adding of articles."""
