"""Which function is which method of the Bot API?

Invariant: names are found in any case, as Telegram finds them, and what is not in the table is 404.
"""

from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot.emulator.methods import callbacks, chats, commands, files, inline, messages, updates
from bot.emulator.methods.parameters import Parameters
from bot.emulator.world.errors import ApiError
from bot.emulator.world.state import Json, State

Result: TypeAlias = Json | list[Json] | bool | int
Method: TypeAlias = Callable[[State, Parameters], Result | Awaitable[Result]]

METHODS: dict[str, Method] = {
    "answerCallbackQuery": callbacks.answer_callback_query,
    "answerGuestQuery": inline.answer_guest_query,
    "answerInlineQuery": inline.answer_inline_query,
    "close": chats.log_out,
    "deleteMessage": messages.delete_message,
    "deleteMyCommands": commands.delete_my_commands,
    "deleteWebhook": updates.delete_webhook,
    "editMessageReplyMarkup": messages.edit_message_reply_markup,
    "editMessageText": messages.edit_message_text,
    "getChat": chats.get_chat,
    "getChatAdministrators": chats.get_chat_administrators,
    "getChatMember": chats.get_chat_member,
    "getChatMemberCount": chats.get_chat_member_count,
    "getChatMenuButton": commands.get_chat_menu_button,
    "getFile": files.get_file,
    "getMe": commands.get_me,
    "getMyCommands": commands.get_my_commands,
    "getMyDescription": commands.get_my_description,
    "getMyName": commands.get_my_name,
    "getMyShortDescription": commands.get_my_short_description,
    "getUpdates": updates.get_updates,
    "getWebhookInfo": updates.get_webhook_info,
    "leaveChat": chats.leave_chat,
    "logOut": chats.log_out,
    "sendChatAction": chats.send_chat_action,
    "sendDocument": files.send_document,
    "sendMessage": messages.send_message,
    "sendMessageDraft": messages.send_message_draft,
    "sendPhoto": files.send_photo,
    "setChatMenuButton": commands.set_chat_menu_button,
    "setMessageReaction": chats.set_message_reaction,
    "setMyCommands": commands.set_my_commands,
    "setMyDescription": commands.set_my_description,
    "setMyName": commands.set_my_name,
    "setMyShortDescription": commands.set_my_short_description,
    "setWebhook": updates.set_webhook,
}

_NAMES = {name.lower(): name for name in METHODS}


def canonical_name(name: str) -> str:
    """Return a method's name as the documentation spells it, or raise a 404.

    >>> canonical_name("SENDMESSAGE")
    'sendMessage'
    """
    found = _NAMES.get(name.lower())
    if found is None:
        raise ApiError(404, "Not Found")
    return found
