"""One person sends thousands of messages at once: what becomes of those of the others?

Updates are sifted as they come, before they are parsed and stored. Invariant: what is dropped was
more than one person, or one chat, may have waiting; the first of it is told, admins are never
dropped, and the number of the last update is kept, so that Telegram learns how far we are.
"""

import logging
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from telegram import MessageEntity, Update

from bot.delivery.allowance import Grant
from bot.delivery.shares import Sender, Shares
from bot.service.figures import Figures
from bot.telegram.answers import Json

log = logging.getLogger(__name__)

FROM_PEOPLE = frozenset(
    {
        Update.MESSAGE,
        Update.EDITED_MESSAGE,
        Update.CALLBACK_QUERY,
        Update.INLINE_QUERY,
        Update.GUEST_MESSAGE,
    }
)
# What may call the bot in a group; all else that is said there without a reply is not for it.
CALLS = frozenset({MessageEntity.MENTION, MessageEntity.TEXT_MENTION, MessageEntity.BOT_COMMAND})


class Sieve:
    """Lets through what may wait; `begin` and `end` tell it what does."""

    def __init__(self, admins: Collection[int], figures: Figures) -> None:
        self._admins = frozenset[Sender](("person", admin) for admin in admins)
        self._figures = figures
        self._shares = Shares()
        self._excess: set[int] = set()

    def sift(self, updates: Sequence[Json]) -> list[Json]:
        """Return the updates that may wait, and the number of the last one in any case."""
        coming, kept = Counter[Sender](), list[Json]()
        for update in updates:
            if self.passes(update, coming):
                coming.update(_senders_in(update))
                kept.append(update)
        if updates and (not kept or kept[-1] is not updates[-1]):
            kept.append({"update_id": updates[-1]["update_id"]})
        return kept

    def passes(self, update: Json, coming: Counter[Sender] | None = None) -> bool:
        """Tell whether an update may wait, beside what is just coming."""
        senders = _senders_in(update)
        if not self._admins.isdisjoint(senders):
            return True
        grant = self._shares.grant(senders, coming or Counter())
        if grant is Grant.TOLD and senders[0][0] == "chatter":  # nobody asked, nobody is told
            grant = Grant.NO
        if grant is Grant.TOLD:
            log.warning("somebody sends more than can be answered: what comes now is dropped")
            self._excess.add(update["update_id"])
        self._figures.updates["dropped"] += grant is Grant.NO
        return grant is not Grant.NO

    def begin(self, update: Update) -> None:
        """Note that an update waits."""
        self._shares.begin(_senders_of(update))

    def is_excess(self, number: int) -> bool:
        """Tell, once, whether an update is the first that was too much."""
        found = number in self._excess
        self._excess.discard(number)
        return found

    def end(self, update: Update) -> None:
        """Note that an update is done."""
        self._shares.end(_senders_of(update))


def _senders_in(update: Json) -> list[Sender]:
    """Return whom an update comes from; nobody if it must not be dropped.

    >>> _senders_in({"update_id": 1, "message": {"from": {"id": 5}, "chat": {"id": 5}}})
    [('person', 5), ('chat', 5)]
    >>> _senders_in({"update_id": 1, "message": {"text": "Hi", "chat": {"id": -7}}})
    [('chatter', -7)]
    >>> _senders_in({"update_id": 1, "my_chat_member": {"from": {"id": 5}}, "message": None})
    []
    """
    found = list[Sender]()
    for kind in FROM_PEOPLE & update.keys():
        body = update[kind] or {}  # null means that there is none
        person, chat = body.get("from"), (body.get("message") or body).get("chat")
        entities = (one["type"] for one in body.get("entities") or ())
        is_plain = body.get("text") is not None and not body.get("reply_to_message")
        if kind == Update.MESSAGE and is_plain and chat and _is_chatter(chat["id"], entities):
            return [("chatter", chat["id"])]
        if person:
            found.append(("person", person["id"]))
        if chat:
            found.append(("chat", chat["id"]))
    return found


def _senders_of(update: Update) -> list[Sender]:
    """Return the same of an update that was parsed."""
    found, message = list[Sender](), update.message
    if not any(getattr(update, kind) for kind in FROM_PEOPLE):
        return found
    if message and message.text is not None and not message.reply_to_message:
        chat, entities = message.chat.id, (one.type for one in message.entities)
        if _is_chatter(chat, entities):
            return [("chatter", chat)]
    if person := update.effective_user:
        found.append(("person", person.id))
    if place := update.effective_chat:
        found.append(("chat", place.id))
    return found


def _is_chatter(chat: int, entities: Iterable[str]) -> bool:
    """Tell whether a text that replies to nothing is said in a group, and not to the bot."""
    return chat < 0 and CALLS.isdisjoint(entities)
