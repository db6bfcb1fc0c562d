"""What does a JSON file say?

Invariant: a list is read like the lines of a JSONL file, one object an article, and no object
spoils another; an exported chat is one article. Anything else is refused with what it should be.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.model.errors import ArticleError
from knowledge.reading.chat import Message, compose_chat
from knowledge.reading.jsonl import read_entries
from knowledge.reading.lines import BLANKS
from knowledge.reading.outcome import Reading, refused
from knowledge.reading.published import iso_date

_BLANKS = BLANKS + ","
_REMEDY = (
    'write a list of objects [{"id": …, "title": …, "text": …}, …], '
    "or export a chat of Telegram as JSON"
)


def read_json(text: str, file: str) -> Reading:
    """Return the articles of a list or of an exported chat, and the problems of the others."""
    start = len(text) - len(text.lstrip(BLANKS))
    if text.startswith("[", start):
        reading = read_entries(_entries(text, start + 1, file), file)
        empty = ArticleError(file, None, f"there is nothing in the list; {_REMEDY}")
        return reading if reading.articles or reading.problems else refused(empty)
    try:
        loaded = json.loads(text)
    except json.JSONDecodeError as error:
        return refused(ArticleError(file, error.lineno, f"not JSON ({error.msg}); {_REMEDY}"))
    except (ValueError, RecursionError):  # a number of 5000 digits, lists inside lists without end
        return refused(ArticleError(file, None, f"no JSON that can be articles; {_REMEDY}"))
    chats = list(_chats(loaded))
    if not chats:
        if isinstance(loaded, dict) and "text" in loaded:
            return read_entries(iter([(1, loaded)]), file)
        return refused(ArticleError(file, None, f"neither a list nor a chat; {_REMEDY}"))
    readings = [
        compose_chat(list(_messages(chat)), str(chat.get("name") or ""), file, place)
        for place, chat in chats
    ]
    articles = tuple(article for reading in readings for article in reading.articles)
    problems = tuple(problem for reading in readings for problem in reading.problems)
    return Reading(articles, () if articles else problems[:1])  # an empty chat is no fault


def _entries(text: str, at: int, file: str) -> Iterator[tuple[int, object]]:
    """Yield each object of a list with the line that it begins on, or what is wrong with it."""
    decoder, line, counted = json.JSONDecoder(), 1, 0
    while True:
        while at < len(text) and text[at] in _BLANKS:
            at += 1
        line, counted = line + text.count("\n", counted, at), at
        if text.startswith("]", at):
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            said = f"not JSON ({error.msg}); mend it, for what follows is not read"
            yield error.lineno, ArticleError(file, error.lineno, said)
            return
        except (ValueError, RecursionError):
            yield line, ArticleError(file, line, f"no JSON that can be an article; {_REMEDY}")
            return
        yield line, value


def _chats(loaded: object) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the chats of an export: the only one, or each with its number in the account's."""
    if not isinstance(loaded, dict):
        return
    if isinstance(loaded.get("messages"), list):
        yield "", loaded
    for part in ("chats", "left_chats"):
        holder = loaded.get(part)
        listed = holder.get("list") if isinstance(holder, dict) else None
        for number, chat in enumerate(listed if isinstance(listed, list) else (), start=1):
            if isinstance(chat, dict) and isinstance(chat.get("messages"), list):
                named = chat.get("id")
                yield str(named) if isinstance(named, int) else f"{part}-{number}", chat


def _messages(chat: Mapping[str, Any]) -> Iterator[Message]:
    for message in chat["messages"]:
        if isinstance(message, dict) and message.get("type") == "message":
            day = iso_date(str(message.get("date") or ""))
            said = [_words(message.get("text")), *_vote(message.get("poll"))]
            text = "\n".join(filter(None, said))
            yield Message(text, _words(message.get("from")), (day or "")[:10])


def _words(value: object) -> str:
    """Return a text that is written whole, or in parts of which some are links and names."""
    if isinstance(value, list):
        return "".join(part if isinstance(part, str) else _part(part) for part in value)
    return value if isinstance(value, str) else ""


def _part(part: object) -> str:
    said = part.get("text") if isinstance(part, dict) else None
    return said if isinstance(said, str) else ""


def _vote(poll: object) -> Iterator[str]:
    if isinstance(poll, dict):
        yield _words(poll.get("question"))
        answers = poll.get("answers")
        yield from map(_part, answers if isinstance(answers, list) else ())
