"""How does an answer read in a chat?

The answering sentence first, then the passage verbatim with the matched words marked, then where it
stands. Invariant: every message fits Telegram's 4,096 UTF-16 units and 100 entities whatever the
article says, and what stands in a quote is the article's text, unchanged.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote as percent_encoded

from bot.messages import Messages
from bot.reply import LONGEST_TEXT, Button, Composition, Reply, Style, shortened, units
from knowledge import Answer, Changed, Citation, Span, StoredPassage, Verdict

# Of a message's units: the line about the source and our own words never take more than this.
RESERVED = 1200
LONGEST_NAME = 100  # units of an author, a source, a section; titles get twice that
LONGEST_QUOTE = LONGEST_TEXT - RESERVED  # a passage has 1,500 characters at most
MOST_MARKED_WORDS = 60
LONGEST_MEANT = 30  # units of what a word was meant to be
LONGEST_FRAGMENT = 60  # characters of a sentence that a link names whole
CLAUSE = re.compile(r"[^,;:，。；：、！？!?﹔]*\w[^,;:，。；：、！？!?﹔]*")

BUTTONS_FORM = "1"  # first part of what buttons send back; other forms are refused politely


@dataclass(frozen=True, slots=True)
class Shown:
    """Which of the citations of a turn is shown, counted from 0."""

    turn: int
    position: int
    total: int
    verdict: Verdict


def render_answer(answer: Answer, turn: int, say: Messages, contact: str | None) -> Reply:
    """Return the message for an answer; its buttons refer to a turn."""
    if not answer.citations:
        text = Composition().add(say("The articles do not say."), "bold")
        return _with_contact(text, say, contact).reply()
    shown = Shown(turn, 0, len(answer.citations), answer.verdict)
    return render_citation(answer.citations[0], shown, say, contact)


def render_citation(
    citation: Citation, shown: Shown, say: Messages, contact: str | None = None
) -> Reply:
    """Return the message that shows one citation."""
    text = Composition()
    related = shown.verdict is Verdict.RELATED
    if related:
        text.add(say("The articles do not say so directly. The closest passage:"), "italic")
        text.add("\n\n")
    if citation.meant:
        words = " / ".join(shortened(meant, LONGEST_MEANT) for meant in citation.meant)
        text.add(say("Did you mean “{words}”?", words=words), "italic").add("\n\n")
    _add_sentence_and_quote(text, citation)
    _add_source(text, citation, say)
    if related:
        _with_contact(text, say, contact)
    return text.reply(*_buttons(citation, shown, "context", say("Context"), say))


def render_context(
    citation: Citation,
    around: tuple[StoredPassage | None, StoredPassage | None],
    shown: Shown,
    say: Messages,
    link: str = "",
) -> Reply:
    """Return the message that shows a citation between the paragraphs before and after it.

    A link that opens the passage can be copied from a button.
    """
    text = Composition()
    room = (LONGEST_TEXT - RESERVED - units(citation.quote)) // 2
    before, after = (passage.quote if passage else "" for passage in around)
    if before:
        text.add(shortened(before, room, keep="end"), "blockquote").add("\n\n")
    _add_quote(text, citation, "blockquote")
    if after:
        text.add("\n\n").add(shortened(after, room), "blockquote")
    _add_source(text, citation, say)
    rows = _buttons(citation, shown, "passage", say("Back to the passage"), say)
    if link:
        rows.append((Button(say("Copy the link"), copied=link),))
    return text.reply(*rows)


def render_changed(changed: Changed, say: Messages) -> Reply:
    """Return the message for a link to a passage that was edited or taken away."""
    text = Composition().add(say("This passage has changed."), "bold")
    room = (LONGEST_TEXT - RESERVED) // 2
    text.add("\n\n" + say("As it was:") + "\n")
    text.add(shortened(changed.old.quote, room), "blockquote")
    if changed.new is None:
        text.add("\n\n" + say("It is not in the articles any more."))
    else:
        text.add("\n\n" + say("As it is now:") + "\n")
        text.add(shortened(changed.new.quote, room), "blockquote")
    title = (changed.new or changed.old).article.title
    return text.add("\n\n").add(shortened(title, 2 * LONGEST_NAME), "bold").reply()


def _add_sentence_and_quote(text: Composition, citation: Citation) -> None:
    sentence = citation.highlight.of(citation.quote)
    room = LONGEST_TEXT - RESERVED - units(citation.quote)
    if sentence == citation.quote:
        _add_quote(text, citation, "blockquote")
        return
    if units(sentence) <= room:
        text.add(sentence, "bold").add("\n\n")
    _add_quote(text, citation, "expandable_blockquote")


def _add_quote(text: Composition, citation: Citation, style: Style) -> None:
    quote = shortened(citation.quote, LONGEST_QUOTE)
    inside: list[tuple[Style, Span]]
    inside = [("bold", mark) for mark in citation.marks[:MOST_MARKED_WORDS]]
    if citation.highlight.of(citation.quote) != citation.quote:
        inside.append(("underline", citation.highlight))
    text.add(quote, style, inside=[(s, span) for s, span in inside if span.end <= len(quote)])


def _add_source(text: Composition, citation: Citation, say: Messages) -> None:
    article = citation.article
    text.add("\n\n")
    link = fragment_link(article.url, citation) if article.url else None
    text.add(shortened(article.title, 2 * LONGEST_NAME), "text_link" if link else "bold", url=link)
    details = [article.source, article.author, (article.published or "").replace("T", " ")]
    if citation.paragraph:
        details.append(say("paragraph {number}", number=citation.paragraph))
    details.append(citation.section)
    text.add("\n" + " · ".join(shortened(d, LONGEST_NAME) for d in details if d))


def _with_contact(text: Composition, say: Messages, contact: str | None) -> Composition:
    if contact:
        text.add("\n\n" + say("You can ask a person: {contact}", contact=contact))
    return text


def _buttons(
    citation: Citation, shown: Shown, view: str, label: str, say: Messages
) -> list[tuple[Button, ...]]:
    if not citation.passage:  # a field of an article stands in no paragraph
        return []
    row = [Button(label, button_data(view, shown.turn, shown.position))]
    if shown.total > 1:
        following = (shown.position + 1) % shown.total
        words = say("Next passage ({number} of {total})", number=following + 1, total=shown.total)
        row.append(Button(words, button_data("passage", shown.turn, following)))
    return [tuple(row)]


def button_data(view: str, turn: int, position: int) -> str:
    """Return what a button sends back.

    >>> button_data("context", 17, 0)
    '1:context:17:0'
    """
    return f"{BUTTONS_FORM}:{view}:{turn}:{position}"


def fragment_link(url: str, citation: Citation) -> str:
    """Return a link that scrolls to the answering sentence where a browser can (text fragment).

    A browser looks for whole words, so a long sentence is named by its first and last clause.
    """
    sentence = " ".join(citation.highlight.of(citation.quote).split())
    clauses = CLAUSE.findall(sentence)
    if len(sentence) > LONGEST_FRAGMENT and len(clauses) > 1:
        named = [clauses[0], clauses[-1]]
    else:
        named = [sentence]
    text = ",".join(_fragment_encoded(part.strip()) for part in named)
    return f"{url}{'' if '#' in url else '#'}:~:text={text}"


def _fragment_encoded(text: str) -> str:
    """Percent-encode a text for a fragment; `-` divides its parts and is encoded too."""
    return percent_encoded(text, safe="", errors="replace").replace("-", "%2D")
