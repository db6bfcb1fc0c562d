"""Which commands, mentions, links and hashtags does Telegram find in what people type?

Invariant: offsets and lengths count UTF-16 units, and found entities never overlap.
"""

import re

from bot.emulator.world.text import Entity, utf16_length

# In this order: a link may hold "@" and "#". Word borders are Unicode's, as in Telegram's own
# patterns (td/telegram/MessageEntity.cpp), so neither "/ask數位" nor "@bot數位" is recognised.
PATTERN = re.compile(
    r"(?P<url>https?://[^\s<>，。；！？「」（）]+)"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/<>])"
    r"|(?<!\w)(?P<mention>@[A-Za-z0-9_]{2,32})\b"
    r"|(?<!\w)(?P<hashtag>#\w+)"
)


def detect(text: str) -> list[Entity]:
    """Return the entities of a typed text in order.

    >>> detect("😀 /ask@articles_bot 據")
    [{'type': 'bot_command', 'offset': 3, 'length': 17}]
    """
    return [
        {
            "type": str(match.lastgroup),
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match.group()),
        }
        for match in PATTERN.finditer(text)
    ]
