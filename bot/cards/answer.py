"""How does an answer read in a chat?

The answering sentence first, then the passage verbatim with the matched words marked, then where it
stands; a sentence that is most of its passage is only marked there. Invariant: every message fits
Telegram's 4,096 UTF-16 units and 100 entities whatever the article says, and what stands in a quote
is the article's text, unchanged.
"""

import re
from collections.abc import Sequence
from urllib.parse import quote as percent_encoded

from bot.cards.buttons import Shown, Surface, answer_rows, context_rows, remove_button, whole_rows
from bot.cards.links import permalink
from bot.cards.missing import missing_line
from bot.cards.reply import LONGEST_TEXT, Button, Composition, Reply, Style, shortened, units
from bot.cards.rivals import render_rivals
from bot.messages import Messages
from knowledge import (
    Answer,
    Changed,
    Citation,
    Span,
    StoredPassage,
    Translated,
    Verdict,
    heads_of,
    marks_of,
    suggestions,
)

# Of a message's units: the line about the source and our own words never take more than this.
RESERVED = 1200
LONGEST_NAME = 100  # units of an author, a source, a section; titles get twice that
MOST_OF = 0.5  # of a passage: a sentence that is more of it does not stand above it, too
LONGEST_QUOTE = LONGEST_TEXT - RESERVED  # a passage has 1,500 characters at most
MOST_MARKED_WORDS = 60
LONGEST_SHORT = 1000  # units of a sentence in a group
LONGEST_OTHER = 40  # units of a title or a section of a passage that is only listed
LONGEST_MEANT = 30  # units of what a word was meant to be
LONGEST_FRAGMENT = 60  # characters of a sentence that a link names whole
CLAUSE = re.compile(r"[^,;:，。；：、！？!?﹔]*\w[^,;:，。；：、！？!?﹔]*")

ALONE = Surface()
Neighbour = Citation | StoredPassage  # listed below a citation: another passage that answers, too


def render_answer(
    answer: Answer, turn: int, say: Messages, contact: str | None, surface: Surface = ALONE
) -> Reply:
    """Return the message for an answer; its buttons refer to a turn."""
    if not answer.citations:
        return render_silence(turn, say, contact, surface)
    if answer.rivals and surface.manner != "easy":
        return render_rivals(answer.rivals, turn, say)
    shown = Shown(turn, 0, len(answer.citations), answer.verdict)
    return render_citation(
        answer.citations[0],
        shown,
        say,
        contact,
        surface,
        cited=answer.citations,
        likely=answer.is_likely,
    )


def render_silence(
    turn: int, say: Messages, contact: str | None, surface: Surface = ALONE
) -> Reply:
    """Return the message for a question that the articles do not answer."""
    text = Composition().add(say("The articles do not say."), "bold")
    if surface.manner == "easy":
        text.add("\n\n" + say("1. Think of other words.\n2. Write your question again."))
    _with_contact(text, say, contact)
    return text.reply(*([(remove_button(turn, say),)] if surface.manner == "short" else []))


def render_citation(
    citation: Citation,
    shown: Shown,
    say: Messages,
    contact: str | None = None,
    surface: Surface = ALONE,
    *,
    cited: Sequence[Neighbour] = (),
    likely: bool = False,
) -> Reply:
    """Return the message that shows one of the citations of a turn, of which `cited` are all.

    One that is `likely` to answer is not called only the closest.
    """
    if surface.manner == "easy":
        return _easy(citation, shown, say, contact, surface)
    text = Composition()
    related = shown.verdict is Verdict.RELATED
    _add_reservation(text, citation, say, related=related, likely=likely)
    if suggestions(citation):
        words = " / ".join(shortened(meant, LONGEST_MEANT) for meant in suggestions(citation))
        text.add(say("Did you mean “{words}”?", words=words), "italic").add("\n\n")
    if not citation.passage and citation.quote == citation.article.author:
        text.add(say("The author of the article:"), "italic").add("\n\n")
    if surface.manner == "short":
        text.add(shortened(_answering(citation), LONGEST_SHORT), "blockquote")
        _add_missing(text, citation, say)
        _add_source(text, citation, say)
    else:
        number = shown.position + 1 if len(cited) > 1 and not related else None
        _add_sentence_and_quote(text, citation, number)
        _add_missing(text, citation, say)
        _add_source(text, citation, say, number)
        if number:
            _add_others(text, citation, shown, cited, say)
    if related:
        _with_contact(text, say, contact)
    return text.reply(*answer_rows(citation, shown, say, surface))


def render_shared(citation: Citation, say: Messages, bot: str, *, related: bool = False) -> Reply:
    """Return the message that brings a passage into a chat where the bot is not.

    Nothing there can be asked of it, so its one button opens the passage in a private chat.
    """
    text = Composition()
    _add_reservation(text, citation, say, related=related)
    _add_sentence_and_quote(text, citation, None)
    _add_source(text, citation, say)
    if not citation.passage:  # a field of an article has no place to open
        return text.reply()
    return text.reply((Button(say("Open the place"), url=permalink(bot, citation.passage)),))


def render_whole(citation: Citation, shown: Shown, say: Messages) -> Reply:
    """Return the message that shows the whole paragraph to who reads with difficulty."""
    text = Composition()
    _add_quote(text, citation, "blockquote")
    text.add("\n\n" + say("From:") + " ").add(shortened(citation.article.title, 2 * LONGEST_NAME))
    return text.reply(*whole_rows(shown, say))


def render_context(
    citation: Citation,
    around: tuple[StoredPassage | None, StoredPassage | None],
    shown: Shown,
    say: Messages,
    link: str = "",
    *,
    surface: Surface = ALONE,
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
    rows = context_rows(citation, shown, say, surface)
    if link:
        rows.append((Button(say("Copy the link"), copied=link),))
    return text.reply(*rows)


def render_gone(changed: Changed | None, say: Messages) -> Reply:
    """Return the message for a passage that is not there any more as it was."""
    if changed is None:
        return Reply(say("The articles have changed, and this passage is gone. Ask again, please."))
    return render_changed(changed, say)


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


def _easy(
    citation: Citation, shown: Shown, say: Messages, contact: str | None, surface: Surface
) -> Reply:
    """One sentence, where it is from, and what to do next; nothing else."""
    related = shown.verdict is Verdict.RELATED
    head = say("I am not sure. The articles say:") if related else say("The articles say:")
    if citation.translated:
        head = _languages(citation.translated, say, related=related)
    text = Composition().add(head + "\n\n")
    text.add(shortened(_answering(citation), LONGEST_QUOTE), "bold")
    _add_missing(text, citation, say)
    text.add("\n\n" + say("From:") + " ").add(shortened(citation.article.title, 2 * LONGEST_NAME))
    if related:
        _with_contact(text, say, contact)
    return text.reply(*answer_rows(citation, shown, say, surface))


def _answering(citation: Citation) -> str:
    """Return the answering sentence; a row of a table stands below its heads."""
    return "\n".join(filter(None, (heads_of(citation), citation.highlight.of(citation.quote))))


def _add_missing(text: Composition, citation: Citation, say: Messages) -> None:
    line = missing_line(citation, say)
    if line:
        text.add("\n").add(line, "italic")


def _add_reservation(
    text: Composition, citation: Citation, say: Messages, *, related: bool, likely: bool = False
) -> None:
    """Say what stands between the question and the passage: no direct answer, another language."""
    if citation.translated:
        text.add(_languages(citation.translated, say, related=related), "italic").add("\n\n")
    elif likely:
        text.add(say("I am not quite sure, but this is most likely the place:"), "italic")
        text.add("\n\n")
    elif related:
        text.add(say("The articles do not say so directly. The closest passage:"), "italic")
        text.add("\n\n")


def _languages(translated: Translated, say: Messages, *, related: bool) -> str:
    names = {"zh": say("Chinese"), "en": say("English")}
    asked, written = names[translated.question], names[translated.articles]
    if related:
        return say(
            "The question is in {asked}, the article in {written}. The closest passage:",
            asked=asked,
            written=written,
        )
    return say(
        "The question is in {asked}, the article in {written}:", asked=asked, written=written
    )


def _add_sentence_and_quote(text: Composition, citation: Citation, number: int | None) -> None:
    sentence = _answering(citation)
    room = LONGEST_TEXT - RESERVED - units(citation.quote)
    if len(sentence) > MOST_OF * len(citation.quote):  # marked in the passage: not said twice
        _add_quote(text, citation, "blockquote")
        return
    if units(sentence) <= room:
        text.add(sentence, "bold").add(f" [{number}]\n\n" if number else "\n\n")
    _add_quote(text, citation, "expandable_blockquote")


def _add_quote(text: Composition, citation: Citation, style: Style) -> None:
    quote = shortened(citation.quote, LONGEST_QUOTE)
    inside: list[tuple[Style, Span]]
    inside = [("bold", mark) for mark in marks_of(citation)[:MOST_MARKED_WORDS]]
    if citation.highlight.of(citation.quote) != citation.quote:
        inside.append(("underline", citation.highlight))
    text.add(quote, style, inside=[(s, span) for s, span in inside if span.end <= len(quote)])


def _add_source(
    text: Composition, citation: Citation, say: Messages, number: int | None = None
) -> None:
    article = citation.article
    text.add(f"\n\n[{number}] " if number else "\n\n")
    link = fragment_link(article.url, citation) if article.url else None
    text.add(shortened(article.title, 2 * LONGEST_NAME), "text_link" if link else "bold", url=link)
    details = [article.source, article.author, (article.published or "").replace("T", " ")]
    if citation.paragraph:
        details.append(say("paragraph {number}", number=citation.paragraph))
    details.append(citation.section)
    text.add("\n" + " · ".join(shortened(d, LONGEST_NAME) for d in details if d))


def _add_others(
    text: Composition, citation: Citation, shown: Shown, cited: Sequence[Neighbour], say: Messages
) -> None:
    """Name the other passages that answer, by the numbers under which *next passage* shows them."""
    for number, other in enumerate(cited, start=1):
        if number == shown.position + 1:
            continue
        parts = [say("paragraph {number}", number=other.paragraph)] if other.paragraph else []
        if other.article.id != citation.article.id:
            parts.insert(0, shortened(other.article.title, LONGEST_OTHER))
        parts.append(shortened(other.section, LONGEST_OTHER))
        text.add(f"\n[{number}] " + " · ".join(filter(None, parts)))


def _with_contact(text: Composition, say: Messages, contact: str | None) -> Composition:
    if contact:
        text.add("\n\n" + say("You can ask a person: {contact}", contact=contact))
    return text


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
