"""What is true? Articles and versions in a database.

Through `Database` is also stored what else lies beside the articles: what people gave.
"""

from knowledge.storage.port.database import Connection, Database, Row

__all__ = ["Connection", "Database", "Row"]
