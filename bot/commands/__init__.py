"""One command of the shell a file."""
