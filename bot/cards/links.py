"""Which addresses open the bot, and what do they say when they do?

A link `t.me/<bot>?start=<payload>` opens a private chat, `?startgroup=` asks into which group the
bot shall come. Invariant: a payload is of Telegram's alphabet, at most 64 long, and carries nothing
of who made the link.
"""

import re

PASSAGE = "p"  # what the payload of a link to a passage begins with …
READING = "r"  # … of one that reads on in its article …
REASON = "v"  # … and of one that asks why an answer was not useful
HELP = "help"
LANGUAGE = "language"
WELCOME = "hello"  # said in a group that the bot was just added to

SUPERGROUPS = -1_000_000_000_000  # ids of supergroups and channels are this minus their number

TO_PASSAGE = re.compile(rf"{PASSAGE}([0-9a-f]{{16,20}})")  # keys of older versions have 16 digits
TO_READING = re.compile(rf"{READING}([0-9a-f]{{16,20}})")
TO_REASON = re.compile(rf"{REASON}(\d{{1,18}})")


def start_link(bot: str, payload: str) -> str:
    """Return the link that starts a private chat with the bot; nothing if its name is not known.

    >>> start_link("youju_bot", HELP)
    'https://t.me/youju_bot?start=help'
    """
    return f"https://t.me/{bot}?start={payload}" if bot else ""


def group_link(bot: str) -> str:
    """Return the link that adds the bot to a group; nothing if its name is not known."""
    return f"https://t.me/{bot}?startgroup={WELCOME}" if bot else ""


def permalink(bot: str, key: str) -> str:
    """Return the link that opens a passage in a private chat with the bot, now and later.

    >>> permalink("youju_bot", "5a0c13e98d6fa7b4c2d1")
    'https://t.me/youju_bot?start=p5a0c13e98d6fa7b4c2d1'
    """
    return start_link(bot, PASSAGE + key)


def reading_link(bot: str, key: str) -> str:
    """Return the link that opens an article for reading where a passage stands."""
    return start_link(bot, READING + key)


def message_link(chat: int, username: str | None, message: int, thread: int | None) -> str | None:
    """Return the link to a message of a supergroup; None where messages have no links.

    >>> message_link(-1001234567890, None, 17, None), message_link(-4001, None, 17, None)
    ('https://t.me/c/1234567890/17', None)
    >>> message_link(-1001234567890, "readers", 17, 5)
    'https://t.me/readers/5/17'
    """
    place = username or _private_place(chat)
    if place is None:
        return None
    return "/".join(["https://t.me", place, *([str(thread)] if thread else []), str(message)])


def _private_place(chat: int) -> str | None:
    return f"c/{SUPERGROUPS - chat}" if chat < SUPERGROUPS else None
