"""The promises of the emulated world."""
