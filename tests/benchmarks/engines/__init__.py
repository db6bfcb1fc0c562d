"""The promises of the engines whose libraries the project has anyway."""
