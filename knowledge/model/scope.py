"""Which of the articles may answer?

Invariant: a scope that names nothing is the whole body; one that names something is only that, also
if none of it is there any more: then nothing answers.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Some articles, by their ids, and some folders with all that is in them, by their names.

    A folder is named as the articles' files are: `news/2022`, without a slash at its end.
    """

    articles: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether this is less than everything."""
        return bool(self.articles or self.folders)

    def with_article(self, article: str) -> "Scope":
        """Return the scope with an article taken in, or out if it was in.

        >>> Scope(("a",)).with_article("b").with_article("a")
        Scope(articles=('b',), folders=())
        """
        return Scope(_toggled(self.articles, article), self.folders)

    def with_folder(self, folder: str) -> "Scope":
        """Return the scope with a folder taken in, or out if it was in."""
        return Scope(self.articles, _toggled(self.folders, folder))


WHOLE = Scope()


def _toggled(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    if name in names:
        return tuple(other for other in names if other != name)
    return tuple(sorted((*names, name)))
