"""From a passage to what can be searched."""
