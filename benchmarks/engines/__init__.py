"""The engines that are measured, one file each; a peer's library is imported by its file only."""
