"""What can go wrong in knowledge, said in one sentence with its remedy.

Invariant: `str(error)` is complete: it names the file, the line where there is one, the value and
what to do. Callers print it as it is.
"""


class KnowledgeError(Exception):
    """Any problem with articles, database or index that a person can mend."""


class ArticleError(KnowledgeError):
    """An article could not be read; the others can.

    >>> str(ArticleError("login.md", 3, 'date must be YYYY-MM-DD, not "soon"'))
    'login.md:3: date must be YYYY-MM-DD, not "soon"'
    """

    def __init__(self, file: str, line: int | None, problem: str) -> None:
        self.file = file
        self.line = line
        self.problem = problem
        super().__init__(f"{file}:{line}: {problem}" if line else f"{file}: {problem}")


class ArticlesMissingError(KnowledgeError):
    """The articles folder is not there, or holds nothing that can be read."""


class StoreError(KnowledgeError):
    """The database cannot be used as it is."""


class DamagedError(StoreError):
    """The file is no database any more."""


class ReloadRunningError(KnowledgeError):
    """Another reload is at work, in this process or in another one."""

    def __init__(self) -> None:
        super().__init__("a reload is already running: wait until it has finished, then try again")


class VersionGoneError(KnowledgeError):
    """The version to go back to is not there, or not kept any more."""

    def __init__(self, version: int, live: int, kept: int) -> None:
        oldest = max(1, live - kept)
        if live <= 1:
            problem = "there is no earlier version to go back to"
        else:
            problem = (
                f"version {version} cannot be gone back to: name one from {oldest} to {live - 1} "
                f"({kept} before the live one are kept)"
            )
        super().__init__(problem)


class QuestionsBrokenError(KnowledgeError):
    """The new articles would answer golden questions wrong that are answered right now."""

    def __init__(self, broken: tuple[str, ...]) -> None:
        self.broken = broken
        super().__init__(
            "golden questions that are answered right now would be answered wrong: "
            + "; ".join(broken)
            + ". Mend the articles or the questions, or reload with force"
        )
