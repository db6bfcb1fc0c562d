"""The engine on a server."""
