"""How does a reply wait in the database until it can be sent?

Invariant: `unpacked(packed(reply))` is the reply: words, marks, buttons.
"""

import json
from dataclasses import asdict
from typing import Any

from bot.cards.reply import Button, Mark, Reply
from knowledge import Span


def packed(reply: Reply) -> str:
    """Return a reply as a text for the outbox."""
    return json.dumps(asdict(reply), ensure_ascii=False, separators=(",", ":"))


def unpacked(body: str) -> Reply:
    """Return the reply that was packed.

    >>> unpacked(packed(Reply("據😀", buttons=((Button("Stop", "1:stop:7"),),)))).text
    '據😀'
    """
    fields: dict[str, Any] = json.loads(body)
    return Reply(
        fields["text"],
        tuple(Mark(one["style"], Span(**one["span"]), one["url"]) for one in fields["marks"]),
        tuple(tuple(Button(**button) for button in row) for row in fields["buttons"]),
    )
