"""`python -m bot`: the command line."""

import sys

from bot.cli import main

if __name__ == "__main__":  # other processes of ours import this file and must not run it
    sys.exit(main())
