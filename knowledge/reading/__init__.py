"""From a file to articles: the public face of the reading room."""

from knowledge.reading.outcome import Reading
from knowledge.reading.registry import read_file, suffixes

__all__ = ["Reading", "read_file", "suffixes"]
