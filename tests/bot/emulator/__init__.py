"""The promises of the emulator: what the tests of the bot may take for Telegram."""
