"""How do an offer, the list of articles and one article read in a chat?

Invariant: every message fits Telegram's limits whatever the articles say; a button carries what it
does and one number, and everything else is in the database.
"""

from collections.abc import Sequence

from bot.cards.buttons import BUTTONS_FORM
from bot.cards.reply import Button, Composition, Reply, shortened
from bot.messages import Messages
from knowledge import Article, ListedArticle, Offer, Placement, Source

LISTED = 10  # articles on a page
IN_A_ROW = 5  # buttons
LONGEST_TITLE = 150  # units
LONGEST_DETAIL = 60
LONGEST_PATH = 200
LONGEST_BEGINNING = 600  # units of an article's first lines
LONGEST_PROBLEM = 180
TOLD = 10  # titles and problems of one offer
TOLD_WARNINGS = 3
OUTLINED = 25  # headings of one article


def card_button(label: str, action: str, number: int) -> Button:
    """Return a button that does something with the thing of a number.

    >>> card_button("Add", "add", 7).data
    '1:add:7'
    """
    return Button(label, f"{BUTTONS_FORM}:{action}:{number}")


def render_offer(offer: Offer, placed: Sequence[Placement], number: int, say: Messages) -> Reply:
    """Return the message that shows what would be added, with the buttons to decide."""
    text = Composition()
    if not offer.articles:
        text.add(say("Nothing in it can be added."), "bold")
        return _with_problems(text, offer, say).reply()
    if len(offer.articles) == 1:
        _add_article(text, offer, say)
    else:
        many = say.count("{number} article", "{number} articles", len(offer.articles))
        text.add(many, "bold")
        for article in offer.articles[:TOLD]:
            text.add(f"\n• {shortened(article.title, LONGEST_DETAIL)}")
        text.add("\n• …" if len(offer.articles) > TOLD else "")
    replaced = [one.path for one in placed if one.replaces]
    if replaced:
        names = shortened(", ".join(replaced), LONGEST_PATH)
        text.add("\n\n" + say("Replaces {names}; the old text is kept beside it.", names=names))
    _with_problems(text, offer, say)
    return text.reply(
        (card_button(say("Add"), "add", number), card_button(say("Discard"), "discard", number))
    )


def render_list(
    items: Sequence[ListedArticle], start: int, total: int, head: str, say: Messages
) -> Reply:
    """Return a page of the list of articles, whose first has a place from 0 in the whole."""
    text = Composition().add(head)
    for place, item in enumerate(items, start=start + 1):
        text.add(f"\n\n{place}. ").add(shortened(item.article.title, LONGEST_TITLE), "bold")
        details = _details(item.article)
        text.add(f"\n{details}" if details else "")
    return text.reply(*_list_buttons(items, start, total, say))


def render_article(
    item: ListedArticle, article: Article, say: Messages, *, for_admin: bool, readable: bool = False
) -> Reply:
    """Return the card of an article: its fields, its headings, and what can be done with it.

    It can be read where nobody else sees it, and changed by admins.
    """
    text = Composition()
    text.add(
        shortened(article.title, LONGEST_TITLE),
        "text_link" if article.url else "bold",
        url=article.url,
    )
    details = _details(item.article)
    text.add(f"\n{details}" if details else "")
    if article.editors:
        names = shortened("、".join(article.editors), LONGEST_DETAIL)
        text.add("\n" + say("Editors: {names}", names=names))
    passages = say.count("{number} passage", "{number} passages", item.passages)
    text.add(f"\n{passages} · {shortened(article.id, LONGEST_PATH)}")
    headings = [b.span.of(article.text) for b in article.blocks if b.kind == "heading"]
    outline = [f"\n§ {shortened(heading, LONGEST_DETAIL)}" for heading in headings[:OUTLINED]]
    outline += ["\n§ …"] if len(headings) > OUTLINED else []
    text.add("".join(["\n", *outline]) if outline else "")
    rows: list[tuple[Button, ...]] = [(card_button(say("All articles"), "list", 0),)]
    if readable:
        read = card_button(say("Read the article"), "read", item.number)
        rows.insert(0, (read, card_button(say("Summary"), "summary", item.number)))
    if not for_admin:
        return text.reply(*rows)
    changing = (
        card_button(say("Export"), "export", item.number),
        card_button(say("Remove …"), "remove", item.number),
    )
    return text.reply(changing, *rows)


def render_removal(item: ListedArticle, article: Article, say: Messages) -> Reply:
    """Return the question whether an article shall really be removed."""
    text = Composition()
    title, file = shortened(article.title, LONGEST_TITLE), shortened(article.file, LONGEST_PATH)
    text.add(say("Remove this article?"), "bold").add(f"\n\n{title}\n\n")
    text.add(say("It will not be cited any more. Nothing is deleted: {file}.removed", file=file))
    return text.reply(
        (
            card_button(say("Remove"), "really", item.number),
            card_button(say("Keep"), "article", item.number),
        )
    )


def render_found(items: Sequence[ListedArticle], say: Messages) -> Reply:
    """Return the message that asks which of several articles is meant."""
    text = Composition().add(say("Several articles are called that:"))
    for place, item in enumerate(items, start=1):
        text.add(f"\n\n{place}. ").add(shortened(item.article.title, LONGEST_TITLE), "bold")
    return text.reply(*_numbered(items, 0))


def _add_article(text: Composition, offer: Offer, say: Messages) -> None:
    (article,) = offer.articles
    text.add(shortened(article.title, LONGEST_TITLE), "bold")
    lines = [
        say("Author: {name}", name=article.author or "–"),
        say("Date: {date}", date=(article.published or "–").replace("T", " ")),
        say("Source: {name}", name=article.source or "–"),
        *([article.url] if article.url else []),
        say.count("{number} passage", "{number} passages", offer.passages),
    ]
    for line in lines:
        text.add("\n" + shortened(line, LONGEST_PATH))
    paragraphs = [b.span.of(article.text) for b in article.blocks if b.kind == "paragraph"]
    text.add("\n\n").add(shortened("\n".join(paragraphs), LONGEST_BEGINNING), "blockquote")


def _with_problems(text: Composition, offer: Offer, say: Messages) -> Composition:
    for told, heading, most in (
        (offer.problems, say("Not read"), TOLD),
        (offer.warnings, say("Left out of articles that were read"), TOLD_WARNINGS),
    ):
        if told:
            text.add("\n\n").add(f"{heading} ({len(told)})", "bold")
        for one in told[:most]:
            text.add(f"\n• {shortened(str(one), LONGEST_PROBLEM)}")
        text.add("\n• …" if len(told) > most else "")
    return text


def _details(source: Source) -> str:
    parts = [source.source, source.author, (source.published or "").replace("T", " ")]
    return " · ".join(shortened(part, LONGEST_DETAIL) for part in parts if part)


def _list_buttons(
    items: Sequence[ListedArticle], start: int, total: int, say: Messages
) -> list[tuple[Button, ...]]:
    rows = _numbered(items, start)
    turns = []
    if start > 0:
        turns.append(card_button(say("Previous page"), "list", max(0, start - LISTED)))
    if start + LISTED < total:
        turns.append(card_button(say("Next page"), "list", start + LISTED))
    return [*rows, tuple(turns)] if turns else rows


def _numbered(items: Sequence[ListedArticle], start: int) -> list[tuple[Button, ...]]:
    buttons = [
        card_button(str(place), "article", item.number)
        for place, item in enumerate(items, start=start + 1)
    ]
    return [tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW)]
