"""What does the server of the Bot API not know, and how does the bot do without it?

Telegram's own server ignores what it does not know. An older one, or another that the operator
runs, may refuse the whole call. A refusal is no outage: what was refused is left out from then on.
Invariant: to whom and what is said is never left out; what is left out is said once in the log,
and `doctor` shows it.
"""

import logging
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.records.refusals import Refusal
from bot.telegram.answers import UnknownMethodError
from knowledge import KnowledgeError

log = logging.getLogger(__name__)

KINDS = "allowed_updates"
# Parameters without which a call still says what it has to say.
OPTIONAL: Mapping[str, frozenset[str]] = {
    method: frozenset(names.split())
    for method, names in {
        "answerCallbackQuery": "show_alert url",
        "answerInlineQuery": "button cache_time is_personal next_offset",
        "editMessageText": "entities link_preview_options reply_markup",
        "sendDocument": "message_thread_id reply_parameters",
        "sendMessage": "disable_notification entities link_preview_options message_thread_id "
        "reply_markup reply_parameters",
        "sendPhoto": "caption_entities message_thread_id reply_parameters",
        "setWebhook": "max_connections",
    }.items()
}
BUTTONS = "reply_markup"
# Buttons that came late (Bot API 7.11 and 6.7): to a server that does not know what they do they
# are buttons that do nothing, and it refuses the whole message with these words.
LATE_BUTTONS = ("copy_text", "switch_inline_query_chosen_chat")
DOES_NOTHING = re.compile(rf"text buttons are unallowed|\b{BUTTONS}\b")
WRONG = re.compile(r"can't parse|can not parse")  # is said of what is known

Call = Callable[[dict[str, Any]], Awaitable[Any]]


class Capabilities:
    """What a server was found not to know, since the bot was started."""

    def __init__(self, remember: Callable[[Refusal], Awaitable[None]]) -> None:
        self._remember = remember
        self._refused: dict[str, set[str]] = {}

    def knows(self, method: str) -> bool:
        """Tell whether a method has not been refused as a whole."""
        return "" not in self._refused.get(method, ())

    async def call(self, method: str, parameters: dict[str, Any], call: Call) -> Any:  # noqa: ANN401 - what Telegram answers
        """Call a method, and again without what is refused as unknown.

        Of buttons the late kinds go first. Raise UnknownMethodError, which is a BadRequest, for a
        method that the server does not have.
        """
        if not self.knows(method):
            raise UnknownMethodError(method)
        while True:
            left = _without(self._refused.get(method, set()), parameters)
            try:
                return await call(left)
            except UnknownMethodError as error:
                await self._note(Refusal(method, "", error.message))
                raise
            except BadRequest as error:
                name = _unknown(method, left, error.message)
                if name is None:
                    raise
                await self._note(Refusal(method, name, error.message))

    async def taken(
        self, method: str, kinds: Sequence[str], ask: Callable[[list[str]], Awaitable[object]]
    ) -> list[str]:
        """Return the kinds of updates that the server takes when it is asked for each alone."""
        taken = []
        for kind in kinds:
            try:
                await ask([kind])
            except BadRequest as error:
                if not is_of_kinds(error):
                    raise
                await self._note(Refusal(method, kind, error.message))
            else:
                taken.append(kind)
        return taken

    async def _note(self, refusal: Refusal) -> None:
        self._refused.setdefault(refusal.method, set()).add(refusal.name)
        log.warning(
            "the server of the Bot API does not know %s (%s): the bot does without it",
            refusal,
            refusal.words,
        )
        with suppress(KnowledgeError):  # the log has it
            await self._remember(refusal)


def is_of_kinds(error: BadRequest) -> bool:
    """Tell whether a refusal is about the kinds of updates that were asked for."""
    return _named(error.message, frozenset({KINDS})) is not None


def _unknown(method: str, parameters: Mapping[str, Any], words: str) -> str | None:
    """Return the late button or the parameter of a call that a refusal speaks of as unknown."""
    if DOES_NOTHING.search(words.lower()):
        keys = [key for row in _rows(parameters) for key in row]
        for kind in LATE_BUTTONS:
            if any(getattr(key, kind) for key in keys):
                return kind
    return _named(words, OPTIONAL.get(method, frozenset()) & parameters.keys())


def _without(refused: Iterable[str], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters of a call, and its buttons, without those that were refused."""
    left = {name: value for name, value in parameters.items() if name not in refused}
    kinds = [kind for kind in LATE_BUTTONS if kind in refused]
    if kinds and (rows := _rows(left)):
        few = [
            [key for key in row if not any(getattr(key, kind) for kind in kinds)] for row in rows
        ]
        left[BUTTONS] = InlineKeyboardMarkup([row for row in few if row])
    return left


def _rows(parameters: Mapping[str, Any]) -> Sequence[Sequence[InlineKeyboardButton]]:
    markup = parameters.get(BUTTONS)
    return markup.inline_keyboard if isinstance(markup, InlineKeyboardMarkup) else ()


def _named(words: str, names: frozenset[str]) -> str | None:
    """Return the name of a parameter that a refusal speaks of as unknown.

    >>> _named("reply_parameters.quote is not supported yet", frozenset({"reply_parameters"}))
    'reply_parameters'
    >>> _named("can't parse entities: byte offset 3", frozenset({"entities"}))
    """
    if WRONG.search(words.lower()):
        return None
    found = (name for name in sorted(names) if re.search(rf"\b{name}\b", words.lower()))
    return next(found, None)
