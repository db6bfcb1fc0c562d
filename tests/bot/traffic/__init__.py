"""The promises of what comes in and goes out."""
