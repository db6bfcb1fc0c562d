from telegram import MessageEntity

from bot.reply import Button, Composition
from bot.sending import entities, keyboard


def test_entities_count_utf16_units() -> None:
    """Marks become entities whose offsets count UTF-16 units, as Telegram does."""
    reply = (
        Composition()
        .add("😀據")
        .add("bold", "bold")
        .add("x", "text_link", url="https://x.org")
        .reply()
    )
    found = [(e.type, e.offset, e.length, e.url) for e in entities(reply)]
    assert found == [
        (MessageEntity.BOLD, 3, 4, None),
        (MessageEntity.TEXT_LINK, 7, 1, "https://x.org"),
    ]


def test_keyboard() -> None:
    """Buttons call back or open a page; a message without any has no keyboard."""
    assert keyboard(Composition().add("x").reply()) is None
    row = (Button("Context", "1:context:7:0"), Button("Source", url="https://x.org"))
    made = keyboard(Composition().add("x").reply(row))
    assert made
    assert [(b.text, b.callback_data, b.url) for b in made.inline_keyboard[0]] == [
        ("Context", "1:context:7:0", None),
        ("Source", None, "https://x.org"),
    ]
