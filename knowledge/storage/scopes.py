"""Which revisions lie in a scope, in the words of the database?

Invariant: names are bound, never written into a statement; the whole body costs nothing.
"""

from knowledge.model.scope import Scope


def inside(scope: Scope) -> tuple[str, list[str | int]]:
    """Return the condition that holds for a scope's revisions `r`, and its parameters.

    >>> inside(Scope(("lamp.md",), ("news",)))
    ('(r.article IN (?) OR substr(r.file, 1, ?) = ?)', ['lamp.md', 5, 'news/'])
    """
    if not scope:
        return "TRUE", []
    conditions: list[str] = []
    parameters: list[str | int] = []
    if scope.articles:
        conditions.append(f"r.article IN ({','.join('?' * len(scope.articles))})")
        parameters += scope.articles
    for folder in scope.folders:
        conditions.append("substr(r.file, 1, ?) = ?")
        parameters += [len(folder) + 1, f"{folder}/"]
    return f"({' OR '.join(conditions)})", parameters
