"""What is true? Articles and versions in a database.

`Database` is what else is kept beside the articles (what people gave) is stored through.
"""

from knowledge.storage.sqlite.database import Connection, Database, Row

__all__ = ["Connection", "Database", "Row"]
