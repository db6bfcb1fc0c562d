"""What can a person do on Telegram?

Invariant: a person acts as the apps allow: only in chats they are in, on messages that stand there,
with buttons that are shown. Whatever breaks this is a mistake of the test and raises ValueError or
LookupError.
"""

import copy
from collections.abc import Sequence

from bot.emulator.methods.files import document_json, photo_json
from bot.emulator.methods.inline import keep_inline, result_content
from bot.emulator.world.delivery import Delivery, change_role, deliver, deliver_message
from bot.emulator.world.entities import detect
from bot.emulator.world.keyboard import callback_data
from bot.emulator.world.posting import Anchor, post
from bot.emulator.world.state import Chat, Json, Place, State, Upload, User

# Telegram's own accounts.
ANONYMOUS_ADMIN = User(1087968824, "Group", "GroupAnonymousBot", is_bot=True)

Message = Delivery | Json
"""A message as a test holds it: what an earlier action returned, or the JSON itself."""

_FILE: Json = {"file_id": "a-file", "file_unique_id": "its-own"}
WORDLESS: dict[str, Json] = {
    "voice": {**_FILE, "duration": 3},
    "sticker": {
        **_FILE,
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
    },
    "contact": {"phone_number": "+1", "first_name": "Ana"},
    "location": {"latitude": 31.2, "longitude": 121.5},
    "dice": {"emoji": "🎲", "value": 4},
    "poll": {
        "id": "1",
        "question": "?",
        "options": [{"text": "1", "voter_count": 0, "persistent_id": "1"}],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    },
}


class Person:
    """An account with an app in its hands; made by `Telegram.person`."""

    def __init__(self, state: State, user: User, chat: Chat) -> None:
        self.user = user
        self._state = state
        self._chat = chat

    @property
    def id(self) -> int:
        """Return the user id, which is also the id of the private chat with the bot."""
        return self.user.id

    @property
    def chat(self) -> Chat:
        """Return the private chat with the bot."""
        return self._chat

    def says(
        self,
        text: str,
        *,
        chat: Place | None = None,
        reply_to: Message | None = None,
        quote: str | None = None,
        thread: int | str | None = None,
        entities: Sequence[Json] | None = None,
        date: float | None = None,
        anonymous: bool = False,
        via_bot: bool = False,
    ) -> Delivery:
        """Send a text, privately unless a chat is given; entities are found as Telegram finds them.

        A thread is a topic's name or id; the date is in seconds since the epoch.
        """
        found = detect(text) if entities is None else list(entities)
        content: Json = {"text": text, **({"entities": found} if found else {})}
        if via_bot:
            content["via_bot"] = self._state.bot.as_json()
        place = self._enter(chat)
        author = self._author(place, anonymous=anonymous)
        return self._post(place, author, content, _anchor(place, reply_to, quote, thread), date)

    def forwards(
        self, text: str, *, chat: Place | None = None, date: float | None = None
    ) -> Delivery:
        """Pass on a text that somebody wrote who hides their account."""
        now = int(self._state.now())
        origin = {"type": "hidden_user", "sender_user_name": "Somebody", "date": now}
        content: Json = {"text": text, "forward_origin": origin}
        content |= {"entities": found} if (found := detect(text)) else {}
        place = self._enter(chat)
        author = self._author(place, anonymous=False)
        return self._post(place, author, content, _anchor(place, None, None, None), date)

    def sends_document(
        self,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        mime_type: str = "application/octet-stream",
        chat: Place | None = None,
        reply_to: Message | None = None,
        thread: int | str | None = None,
    ) -> Delivery:
        """Send a file with an optional caption."""
        stored = self._state.store(Upload(name, content, mime_type), "documents")
        part = {"document": document_json(stored)}
        return self._send_file(part, caption, chat, reply_to, thread)

    def sends_photo(
        self,
        content: bytes,
        *,
        caption: str = "",
        chat: Place | None = None,
        reply_to: Message | None = None,
        thread: int | str | None = None,
    ) -> Delivery:
        """Send a picture with an optional caption."""
        stored = self._state.store(Upload("photo.jpg", content, "image/jpeg"), "photos")
        return self._send_file({"photo": photo_json(stored)}, caption, chat, reply_to, thread)

    def sends(self, kind: str, *, chat: Place | None = None) -> Delivery:
        """Send something without words: a voice, a sticker, a contact, a location."""
        place = self._enter(chat)
        author = self._author(place, anonymous=False)
        return self._post(place, author, {kind: WORDLESS[kind]}, _anchor(place, None, None, None))

    def edits(self, message: Message, text: str) -> Delivery:
        """Change the text of a message of one's own."""
        stored = self._stored(message)
        place = self._state.chats[stored["chat"]["id"]]
        if stored["from"]["id"] not in {self.id, ANONYMOUS_ADMIN.id}:
            raise ValueError(f"{self.user.first_name} did not write {stored.get('text')!r}")
        stored.pop("entities", None)
        stored |= {"text": text, "edit_date": int(self._state.now())}
        stored |= {"entities": found} if (found := detect(text)) else {}
        return deliver_message(self._state, place, stored, "edited_message")

    def presses(self, message: Message, button: str = "", *, data: str | None = None) -> Delivery:
        """Press the button with a label or callback data; `data` forges a press no button offers.

        A message that was deleted meanwhile reaches the bot as an inaccessible one.
        """
        asked = _json(message)
        place = self._state.chats[asked["chat"]["id"]]
        self._enter(place)
        shown = place.messages.get(asked["message_id"])
        if data is None:
            data = callback_data((shown or asked).get("reply_markup"), button)
        gone = {"chat": place.as_json(), "message_id": asked["message_id"], "date": 0}
        return self._press({"message": shown or gone, "data": data}, place.id)

    def presses_inline(self, inline_message_id: str, button: str) -> Delivery:
        """Press a button under a message that was sent via the bot."""
        shown = self._state.inline_messages[inline_message_id]
        data = callback_data(shown.get("reply_markup"), button)
        return self._press({"inline_message_id": inline_message_id, "data": data}, None)

    def asks_inline(
        self, query: str, *, offset: str = "", chat_type: str = "supergroup"
    ) -> Delivery:
        """Type the bot's name and a query into some chat."""
        body = {"query": query, "offset": offset, "chat_type": chat_type, **self._from()}
        body["id"] = self._state.new_query("inline")
        return deliver(self._state, "inline_query", body)

    def chooses(self, asked: Delivery, result_id: str, *, chat: Place | None = None) -> Delivery:
        """Send a result that the bot offered to an inline query; the bot is told of the choice."""
        answer = self._state.queries[asked.query_id].answer or {"results": []}
        results = {str(result["id"]): result for result in answer["results"]}
        if result_id not in results:
            raise LookupError(f"no result {result_id!r}; there are {sorted(results)}")
        content = result_content(results[result_id])
        place = self._enter(chat)
        via = {"via_bot": self._state.bot.as_json()}
        self._post(place, self._author(place), content | via)
        query = (asked.update or {})["inline_query"]["query"]
        chosen = {"result_id": result_id, "query": query, **self._from()}
        if "reply_markup" in content:
            chosen["inline_message_id"] = keep_inline(self._state, content)
        return deliver(self._state, "chosen_inline_result", chosen)

    def summons(self, text: str, *, chat: Place) -> Delivery:
        """Mention the bot in a chat that it is not in: it is asked as a guest."""
        if chat.chat.holds(self._state.bot.id):
            raise ValueError(f"the bot is in {chat.chat.title}, so it cannot be a guest there")
        place = self._enter(chat)
        content: Json = {"text": text, "entities": detect(text)}
        message = post(self._state, place, self._author(place), content)
        query_id = self._state.new_query("guest", place.id)
        update = deliver(self._state, "guest_message", message | {"guest_query_id": query_id})
        return Delivery(update.update, copy.deepcopy(message))

    def blocks_bot(self) -> Delivery:
        """Block the bot: from now on it is forbidden to write to this person."""
        return change_role(self._state, self._chat, self.user, self._state.bot, "kicked")

    def unblocks_bot(self) -> Delivery:
        """Let the bot write again."""
        return change_role(self._state, self._chat, self.user, self._state.bot, "member")

    def _enter(self, chat: Place | Chat | None) -> Chat:
        place = self._chat if chat is None else chat if isinstance(chat, Chat) else chat.chat
        bot_id = self._state.bot.id
        if place is self._chat:
            if place.roles.setdefault(bot_id, "member") == "kicked":
                raise ValueError(f"{self.user.first_name} has blocked the bot: unblock it first")
        elif not place.holds(self.id):
            raise ValueError(f"{self.user.first_name} is not in {place.title}")
        return place

    def _author(self, place: Chat, *, anonymous: bool = False) -> Json:
        if not anonymous:
            return self._from()
        if not place.is_led_by(self.id):
            raise ValueError(f"{self.user.first_name} does not lead {place.title}")
        return {"from": ANONYMOUS_ADMIN.as_json(), "sender_chat": place.as_json()}

    def _from(self) -> Json:
        return {"from": self.user.as_json()}

    def _post(
        self,
        place: Chat,
        author: Json,
        content: Json,
        anchor: Anchor | None = None,
        date: float | None = None,
    ) -> Delivery:
        message = post(self._state, place, author, content, anchor, date=date)
        return deliver_message(self._state, place, message)

    def _send_file(
        self,
        part: Json,
        caption: str,
        chat: Place | None,
        reply_to: Message | None,
        thread: int | str | None,
    ) -> Delivery:
        if caption:
            part |= {"caption": caption, "caption_entities": detect(caption)}
        place = self._enter(chat)
        anchor = _anchor(place, reply_to, None, thread)
        return self._post(place, self._author(place), part, anchor)

    def _stored(self, message: Message) -> Json:
        asked = _json(message)
        stored = self._state.chats[asked["chat"]["id"]].messages.get(asked["message_id"])
        if stored is None:
            raise LookupError(f"message {asked['message_id']} is gone")
        return stored

    def _press(self, where: Json, chat_id: int | None) -> Delivery:
        body = {
            "id": self._state.new_query("callback", chat_id),
            "chat_instance": str(chat_id),
            **self._from(),
            **where,
        }
        pressed = deliver(self._state, "callback_query", body)
        return Delivery(pressed.update, copy.deepcopy(where.get("message")))


def _json(message: Message) -> Json:
    found = message.message if isinstance(message, Delivery) else message
    if found is None:
        raise LookupError("this delivery is not of a message")
    return found


def _anchor(
    place: Chat, reply_to: Message | None, quote: str | None, thread: int | str | None
) -> Anchor:
    thread_id = place.topics[thread] if isinstance(thread, str) else thread
    if thread_id is not None and thread_id not in place.topics.values():
        raise LookupError(f"no topic {thread!r} in {place.title}; there are {list(place.topics)}")
    return Anchor(thread_id, _json(reply_to)["message_id"] if reply_to else None, quote)
