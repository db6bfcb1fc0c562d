"""What goes on beside answering? Housekeeping, news, watching the folder."""
