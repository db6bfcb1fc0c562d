"""How do news, and what a chat is told of, read?

Invariant: whatever is told unasked says how to stop it.
"""

from collections.abc import Sequence

from bot.cards.article import IN_A_ROW, LISTED, card_button
from bot.cards.reply import Composition, Reply, shortened
from bot.messages import Messages
from bot.records.subscriptions import Subscription
from knowledge import Arrival

LONGEST_TITLE = 150  # units
LONGEST_KEYWORD = 60


def render_news(one: Subscription, news: Sequence[Arrival], say: Messages) -> Reply:
    """Return the message that tells a chat of new articles."""
    text = Composition()
    if one.kind == "keyword":
        word = shortened(one.keyword, LONGEST_KEYWORD)
        text.add(say("New: an article that mentions “{word}”", word=word), "bold")
    else:
        text.add(say.count("{number} new article", "{number} new articles", len(news)), "bold")
    for place, arrival in enumerate(news[:LISTED], start=1):
        text.add(f"\n\n{place}. ").add(shortened(arrival.article.title, LONGEST_TITLE), "bold")
        published = (arrival.article.published or "").replace("T", " ")
        text.add(f"\n{shortened(published, LONGEST_KEYWORD)}" if published else "")
    text.add("\n\n…" if len(news) > LISTED else "")
    text.add("\n\n" + say("You subscribed to this; /unsubscribe stops it."), "italic")
    opening = [
        card_button(str(place), "article", arrival.number)
        for place, arrival in enumerate(news[:LISTED], start=1)
    ]
    rows = [tuple(opening[at : at + IN_A_ROW]) for at in range(0, len(opening), IN_A_ROW)]
    return text.reply(*rows, (card_button(say("Unsubscribe"), "stop", one.subscription),))


def render_subscriptions(subscriptions: Sequence[Subscription], say: Messages) -> Reply:
    """Return the message that shows what a chat is told of, with buttons to stop and to add."""
    text = Composition()
    if subscriptions:
        text.add(say("This chat is subscribed to:"), "bold")
        for place, one in enumerate(subscriptions, start=1):
            text.add(f"\n{place}. {name_of(one, say)}")
    else:
        text.add(say("This chat has no subscriptions yet."), "bold")
    text.add("\n\n" + say("To follow a word or a name, write it after /subscribe."))
    kinds = {one.kind for one in subscriptions}
    stops = [
        card_button(say("Stop {number}", number=place), "stop", one.subscription)
        for place, one in enumerate(subscriptions, start=1)
    ]
    rows = [tuple(stops[at : at + IN_A_ROW]) for at in range(0, len(stops), IN_A_ROW)]
    if "new" not in kinds:
        rows.append((card_button(say("Every new article"), "subscribe", 0),))
    if "weekly" not in kinds:
        rows.append((card_button(say("Once a week"), "subscribe", 1),))
    return text.reply(*rows)


def name_of(one: Subscription, say: Messages) -> str:
    """Return what a subscription is about, in words."""
    if one.kind == "keyword":
        word = shortened(one.keyword, LONGEST_KEYWORD)
        return say("articles that mention “{word}”", word=word)
    if one.kind == "weekly":
        return say("new articles, once a week")
    return say("new articles")
