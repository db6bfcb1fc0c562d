"""Is the bot meant, and what is the question?

Invariant: in a group the bot answers only when it is addressed (a command, a mention, a reply to
its own message); what it said itself, what a linked channel forwarded and what it does not
understand it leaves alone.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heard:
    """What of a message tells whether the bot is meant.

    `mentions` are the spans (start, end) of mentions of this bot in `text`, in code points.
    """

    text: str
    private: bool
    mentions: tuple[tuple[int, int], ...] = ()
    replied_text: str = ""  # of the message that this one answers
    replies_to_bot: bool = False
    through_bot: bool = False  # sent through this bot's inline mode
    forwarded_by_channel: bool = False  # a linked channel's post in its group


def question_in(heard: Heard) -> str | None:
    """Return the question of a message without a command, or None if the bot is not meant.

    >>> question_in(Heard("@youju_bot 隨申碼?", private=False, mentions=((0, 10),)))
    '隨申碼?'
    >>> question_in(Heard("隨申碼?", private=False)) is None
    True

    A mention alone, in reply to somebody's message, means that message:

    >>> question_in(Heard("@youju_bot", False, ((0, 10),), replied_text="隨申碼?"))
    '隨申碼?'
    """
    if heard.through_bot or heard.forwarded_by_channel or heard.text.startswith("/"):
        return None
    if not (heard.private or heard.mentions or heard.replies_to_bot):
        return None
    text, end = "", 0
    for start, stop in heard.mentions:
        text, end = text + heard.text[end:start], stop
    question = " ".join((text + heard.text[end:]).split())
    return question or (heard.replied_text if heard.mentions else "") or None
