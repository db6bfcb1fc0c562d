"""What does a chat say that Telegram Desktop exported as a page?

Invariant: only messages are read, each once; the words around them (hours, previews, answers to,
reactions, links to other pages of the export) are the program's.
"""

import re
from collections.abc import Iterator

from knowledge.reading.chat import Message
from knowledge.reading.composition import tidy_line
from knowledge.reading.web.blocks import layout_of
from knowledge.reading.web.elements import Tree

_DAY = re.compile(r"([0-3][0-9])\.([01][0-9])\.([0-9]{4})\b")


def is_chat(tree: Tree) -> bool:
    """Tell whether a page is an exported chat."""
    history = tree.find(".//div[@class='history']")
    return history is not None and next(_messages(history), None) is not None


def title_of_chat(tree: Tree) -> str:
    """Return what the chat is called."""
    header = next((div for div in tree.iter("div") if _is(div, "page_header")), None)
    if header is None:
        return ""
    titles = (div for div in header.iter("div") if _is(div, "text") and _is(div, "bold"))
    return next((tidy_line("".join(div.itertext())) for div in titles), "")


def messages_of(tree: Tree) -> list[Message]:
    """Return the messages of an exported chat, in order."""
    found = []
    name = ""
    for message in _messages(tree):
        body = next((div for div in message.iterchildren("div") if _is(div, "body")), message)
        name = _name_in(body) or name  # a message that is joined to the one above has none
        found.append(Message("\n".join(_texts(body)), name, _day_of(body)))
    return found


def _messages(tree: Tree) -> Iterator[Tree]:
    return (div for div in tree.iter("div") if _is(div, "message") and not _is(div, "service"))


def _name_in(body: Tree) -> str:
    names = (div for div in body.iterchildren("div") if _is(div, "from_name"))
    return next((tidy_line("".join(div.itertext())) for div in names), "")


def _day_of(body: Tree) -> str:
    for div in body.iterchildren("div"):
        if _is(div, "date") and (day := _DAY.search(div.get("title") or "")):
            return f"{day[3]}-{day[2]}-{day[1]}"
    return ""


def _texts(body: Tree) -> Iterator[str]:
    """Yield the words of a message, of what it passes on, and of a question to vote on."""
    for div in body.iter("div"):
        if _is(div, "text") or _is(div, "question") or _is(div, "answer"):
            yield from (block.text for block in layout_of(div).blocks)


def _is(element: Tree, name: str) -> bool:
    return name in (element.get("class") or "").split()
