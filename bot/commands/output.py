"""How does a command print what a program reads?"""

import json
import sys
from typing import Any


def print_json(value: Any) -> None:  # noqa: ANN401 - anything that JSON can say
    """Print a value as one line of JSON, characters as they are."""
    line = json.dumps(value, ensure_ascii=False)
    sys.stdout.write(line.encode("utf-8", "replace").decode() + "\n")
    sys.stdout.flush()
