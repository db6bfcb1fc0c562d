"""How does it compare? The project and its peers, measured side by side on one machine."""
