"""From a file to articles: the public face of the reading room."""

from knowledge.reading.door import read_file, suffixes
from knowledge.reading.fingerprint import fingerprint
from knowledge.reading.outcome import Reading

__all__ = ["Reading", "fingerprint", "read_file", "suffixes"]
