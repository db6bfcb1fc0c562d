"""How do drafts travel from a worker process to the one that asked for them?

As lines of JSON. Invariant: what arrives is what was sent, or an error: a span outside its text, a
kind of block or a type that is none is not believed, for the sender may have been broken by what it
read. No line is so long that parsing it would keep others from running.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import Any, get_args

from knowledge.model.article import Article, Block, BlockKind, FieldName, Span
from knowledge.model.errors import ArticleError
from knowledge.model.passage import Passage
from knowledge.model.version import Draft
from knowledge.reading.drafts import Drafts

LETTERS, ITEMS = 500_000, 2_000  # of a text, of blocks and of passages, in a line

KINDS, FIELDS = frozenset(get_args(BlockKind)), frozenset(get_args(FieldName))


class WireError(ValueError):
    """What arrived is not what a worker sends."""


def sent(drafts: Drafts) -> bytes:
    """Return drafts as bytes."""
    lines = [line for draft in drafts.drafts for line in _sent_draft(draft)]
    head = {
        "drafts": len(drafts.drafts),
        "problems": list(map(_sent_error, drafts.problems)),
        "warnings": list(map(_sent_error, drafts.warnings)),
    }
    return b"\n".join(_written(line) for line in (head, *lines))


def sent_together(messages: Iterable[bytes]) -> bytes:
    """Return several such bytes as one."""
    return b"\n".join(messages)


def received(message: bytes) -> Drafts:
    """Return the drafts of some bytes; raise WireError if they hold none."""
    (drafts,) = received_together(message, 1)
    return drafts


def received_together(message: bytes, number: int) -> list[Drafts]:
    """Return what `sent_together` was given, as drafts; raise WireError if that is not there."""
    lines = iter(message.split(b"\n"))
    try:
        drafts = [_received(lines) for _ in range(number)]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise WireError(f"{type(error).__name__}: {error}") from error
    if next(lines, None) is not None:
        raise WireError("more than was asked for")
    return drafts


def _written(line: object) -> bytes:
    compact = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
    return compact.encode("utf-8", "surrogatepass")


def _parsed(lines: Iterator[bytes]) -> dict[str, Any]:
    line = next(lines, None)
    if line is None:
        raise WireError("it breaks off")
    parsed: dict[str, Any] = json.loads(line.decode("utf-8", "surrogatepass"))
    return parsed


def _received(lines: Iterator[bytes]) -> Drafts:
    head = _parsed(lines)
    return Drafts(
        tuple(_received_draft(lines) for _ in range(_number(head["drafts"]))),
        tuple(ArticleError(*_error(one)) for one in head["problems"]),
        tuple(ArticleError(*_error(one)) for one in head["warnings"]),
    )


def _sent_draft(draft: Draft) -> Iterator[dict[str, Any]]:
    """Yield the lines of a draft: its fields with a first piece of all that is long, the rest."""
    article = draft.article
    blocks = [(b.kind, b.span.start, b.span.end) for b in article.blocks]
    passages = [(p.key, p.span.start, p.span.end, p.paragraph, p.section) for p in draft.passages]
    most = max(len(blocks), len(passages), -(-len(article.text) // LETTERS * ITEMS))
    pieces = [
        {
            "text": article.text[LETTERS * piece : LETTERS * (piece + 1)],
            "blocks": blocks[ITEMS * piece : ITEMS * (piece + 1)],
            "passages": passages[ITEMS * piece : ITEMS * (piece + 1)],
        }
        for piece in range(max(1, -(-most // ITEMS)))
    ]
    yield pieces[0] | {
        "pieces": len(pieces),
        "texts": [article.id, article.title, article.file, draft.digest],
        "fields": [
            article.author,
            article.source,
            article.published,
            article.url,
            article.language,
        ],
        "editors": article.editors,
        "places": [(name, span.start, span.end) for name, span in article.places.items()],
        "line": article.line,
    }
    yield from pieces[1:]


def _received_draft(lines: Iterator[bytes]) -> Draft:
    read = _parsed(lines)
    pieces = [read, *(_parsed(lines) for _ in range(_number(read["pieces"]) - 1))]
    name, title, file, digest = map(_text, read["texts"])
    author, source, published, url, language = map(_optional, read["fields"])
    text = "".join(_text(piece["text"]) for piece in pieces)
    length = len(text)
    article = Article(
        id=name,
        title=title,
        text=text,
        blocks=tuple(
            Block(_one_of(KINDS, kind), _span(start, end, length))
            for piece in pieces
            for kind, start, end in piece["blocks"]
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
        for piece in pieces
        for key, start, end, paragraph, section in piece["passages"]
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
