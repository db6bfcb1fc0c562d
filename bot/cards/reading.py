"""How do an article's pages, contents, keywords and sentences read in a chat?

Invariant: every message fits Telegram's limits whatever the article says, and what is shown of it
is its own text; our words stand below it.
"""

from collections.abc import Sequence

from bot.cards.buttons import BUTTONS_FORM, Row, Surface
from bot.cards.links import PASSAGE, reading_link
from bot.cards.pages import Page, headings_of
from bot.cards.reply import Button, Composition, Reply, Style, shortened
from bot.messages import Messages
from knowledge import Article, Citation, DailyQuote, Keyword, ListedArticle, Span, passages_of

LONGEST_TITLE = 150  # units
LONGEST_LINE = 60  # units of a heading in a list
LONGEST_LABEL = 40  # … and on a button
LONGEST_SENTENCE = 400  # units of a sentence in a summary: eight and their places fit
LONGEST_WORD = 40
LISTED = 12  # headings on a page of contents
CHOICES = 10  # articles to choose from


def reading_button(label: str, action: str, number: int, position: int | None = None) -> Button:
    """Return a button that does something with the article of a number.

    >>> reading_button("Next page", "page", 7, 2).data
    '1:page:7:2'
    """
    sent = f"{BUTTONS_FORM}:{action}:{number}"
    return Button(label, sent if position is None else f"{sent}:{position}")


def render_page(
    item: ListedArticle,
    article: Article,
    pages: Sequence[Page],
    number: int,
    say: Messages,
    *,
    marked: Span | None = None,
) -> Reply:
    """Return a page of an article; a passage that the reader comes from is underlined."""
    text = Composition()
    for piece in pages[number]:
        shown = piece.span.of(article.text)
        styles: tuple[Style, ...] = ("bold",) if piece.is_heading else ()
        if marked == piece.span:
            styles = (*styles, "underline")
        text.add(shown, *styles).add("\n\n")
    title = shortened(article.title, LONGEST_TITLE)
    place = say("page {number} of {total}", number=number + 1, total=len(pages))
    text.add(f"— {title} · {place}", "italic")
    row = []
    if number > 0:
        row.append(reading_button(say("Previous page"), "page", item.number, number - 1))
    row.append(reading_button(say("Contents"), "contents", item.number, 0))
    if number + 1 < len(pages):
        row.append(reading_button(say("Next page"), "page", item.number, number + 1))
    return text.reply(tuple(row))


def render_contents(
    item: ListedArticle,
    article: Article,
    pages: Sequence[Page],
    start: int,
    say: Messages,
    *,
    surface: Surface,
) -> Reply:
    """Return the headings of an article; alone with the reader each is a button to its page."""
    headings = headings_of(tuple(pages))
    start = start if start < len(headings) else 0
    text = Composition().add(shortened(article.title, LONGEST_TITLE), "bold")
    total = say.count("{number} page", "{number} pages", len(pages))
    text.add(f"\n{total}")
    shown = headings[start : start + LISTED]
    text.add("" if headings else "\n\n" + say("This article has no headings."))
    lines = [shortened(_line(span, article), LONGEST_LINE) for span, _ in shown]
    text.add("".join(["\n", *(f"\n§ {line}" for line in lines)]) if lines else "")
    if surface.manner == "short":
        return text.reply(*_link_row(article, pages, surface, say))
    rows: list[Row] = [
        (reading_button(shortened(line, LONGEST_LABEL), "page", item.number, page),)
        for line, (_, page) in zip(lines, shown, strict=True)
        if any(character.isalnum() for character in line)
    ]
    turns = []
    if start > 0:
        turns.append(
            reading_button(say("Previous page"), "contents", item.number, max(0, start - LISTED))
        )
    if start + LISTED < len(headings):
        turns.append(reading_button(say("Next page"), "contents", item.number, start + LISTED))
    rows += [tuple(turns)] if turns else []
    go_on = reading_button(say("Read on"), "read", item.number)
    return text.reply(
        *rows, (reading_button(say("From the beginning"), "page", item.number, 0), go_on)
    )


def render_keywords(
    item: ListedArticle, article: Article, found: Sequence[Keyword], say: Messages, surface: Surface
) -> Reply:
    """Return the words that an article is about, with how often it has them."""
    text = Composition().add(say("Keywords"), "bold")
    text.add(f"\n{shortened(article.title, LONGEST_TITLE)}\n")
    if not found:
        text.add("\n" + say("There are too few words in it."))
    for keyword in found:
        text.add("\n").add(shortened(keyword.text, LONGEST_WORD), "bold").add(f" × {keyword.count}")
    return text.reply(*_study_row(item, "summary", say("Summary"), say, surface))


def render_summary(
    item: ListedArticle, found: Sequence[Citation], say: Messages, surface: Surface
) -> Reply:
    """Return the sentences that say what is in an article, each with its paragraph."""
    text = Composition().add(say("The article in its own sentences"), "bold")
    text.add(f"\n{shortened(item.article.title, LONGEST_TITLE)}")
    if not found:
        text.add("\n\n" + say("There are too few sentences in it."))
    before = ""
    for one in found:
        shown = shortened(one.highlight.of(one.quote), LONGEST_SENTENCE)
        text.add("\n\n").add(shown, "blockquote")
        text.add("\n" + say("paragraph {number}", number=one.paragraph))
        if one.section not in {before, ""}:
            text.add(f" · {shortened(one.section, LONGEST_LINE)}")
        before = one.section
    return text.reply(*_study_row(item, "keywords", say("Keywords"), say, surface))


def render_daily(quote: DailyQuote, page: int, say: Messages, surface: Surface) -> Reply:
    """Return the sentence of the day, with its source."""
    source, sentence = quote.item.article, quote.sentence
    text = Composition().add(say("Quote of the day"), "bold").add("\n\n")
    text.add(sentence.span.of(quote.article.text), "blockquote").add("\n\n")
    text.add(shortened(source.title, LONGEST_TITLE), "bold")
    details = [source.source, source.author, (source.published or "").replace("T", " ")]
    details.append(say("paragraph {number}", number=sentence.paragraph))
    text.add("\n" + " · ".join(shortened(part, LONGEST_LINE) for part in details if part))
    row = [_reading_on(quote.item.number, page, sentence.passage, say, surface)]
    if surface.inline:
        row.append(Button(say("Share"), shared=PASSAGE + sentence.passage))
    return text.reply(tuple(row))


def render_choices(items: Sequence[ListedArticle], action: str, say: Messages) -> Reply:
    """Return the message that asks which article is meant, with a button for each."""
    text = Composition().add(say("Which article?"), "bold")
    rows = []
    for place, item in enumerate(items, start=1):
        title = shortened(item.article.title, LONGEST_TITLE)
        text.add(f"\n\n{place}. {title}")
        label = f"{place}. {shortened(item.article.title, LONGEST_LABEL)}"
        rows.append((reading_button(label, action, item.number),))
    return text.reply(*rows)


def first_key(article: Article) -> str | None:
    """Return the key of an article's first passage, by which links name its beginning."""
    found = passages_of(article)
    return found[0].key if found else None


def _study_row(
    item: ListedArticle, other: str, label: str, say: Messages, surface: Surface
) -> list[Row]:
    if surface.manner == "short":  # in a group everyone would see the message change
        return []
    read = reading_button(say("Read the article"), "read", item.number)
    return [(read, reading_button(label, other, item.number))]


def _link_row(
    article: Article, pages: Sequence[Page], surface: Surface, say: Messages
) -> list[Row]:
    first = first_key(article)
    if not pages or first is None:
        return []
    return [(Button(say("Read the article"), url=reading_link(surface.bot, first)),)]


def _reading_on(number: int, page: int, key: str, say: Messages, surface: Surface) -> Button:
    if surface.manner == "short":
        return Button(say("Read the article"), url=reading_link(surface.bot, key))
    return reading_button(say("Read the article"), "page", number, page)


def _line(span: Span, article: Article) -> str:
    return " ".join(span.of(article.text).split())
