"""What is true? Articles and versions in a database.

Through `Database` is also stored what else lies beside the articles: what people gave.
"""

from knowledge.storage.leases import USUAL_SECONDS, LeaseLostError, Leases, give_up
from knowledge.storage.port.database import Connection, Database, Row

__all__ = [
    "USUAL_SECONDS",
    "Connection",
    "Database",
    "LeaseLostError",
    "Leases",
    "Row",
    "give_up",
]
