"""What is offered to somebody who types the bot's name and a question into another chat?

Invariant: a result's id names the knowledge version and the passage, so that after a reload no app
shows the old text for a new id; what is posted is the passage with its source, within the limits.
"""

from dataclasses import dataclass, replace

from bot.cards.answer import render_shared
from bot.cards.reply import Reply, shortened
from bot.messages import Messages
from knowledge import Citation, Span

LONGEST_TITLE = 100  # units
LONGEST_SNIPPET = 200


@dataclass(frozen=True, slots=True)
class Result:
    """A result to choose: how it looks in the list, and what is posted when it is chosen."""

    id: str
    title: str
    snippet: str
    reply: Reply


def render_result(citation: Citation, version: int, say: Messages, bot: str) -> Result:
    """Return the result for a passage that was found for a question."""
    sentence = " ".join(citation.highlight.of(citation.quote).split())
    return Result(
        id=f"{version}-{citation.passage}",
        title=shortened(citation.article.title.strip(), LONGEST_TITLE) or "…",
        snippet=shortened(sentence, LONGEST_SNIPPET),
        reply=render_shared(citation, say, bot),
    )


def whole(citation: Citation) -> Citation:
    """Return a citation of a passage that was asked for by name, all of which is meant."""
    return replace(citation, highlight=Span(0, len(citation.quote)))
