"""How does a person's answer become an article?

The question is its title and the answer its text: then it is found by the words of either, and what
is quoted is the answer. Invariant: it lies in a folder of its own, and says in its source what it
is.
"""

from knowledge.library.file_names import safe_stem
from knowledge.library.markdown_file import markdown_of
from knowledge.library.offer import NewFile
from knowledge.model.errors import KnowledgeError
from knowledge.reading.composition import Piece, compose_article
from knowledge.reading.metadata import Metadata

ANSWERS = "answers"  # below the articles folder


def answer_file(question: str, answer: str, source: str, published: str) -> NewFile:
    """Return the file of a person's answer; `published` is an ISO 8601 date.

    Raise KnowledgeError if there is nothing to quote.
    """
    path = f"{ANSWERS}/{safe_stem(question)}.md"
    metadata = Metadata(title=" ".join(question.split()), source=source, published=published)
    pieces = [Piece(part) for part in answer.split("\n\n")]
    reading = compose_article(pieces, metadata, path, "the answer has no words: write some")
    for problem in reading.problems:
        raise KnowledgeError(str(problem))
    (article,) = reading.articles
    return NewFile(path, markdown_of(article).encode("utf-8", "surrogatepass"))
