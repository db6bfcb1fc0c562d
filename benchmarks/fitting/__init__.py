"""Which weights rank best, and which confidence tells best what is answered?"""

from benchmarks.fitting.report import fit

__all__ = ["fit"]
