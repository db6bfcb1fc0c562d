"""The promises of Youju, one file per module."""
