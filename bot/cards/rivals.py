"""How does the bot ask back where the same is said of different things in several articles?

A sentence of each, and a button that shows it whole. Invariant: sentences are the articles' own;
the first button is the passage that came first.
"""

from collections.abc import Sequence

from bot.cards.buttons import Row, button_data, remove_button
from bot.cards.reply import Button, Composition, Reply, shortened
from bot.messages import Messages
from knowledge import Citation

LONGEST_SENTENCE = 300  # units
LONGEST_TITLE = 120
LONGEST_LABEL = 40


def render_rivals(rivals: Sequence[Citation], turn: int, say: Messages) -> Reply:
    """Return the message that asks which of some articles is meant."""
    text = Composition().add(say("Which one do you mean? Several articles speak of it."), "bold")
    rows: list[Row] = []
    for citation in rivals:
        title = citation.article.title
        text.add("\n\n").add(shortened(title, LONGEST_TITLE) + "\n")
        sentence = citation.highlight.of(citation.quote)
        text.add(shortened(sentence, LONGEST_SENTENCE), "blockquote")
        if citation.passage:  # a field of an article has no place to show
            data = button_data("passage", turn, citation.rank - 1)
            rows.append((Button(shortened(title.strip(), LONGEST_LABEL) or "…", data),))
    return text.reply(*rows, (remove_button(turn, say),))
