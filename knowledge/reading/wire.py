"""How do drafts travel from a worker process to the one that asked for them?

As JSON. Invariant: what arrives is what was sent, or an error: a span outside its text, a kind of
block or a type that is none is not believed, for the sender may have been broken by what it read.
"""

import json
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Any, get_args

from knowledge.model.article import Article, Block, BlockKind, FieldName, Span
from knowledge.model.errors import ArticleError
from knowledge.model.passage import Passage
from knowledge.model.version import Draft
from knowledge.reading.drafts import Drafts

KINDS, FIELDS = frozenset(get_args(BlockKind)), frozenset(get_args(FieldName))


class WireError(ValueError):
    """What arrived is not what a worker sends."""


def sent(drafts: Drafts) -> bytes:
    """Return drafts as bytes."""
    written = {
        "drafts": list(map(_sent_draft, drafts.drafts)),
        "problems": list(map(_sent_error, drafts.problems)),
        "warnings": list(map(_sent_error, drafts.warnings)),
    }
    compact = json.dumps(written, ensure_ascii=False, separators=(",", ":"))
    return compact.encode("utf-8", "surrogatepass")


def sent_together(messages: Iterable[bytes]) -> bytes:
    """Return several such bytes as one."""
    return b"[" + b",".join(messages) + b"]"


def received(message: bytes) -> Drafts:
    """Return the drafts of some bytes; raise WireError if they hold none."""
    return _received(_parsed(message))


def received_together(message: bytes) -> list[Drafts]:
    """Return what `sent_together` was given, as drafts; raise WireError if that is not there."""
    return [_received(one) for one in _parsed(message)]


def _parsed(message: bytes) -> Any:  # noqa: ANN401 - whatever was sent
    try:
        return json.loads(message.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise WireError(str(error)) from error


def _received(read: Any) -> Drafts:  # noqa: ANN401 - as above
    try:
        return Drafts(
            tuple(map(_received_draft, read["drafts"])),
            tuple(ArticleError(*_error(one)) for one in read["problems"]),
            tuple(ArticleError(*_error(one)) for one in read["warnings"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise WireError(str(error)) from error


def _sent_draft(draft: Draft) -> dict[str, Any]:
    article = draft.article
    return {
        "texts": [article.id, article.title, article.text, article.file, draft.digest],
        "fields": [
            article.author,
            article.source,
            article.published,
            article.url,
            article.language,
        ],
        "editors": article.editors,
        "blocks": [(b.kind, b.span.start, b.span.end) for b in article.blocks],
        "places": [(name, span.start, span.end) for name, span in article.places.items()],
        "line": article.line,
        "passages": [
            (p.key, p.span.start, p.span.end, p.paragraph, p.section) for p in draft.passages
        ],
    }


def _received_draft(read: dict[str, Any]) -> Draft:
    name, title, text, file, digest = map(_text, read["texts"])
    author, source, published, url, language = map(_optional, read["fields"])
    length = len(text)
    article = Article(
        id=name,
        title=title,
        text=text,
        blocks=tuple(
            Block(_one_of(KINDS, kind), _span(start, end, length))
            for kind, start, end in read["blocks"]
        ),
        author=author,
        source=source,
        editors=tuple(map(_text, read["editors"])),
        published=published,
        url=url,
        language=language,
        places=MappingProxyType(
            {
                _one_of(FIELDS, field): _span(start, end, length)
                for field, start, end in read["places"]
            }
        ),
        file=file,
        line=_number(read["line"]),
    )
    passages = tuple(
        Passage(_text(key), _span(start, end, length), _number(paragraph), _text(section))
        for key, start, end, paragraph, section in read["passages"]
    )
    return Draft(article, digest, passages)


def _sent_error(error: ArticleError) -> Sequence[Any]:
    return error.file, error.line, error.problem


def _error(read: Sequence[Any]) -> tuple[str, int | None, str]:
    file, line, problem = read
    return _text(file), None if line is None else _number(line), _text(problem)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise WireError(f"no text: {type(value).__name__}")
    return value


def _optional(value: object) -> str | None:
    return None if value is None else _text(value)


def _number(value: object) -> int:
    if type(value) is not int:
        raise WireError(f"no number: {type(value).__name__}")
    return value


def _span(start: object, end: object, length: int) -> Span:
    first, last = _number(start), _number(end)
    if not 0 <= first <= last <= length:
        raise WireError(f"no span of {length} characters: {first} to {last}")
    return Span(first, last)


def _one_of(allowed: frozenset[Any], value: object) -> Any:  # noqa: ANN401 - a literal of those
    if value not in allowed:
        raise WireError("no kind of ours")
    return value
