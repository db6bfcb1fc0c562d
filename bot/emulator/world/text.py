"""Is this text with its entities one that Telegram takes?

Invariant: what `checked_text` returns fits its limit in UTF-16 units, and every entity lies inside
it and never cuts a surrogate pair. Where Telegram would silently drop or move an entity, it raises,
so that a test sees the mistake.
"""

from itertools import accumulate
from typing import Any

from bot.emulator.world.errors import bad_request

TEXT_LIMIT = 4096  # UTF-16 units of a message's text
CAPTION_LIMIT = 1024  # UTF-16 units of a caption
ENTITY_LIMIT = 100  # Telegram drops the ones beyond

TRIMMED = " \t\r\n\v\f"  # the server trims ASCII white space and leaves the ideographic space
LAST_OF_PLANE_0 = "\uffff"

ENTITY_TYPES = frozenset(
    """mention hashtag cashtag bot_command url email phone_number bold italic underline
    strikethrough spoiler blockquote expandable_blockquote code pre text_link text_mention
    custom_emoji date_time""".split()
)
ENTITY_NEEDS = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}

Entity = dict[str, Any]


def utf16_length(text: str) -> int:
    """Return the length of a text in UTF-16 units.

    >>> utf16_length("據😀")
    3
    """
    return sum(_units(character) for character in text)


def checked_text(
    text: str, entities: list[Entity], limit: int = TEXT_LIMIT
) -> tuple[str, list[Entity]]:
    """Return a text and its entities as they will stand, trimmed, or raise a 400."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise bad_request("strings must be encoded in UTF-8")
    if not text:
        raise bad_request("message text is empty")
    if not text.strip():
        raise bad_request("text must be non-empty")
    _check_entities(text, entities)
    trimmed = _trimmed(text, entities)
    if utf16_length(trimmed[0]) > limit:
        subject = "message" if limit == TEXT_LIMIT else "message caption"
        raise bad_request(f"{subject} is too long")
    return trimmed


def _units(character: str) -> int:
    return 2 if character > LAST_OF_PLANE_0 else 1


def _check_entities(text: str, entities: list[Entity]) -> None:
    if len(entities) > ENTITY_LIMIT:
        raise bad_request(f"{len(entities)} entities, and those after {ENTITY_LIMIT} would be lost")
    borders = set(accumulate(map(_units, text), initial=0))
    for entity in entities:
        _check_entity(entity, borders)


def _check_entity(entity: Entity, borders: set[int]) -> None:
    kind, start, length = (entity.get(name) for name in ("type", "offset", "length"))
    if kind not in ENTITY_TYPES:
        raise bad_request(f"can't parse MessageEntity: unsupported type {kind!r}")
    if not isinstance(start, int) or not isinstance(length, int) or length <= 0:
        raise bad_request(f"can't parse MessageEntity: {entity!r} has no extent")
    if not {start, start + length} <= borders:
        raise bad_request(f"entity {entity!r} leaves the text or cuts a surrogate pair")
    if (need := ENTITY_NEEDS.get(kind)) and not entity.get(need):
        raise bad_request(f"can't parse MessageEntity: {kind} needs {need}")


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    kept = text.strip(TRIMMED)
    shift = utf16_length(text[: len(text) - len(text.lstrip(TRIMMED))])
    end = utf16_length(kept)
    moved = []
    for entity in entities:
        first = max(entity["offset"] - shift, 0)
        last = min(entity["offset"] + entity["length"] - shift, end)
        if first < last:
            moved.append({**entity, "offset": first, "length": last - first})
    return kept, sorted(moved, key=lambda entity: (entity["offset"], -entity["length"]))
